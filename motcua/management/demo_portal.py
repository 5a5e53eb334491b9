"""The sandbox portal that a demo talks to, so that exchange can be shown without the nation."""

import os
from collections.abc import Sequence

from django.conf import settings

from motcua.actions.mirror import switch
from motcua.domain.messages import NATIONAL_PORTAL
from motcua.management.address import Address, PortTaken

STORE = "sandbox-portal.sqlite"
NEXT_PORTS = 20


def is_wanted() -> bool:
    """In a demo, unless somebody has named another portal."""
    return bool(settings.DEMO) and not settings.NATIONAL_PORTAL["url"]


def prepare(web: Address) -> Address | None:
    """Choose its address, tell the environment of all children, and switch it on.

    None where no port near the web server's is free: the demo then goes without.
    """
    found = _free(web)
    if found is None:
        return None
    os.environ["MOTCUA_PORTAL_URL"] = found.url
    os.environ["MOTCUA_PORTAL_USER"] = os.environ["MOTCUA_PORTAL_PASSWORD"] = "demo"
    os.environ["MOTCUA_PORTAL_UNIT"] = "H08"
    switch(NATIONAL_PORTAL, on=True)
    return found


def arguments(address: Address) -> Sequence[str]:
    """The command line of its process."""
    store = str(settings.VAR / STORE)
    where = ("--host", address.host, "--port", str(address.port))
    return ("sandbox-portal", "--quiet", *where, "--store", store)


def forget() -> None:
    """A province filled anew has a portal that knows nothing of it."""
    for ending in ("", "-wal", "-shm"):
        (settings.VAR / f"{STORE}{ending}").unlink(missing_ok=True)


def _free(web: Address) -> Address | None:
    for port in range(web.port + 1, min(web.port + 1 + NEXT_PORTS, 65536)):
        address = Address("127.0.0.1", port)
        try:
            address.check_free()
        except PortTaken:
            continue
        return address
    return None
