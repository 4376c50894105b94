"""The pages, for the threads of asgi.py."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peercircle.config.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
