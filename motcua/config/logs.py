"""Log lines that carry no personal data."""

import logging
import re

_VALUES = re.compile(r"^(DETAIL|CONTEXT|HINT):.*(?:\n(?!\s*(?:File|Traceback|\w+Error)).*)*", re.M)
"""PostgreSQL repeats the offending row's values on these lines of its errors."""


class WithoutPersonalData(logging.Formatter):
    """One plain line per record; tracebacks without the values that PostgreSQL quotes in them."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The record as text, with every line of quoted values taken out."""
        return _VALUES.sub("(values left out)", super().format(record))
