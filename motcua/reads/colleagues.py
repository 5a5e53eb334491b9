"""Who could take a dossier over: the people of an agency in a role."""

from datetime import date

from django.db.models import Q

from motcua.domain.roles import Role
from motcua.models import Membership


def colleagues(agency: str, role: Role, day: date) -> tuple[tuple[int, str], ...]:
    """Id and name of everybody who acts there in this role on that local day, by name."""
    rows = Membership.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=day),
        agency=agency,
        role=role.value,
        valid_from__lte=day,
        person__is_active=True,
    )
    named = rows.order_by("person__sort_key", "person_id").values_list(
        "person_id", "person__full_name"
    )
    return tuple(dict.fromkeys(named))
