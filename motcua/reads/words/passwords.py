"""What a new password has to be, in words: on the pages and in the refusal."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.domain.passwords import LEAST, MOST

WORDS: dict[str, Promise | str] = {
    "short": _("ít nhất %(least)s ký tự"),
    "long": _("không quá %(most)s ký tự"),
    "similar": _("không giống tên đăng nhập, họ tên hay thư điện tử"),
    "common": _("không phải mật khẩu nhiều người dùng"),
    "digits": _("không chỉ gồm chữ số"),
    "same": _("khác mật khẩu hiện tại"),
}
"""A phrase for each of domain.passwords.RULES."""
TOLD_FIRST = ("short", "digits", "similar", "common", "same")
"""What is worth telling before anybody has typed anything."""


def rules_words(rules: Iterable[str] = TOLD_FIRST) -> list[str]:
    """The phrases of these rules."""
    return [str(WORDS[rule]) % {"least": LEAST, "most": MOST} for rule in rules]
