"""One way to ask another system over HTTP: connections are kept, nothing is tried twice unseen."""

import urllib3
from urllib3.exceptions import HTTPError

from motcua.domain.delivery import TryLater

LARGEST_ANSWER = 20_000_000
_POOL = urllib3.PoolManager(num_pools=8, maxsize=16, block=False)


def ask(
    method: str, url: str, body: bytes, headers: dict[str, str], time_out: float
) -> tuple[int, bytes]:
    """Status and body of the answer. TryLater when there is none in time.

    `time_out` is in seconds, for connecting and for each read. Redirects are not followed: a
    body with personal data goes where it was meant to go.
    """
    try:
        answer = _POOL.request(
            method,
            url,
            body=body,
            headers=headers,
            timeout=urllib3.Timeout(connect=time_out, read=time_out),
            retries=False,
            redirect=False,
            preload_content=False,
        )
        try:
            found = answer.read(LARGEST_ANSWER, decode_content=True)
        finally:
            answer.drain_conn()
            answer.release_conn()
    except (HTTPError, OSError, ValueError) as trouble:
        raise TryLater(f"{type(trouble).__name__}: {trouble}"[:500]) from trouble
    return answer.status, found
