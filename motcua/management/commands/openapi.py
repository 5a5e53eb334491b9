"""motcua openapi: the document that describes the API, as it is served and committed."""

import json
from typing import Any

from motcua.api.v1 import api
from motcua.management.command import Command as Base


class Command(Base):
    """Kept in docs/openapi.json; a test compares."""

    help = "In tài liệu OpenAPI của API."

    def handle(self, *args: Any, **options: Any) -> None:
        """One JSON document."""
        self.say(json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=1, default=str))
