"""How a process that only works for another one begins. Imports nothing that needs Django."""

from motcua.management.processes import die_with_parent


def begin(parent: int) -> None:
    """End when the parent ends, however it ends; then make Django ready."""
    ask = die_with_parent(parent)
    if ask is not None:
        ask()
    import django

    django.setup()
