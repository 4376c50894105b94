"""Loaded before Django: tests have a data folder of their own."""

import os
import tempfile

HOME = tempfile.mkdtemp(prefix="peercircle-tests-")
os.makedirs(os.path.join(HOME, "static"))  # whitenoise warns when it is missing
os.environ["PEERCIRCLE_HOME"] = HOME
os.environ["PEERCIRCLE_DEMO"] = "0"
