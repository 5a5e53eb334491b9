"""What an agency's log tells of one subject: when it was last so, and who did it."""

from datetime import datetime

from motcua.models import AgencyFactRow, User


def last_done(kind: str, subject: str) -> tuple[datetime, str] | None:
    """When a fact of this kind last happened to the subject, and by whom; None if it never did.

    The name is '' where it was done on the machine itself.
    """
    rows = AgencyFactRow.objects.filter(kind=kind, subject=subject)
    last = rows.order_by("-recorded", "-number").first()
    if last is None:
        return None
    name = User.objects.filter(id=last.person).values_list("full_name", flat=True).first()
    return last.happened, name or ""
