"""The ways in which a portal is unwell, on demand: slow, failing, forgetful, babbling, gone."""

import random
import threading
import time
from dataclasses import dataclass, field, fields

MODES = ("well", "down", "error", "garbage", "refuse", "no_sessions")
"""well; gone without an answer; HTTP 500; nonsense with HTTP 200; HTTP 200 with an error code;
every session ended before it is used."""
FAILURES = ("before", "after", "cut_off", "garbage", "session")
"""What a failing call is by chance: an error page before or after the work was done, a connection
that breaks after it was done, nonsense after it was done, sessions that end."""


@dataclass(slots=True)
class Trouble:
    """How unwell the portal is now. `fail_rate` is per cent of calls, `delay` milliseconds."""

    mode: str = "well"
    fail_rate: float = 0.0
    delay: float = 0.0
    _random: random.Random = field(default_factory=random.Random)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def change(self, asked: object) -> str:
        """Take over what a control call asks; what is wrong with it, '' if nothing."""
        if not isinstance(asked, dict):
            return "phải là một đối tượng JSON"
        known = {f.name for f in fields(self) if not f.name.startswith("_")} | {"drop_sessions"}
        unknown = set(asked) - known
        if unknown:
            return f"không có: {', '.join(sorted(unknown))}"
        if asked.get("mode", self.mode) not in MODES:
            return f"mode phải là một trong {', '.join(MODES)}"
        rate, delay = asked.get("fail_rate", self.fail_rate), asked.get("delay", self.delay)
        numbers = all(isinstance(x, int | float) and not isinstance(x, bool) for x in (rate, delay))
        if not numbers or not 0 <= rate <= 100 or not 0 <= delay <= 600_000:
            return "fail_rate từ 0 đến 100, delay từ 0 đến 600000 mili giây"
        self.mode = asked.get("mode", self.mode)
        self.fail_rate, self.delay = rate, delay
        return ""

    def draw(self) -> str:
        """What happens to the next call: a mode, one of FAILURES, or '' for nothing."""
        if self.mode != "well":
            return self.mode
        with self._lock:
            if self._random.random() * 100 >= self.fail_rate:
                return ""
            return self._random.choice(FAILURES)

    def wait(self) -> None:
        """Be slow. After the work: what arrived first was done first."""
        if self.delay:
            with self._lock:
                shorter = self._random.uniform(0.5, 1.0)
            time.sleep(self.delay * shorter / 1000)
