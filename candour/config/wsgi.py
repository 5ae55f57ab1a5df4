"""The web application, as granian loads it."""

import os

from django.core.wsgi import get_wsgi_application

from candour.config.supervision.lifeline import watch
from candour.config.supervision.logs import configure_logs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.config.settings")
watch()
configure_logs()
application = get_wsgi_application()
