"""Vietnamese for what happened, what is refused, where a dossier stands and who acts.

One place for every sentence, so that a page, a print and the API say the same.
"""

from motcua.reads.words.facts import fact_detail, fact_words, origin_words
from motcua.reads.words.labels import (
    CHANNELS,
    COMMANDS,
    RETURN_MANNERS,
    ROLES,
    STATES,
    command_words,
    role_words,
    state_words,
)
from motcua.reads.words.refusals import REFUSALS, field_sentence, refusal_words

__all__ = [
    "CHANNELS",
    "COMMANDS",
    "REFUSALS",
    "RETURN_MANNERS",
    "ROLES",
    "STATES",
    "command_words",
    "fact_detail",
    "fact_words",
    "field_sentence",
    "origin_words",
    "refusal_words",
    "role_words",
    "state_words",
]
