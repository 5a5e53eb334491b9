"""How passwords are hashed: Argon2id, one at a time in each process.

Django's own asks 100 MB for each hash. A worker with four threads then held half a gigabyte when
four people signed in at once (found by `make bench BENCH=memory`), and anybody may ask for that.
"""

from threading import Lock

from django.contrib.auth.hashers import Argon2PasswordHasher


class OneAtATime(Argon2PasswordHasher):
    """46 MB, two rounds, one lane: above the least that OWASP names (46 MB, one round).

    A hash of before is good with its own cost, and is made anew when its owner next signs in.
    """

    memory_cost = 46 * 1024
    time_cost = 2
    parallelism = 1
    _turn = Lock()

    def encode(self, password: str, salt: str) -> str:
        """The hash, when it is this thread's turn."""
        with self._turn:
            return str(super().encode(password, salt))

    def verify(self, password: str, encoded: str) -> bool:
        """Whether it is the password, when it is this thread's turn."""
        with self._turn:
            return bool(super().verify(password, encoded))
