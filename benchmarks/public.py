"""Pages for citizens over HTTP, against the least page of the same stack."""

import time

from benchmarks.desk import Bench, Place
from benchmarks.report import Report, percentile
from tests.faults.load import Browser

DATABASE = "demo"
SIZE = 60
SIZED_IN = "requests"
EMPTY = "/sign-in"
WARM = 12
PAGES = {
    "look-up, a code that is there": "/look-up?code=000.12.38.H08-200318-0001",
    "a procedure": "/procedures/1.001612",
    "public figures": "/figures",
}


def run(report: Report, times: int) -> None:
    """Requests a second of one client, as a share of the empty page's."""
    processes = Bench(Place())  # type: ignore[arg-type]
    try:
        processes.start()
        processes.wait_until_ready()
        for path in (EMPTY, *PAGES.values()):
            _times(processes.address, path, WARM)
        empty = _rate(report, processes.address, "an empty page", EMPTY, times)
        for words, path in PAGES.items():
            rate = _rate(report, processes.address, words, path, times)
            report.add(f"{words}: of the empty page's", 100 * rate / empty, "%", least=60)
    finally:
        processes.stop()


def _rate(report: Report, address: str, words: str, path: str, times: int) -> float:
    seconds = _times(address, path, times)
    report.add(f"{words}, median", 1000 * percentile(seconds, 0.5), "ms")
    return 1 / percentile(seconds, 0.5)


def _times(address: str, path: str, times: int) -> list[float]:
    browser, seconds = Browser(address), []
    for _ in range(times):
        browser.close()
        begun = time.perf_counter()
        status, _ = browser.ask("GET", path)
        seconds.append(time.perf_counter() - begun)
        assert status == 200, (path, status)
    return seconds
