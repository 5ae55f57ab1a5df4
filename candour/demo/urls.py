"""Addresses of the demonstration; mounted only where the data folder is marked as one."""

from django.urls import path

from candour.demo import views

app_name = "demo"

urlpatterns = [
    path("", views.index, name="index"),
    path("codes/", views.codes, name="codes"),
    path("enter/<str:token>/", views.enter, name="enter"),
    path("post/", views.post, name="post"),
    path("try/", views.try_policy, name="try"),
    path("try/report/", views.try_report, name="try_report"),
]
