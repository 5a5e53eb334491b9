#!/usr/bin/env python
"""Django's own commands (makemigrations, shell …) for developers; all others use `motcua`."""

import sys

from motcua.management.cli import manage

if __name__ == "__main__":
    sys.exit(manage(sys.argv))
