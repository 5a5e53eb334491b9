"""What bodies and parameters may look like: strict, nothing unknown, nothing invisible."""

import re
from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.json_schema import WithJsonSchema

LONGEST = 20_000
"""Characters of any text; the rules themselves allow less."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})",
    re.IGNORECASE,
)
_UNSENDABLE = re.compile("[\x00\ud800-\udfff]")
SMALL = 2_147_483_647
"""The largest whole number that is kept."""


def _text(value: Any) -> Any:
    if isinstance(value, str) and _UNSENDABLE.search(value):
        raise ValueError("Có ký tự điều khiển không nhìn thấy. Xóa và gõ lại.")
    return value


def _day(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("Ngày phải viết như 2020-03-20.")
    return date.fromisoformat(value)


def _moment(value: Any) -> Any:
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise ValueError("Thời điểm phải viết như 2020-03-20T14:30:00+07:00.")
    return datetime.fromisoformat(value.upper())


def _whole(value: Any) -> Any:
    """JSON knows one kind of number: 2.0 is the whole number 2."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


SEEN = Field(json_schema_extra={"pattern": r"^[^\u0000]*$"})
Text = Annotated[str, BeforeValidator(_text), StringConstraints(max_length=LONGEST), SEEN]
Key = Annotated[str, BeforeValidator(_text), StringConstraints(max_length=200), SEEN]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[
    datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})
]
Rows = Annotated[int, Field(ge=1, le=200)]
"""How many lines a page of a list has."""
Whole = Annotated[int, BeforeValidator(_whole), Field(strict=True, ge=-SMALL, le=SMALL)]


class Strict(Schema):
    """A body: unknown fields are refused, nothing is turned into something else."""

    model_config = ConfigDict(extra="forbid")


class PartyIn(Strict):
    """A person or organisation, each field as people write it; the rules read and check it."""

    name: Text
    kind: Key = "citizen"
    identity: Key = ""
    birth: Key = ""
    sex: Key = ""
    address: Text = ""
    phone: Key = ""
    email: Key = ""
    tax_code: Key = ""


class PaperIn(Strict):
    """A paper of the checklist as handed in."""

    code: Key
    originals: Whole
    copies: Whole
