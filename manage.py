#!/usr/bin/env python3
import os
import sys

from peercircle.config import sqlite

if __name__ == "__main__":
    sqlite.use_sound_library()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peercircle.config.settings")

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
