"""What a web server loads. Refuses to serve people with settings that are only safe for show."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
os.environ.setdefault("MOTCUA_DB_POOL", "4")  # one per thread of a web process

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from motcua.management.secret import UnsafeToServe, refuse_unsafe

try:
    refuse_unsafe(debug=settings.DEBUG)
except UnsafeToServe as refusal:
    sys.exit(f"motcua: {refusal}")

application = get_wsgi_application()
