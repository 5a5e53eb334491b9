"""Decisions that close offices on a day, as they are handed in."""

from motcua.domain.day_off import parse_late_day_off


def decision(day, signed="2020-03-24", effective=None, scope="H08"):
    """A storm on that day, by one signed decision; in effect from the day itself if not said."""
    return parse_late_day_off(f"""
scope = "{scope}"
first = 2018-01-01
last = 2027-12-31
[decision]
number = "15/QĐ-UBND"
signed = {signed}
effective = {effective or day}
signer = "Chủ tịch UBND tỉnh"
[[day]]
day = {day}
kind = "suspension"
name = "Bão"
source = "Quyết định 15/QĐ-UBND"
confidence = "confirmed"
""")
