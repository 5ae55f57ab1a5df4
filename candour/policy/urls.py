"""Addresses of the policy app, in order."""

from django.urls import path

from candour.policy.views import (
    clauses,
    compare,
    controls,
    duties,
    duty,
    governors,
    imports,
    mending,
    overview,
    packs,
    review,
    shelf,
)

app_name = "policy"
VERSION = "policy/versions/<uuid:version>/"
CLAUSE = f"{VERSION}clauses/<uuid:text>/"

urlpatterns = [
    path("duties/", duties.duties, name="duties"),
    path("duties/assign/", duties.duties_assign, name="duties_assign"),
    path(
        "duties/assignments/<uuid:assignment>/undo/",
        duties.assignment_undo,
        name="assignment_undo",
    ),
    path("duties/evidence/<uuid:evidence>/file/", duty.evidence_file, name="evidence_file"),
    path(
        "duties/evidence/<uuid:evidence>/withdraw/",
        duty.evidence_withdraw,
        name="evidence_withdraw",
    ),
    path("duties/<slug:control>/", duty.duty, name="duty"),
    path("duties/<slug:control>/applies/", duty.duty_applies, name="duty_applies"),
    path("duties/<slug:control>/done/", duty.duty_attest, name="duty_attest"),
    path(
        "duties/<slug:control>/not-applicable/",
        duty.duty_not_applicable,
        name="duty_not_applicable",
    ),
    path("duties/<slug:control>/owner/", duty.duty_assign, name="duty_assign"),
    path("duties/<slug:control>/rhythm/", duty.duty_rhythm, name="duty_rhythm"),
    path("policy/", overview.today, name="today"),
    path("policy/clauses/<str:ref>/", clauses.clause, name="clause"),
    path("policy/compare/", compare.compare, name="compare"),
    path("policy/controls/", controls.controls, name="controls"),
    path("policy/for-governors/", governors.governors, name="governors"),
    path("policy/evidence-pack/", packs.pack, name="pack"),
    path("policy/evidence-pack/<uuid:pack>/", packs.pack_file, name="pack_file"),
    path("policy/import/", imports.import_policy, name="import"),
    path("policy/import/<uuid:upload>/", imports.importing, name="importing"),
    path("policy/model/", compare.model, name="model"),
    path("policy/steps/<uuid:step>/undo/", review.undo, name="undo"),
    path(f"{VERSION}adopt/", imports.adopt, name="adopt"),
    path(f"{VERSION}changes/", compare.changes, name="changes"),
    path(f"{CLAUSE}control/", review.link_change, name="link_change"),
    path(f"{CLAUSE}join/", mending.clause_merge, name="clause_merge"),
    path(f"{CLAUSE}mend/", mending.clause_mend, name="clause_mend"),
    path(f"{CLAUSE}set-aside/", mending.clause_set_aside, name="clause_set_aside"),
    path(f"{CLAUSE}split/", mending.clause_split, name="clause_split"),
    path(f"{VERSION}discard/", imports.discard, name="discard"),
    path(f"{VERSION}links/<uuid:link>/", review.link_decide, name="link_decide"),
    path(f"{VERSION}make-clause/<int:start>/", mending.clause_make, name="clause_make"),
    path(f"{VERSION}reading/", mending.reading, name="reading"),
    path(f"{VERSION}report/", compare.report, name="report"),
    path(f"{VERSION}review/", review.review, name="review"),
    path(f"{VERSION}review/<int:section>/accept/", review.review_accept, name="review_accept"),
    path(f"{VERSION}start/", review.review_start, name="review_start"),
    path("shelf/", shelf.shelf, name="shelf"),
    path("shelf/add/", shelf.document_add, name="document_add"),
    path("shelf/versions/<uuid:version>/file/", shelf.version_file, name="version_file"),
    path("shelf/<uuid:document>/", shelf.document, name="document"),
    path("shelf/<uuid:document>/add/", shelf.version_add, name="version_add"),
    path("shelf/<uuid:document>/change/", shelf.document_change, name="document_change"),
    path("shelf/<uuid:document>/restore/", shelf.document_restore, name="document_restore"),
    path("shelf/<uuid:document>/retire/", shelf.document_retire, name="document_retire"),
]
