"""The settings that tests run with: a demo's, with everything it writes in a directory of its own.

The first process of a run (with pytest-xdist there are several) chooses that directory, and the
others inherit it. Nothing of the environment decides which database is used, except
MOTCUA_TEST_DATABASE_URL (a superuser's address): no test run can reach real data by mistake.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "MOTCUA_TEST_VAR" not in os.environ:
    made = Path(tempfile.mkdtemp(prefix="motcua-tests-"))
    made.chmod(0o755)  # as root, PostgreSQL runs as `nobody` and has to come in
    os.environ["MOTCUA_TEST_VAR"] = str(made)
    atexit.register(shutil.rmtree, made, ignore_errors=True)

for name in ("HOST", "PORT", "MOTCUA_SECRET_KEY", "MOTCUA_DEBUG", "MOTCUA_DB_POOL", "MOTCUA_HOSTS"):
    os.environ.pop(name, None)
os.environ["MOTCUA_VAR"] = os.environ["MOTCUA_TEST_VAR"]
os.environ["MOTCUA_DEMO"] = "1"

(Path(os.environ["MOTCUA_VAR"]) / "static").mkdir(exist_ok=True)  # or WhiteNoise warns

from tests.postgres import app_url, superuser_url  # needs MOTCUA_VAR

os.environ["DATABASE_URL"] = app_url()
os.environ["DATABASE_OWNER_URL"] = superuser_url()

from motcua.config.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
