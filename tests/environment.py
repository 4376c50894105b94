"""Loaded before Django: tests have a data folder of their own, and a SQLite that is sound."""

import os
import tempfile

from peercircle.config import sqlite

sqlite.use_sound_library()
os.environ["PEERCIRCLE_HOME"] = tempfile.mkdtemp(prefix="peercircle-tests-")
os.environ["PEERCIRCLE_DEMO"] = "0"
