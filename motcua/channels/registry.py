"""Other systems by name. To add one: write a module with `send`, add a row."""

from collections.abc import Callable

from motcua.channels import email
from motcua.domain.messages import EMAIL, Envelope

CHANNELS: dict[str, Callable[[Envelope], bytes]] = {EMAIL: email.send}
