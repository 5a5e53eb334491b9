"""`python -m motcua.management …` is `motcua …`."""

from motcua.management.cli import main

main()
