"""The forms of a dossier that can be had as PDF, by the names that the pages use."""

from collections.abc import Callable

from motcua.printed import fill, fill_waiting
from motcua.printed.documents import Form
from motcua.reads.forms import PrintData

FILLED: dict[str, Callable[[PrintData, str], Form | None]] = {
    "receipt": fill.receipt,
    "refusal": fill.refusal,
    "control-slip": fill.control_slip,
    "supplement": fill_waiting.supplement,
    "apology": fill_waiting.apology,
}
