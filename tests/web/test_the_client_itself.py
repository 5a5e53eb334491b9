"""The client that looks at pages sees what is wrong with them."""

import pytest

from tests.web.client import Looked

GOOD = """<!doctype html><html lang="vi"><head><title>Trang</title></head><body><main><h1>Trang</h1>
<form method="post" action="/a"><input type="hidden" name="csrfmiddlewaretoken" value="x">
<label for="a">A</label><input id="a" name="a"></form></main></body></html>"""


def test_a_good_page_has_no_problems():
    assert list(Looked(GOOD).problems()) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("<title>Trang</title>", "<title></title>"),
        ("<h1>Trang</h1>", "<h2>Trang</h2>"),
        ("<h1>Trang</h1>", "<h1>Trang</h1><h1>Trang</h1>"),
        (' lang="vi"', ""),
        (' action="/a"', ""),
        ('name="csrfmiddlewaretoken"', 'name="other"'),
        ('for="a"', 'for="b"'),
        ("<main>", '<main><p id="a">x</p>'),
        ("<main>", '<main><p style="color: red">x</p>'),
        ("<main>", "<main><script>alert(1)</script>"),
        ("<main>", '<main><button onclick="x()">x</button>'),
        ("<main>", '<main><a href="https://example.org/">x</a>'),
        ("<main>", '<main><a href="#nowhere">x</a>'),
        ("<main>", '<main><p aria-labelledby="nowhere">x</p>'),
        ("<main>", "<main><p><div>x</div></p>"),
        ("</main>", ""),
    ],
)
def test_a_page_with_something_wrong_is_refused(good: str, bad: str):
    assert good in GOOD
    assert list(Looked(GOOD.replace(good, bad, 1)).problems()) != []
