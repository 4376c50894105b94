"""The pages, for the threads of asgi.py."""

import os

from peercircle.config import sqlite

sqlite.use_sound_library()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peercircle.config.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402  (settings come first)

application = get_wsgi_application()
