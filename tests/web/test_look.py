"""The frame of every page: valid, self-contained, readable, and there when all else is gone."""

import hashlib
import json
import re
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any

import html5lib
import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

import motcua
from motcua.domain.local_time import VIETNAM

ROOM = Path(motcua.__file__).parent
STATIC, TEMPLATES = ROOM / "static", ROOM / "templates"
NAMES = sorted(str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("*.html"))
OURS = [*(STATIC / "motcua").glob("*.*"), *TEMPLATES.rglob("*.html")]

DESK = {
    "unit": {"name": "UBND xã Cát Hanh", "part": "Bộ phận Tiếp nhận và Trả kết quả"},
    "units": [{"key": "1", "name": "UBND xã Cát Hanh", "role": "Tiếp nhận", "current": True}],
    "unit_url": "/unit",
    "person": {"name": "Huỳnh Thị Diễm Phúc", "role": "Tiếp nhận"},
    "person_links": [{"label": "Thông tin của tôi", "url": "/me"}],
    "sign_out_url": "/out",
    "language_url": "/language",
    "work_url": "/desk",
    "search_url": "/search",
    "receive_url": "/receive",
    "rail": [
        {"label": "Việc của tôi", "url": "/desk", "icon": "inbox", "count": 0, "current": True},
        {"label": "Tiếp nhận", "url": "/receive", "icon": "plus-square", "count": None},
    ],
}
PUBLIC = {"place": "Tỉnh Bình Định", "links": [{"label": "Thủ tục", "url": "/p"}]}
CONTACT = {"lines": ["UBND tỉnh Bình Định"], "text": "Hỏi tại nơi nộp", "links": []}
WHOLE = {
    "demo": True,
    "now": datetime(2020, 3, 19, 7, 31, tzinfo=VIETNAM),  # Thursday
    "desk": DESK,
    "public": PUBLIC,
    "contact": CONTACT,
    "sentence": "Bà An đã chuyển hồ sơ này lúc 07:30.",
    "username": "a",
    "error": "Sai mật khẩu.",
    "demo_accounts": [{"username": "tiepnhan.cathanh", "unit": "Cát Hanh", "role": "Tiếp nhận"}],
}
PAGES = [
    "desk/base.html",
    "public/base.html",
    "sign_in.html",
    *(n for n in NAMES if "errors/" in n),
]


def page(name: str, context: dict[str, Any]) -> str:
    request = RequestFactory().get("/somewhere?a=1&b=2")
    request.user = AnonymousUser()
    request._messages = []  # type: ignore[attr-defined]
    return render_to_string(name, context, request)


@pytest.mark.parametrize("name", NAMES)
def test_every_template_can_be_read(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize(("name", "context"), list(product(PAGES, ({}, WHOLE))))
def test_every_frame_is_valid_html_with_and_without_a_context(
    name: str, context: dict[str, Any]
) -> None:
    html = page(name, context)
    html5lib.HTMLParser(strict=True).parse(re.sub(r'href=""|action=""', 'href="/"', html))
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert html.count("<main") == html.count('id="main"') == 1
    assert " style=" not in html
    assert not re.search(r"\son[a-z]+=", html)
    assert "None" not in html


@pytest.mark.parametrize("name", ["errors/500.html", "errors/503.html"])
def test_the_last_pages_need_neither_request_nor_database(name: str) -> None:
    html = render_to_string(name)
    assert "<h1>Hệ thống" in html


@pytest.mark.parametrize("name", PAGES)
def test_a_demo_says_so_on_every_page(name: str) -> None:
    band = "Dữ liệu minh họa – không phải hồ sơ thật"
    assert band in page(name, WHOLE)
    assert "07:31, Thứ Năm 19/03/2020" in page(name, WHOLE)
    assert band not in page(name, {**WHOLE, "demo": False})


def test_accounts_of_a_demo_are_shown_in_a_demo_only() -> None:
    assert "tiepnhan.cathanh" in page("sign_in.html", WHOLE)
    assert "tiepnhan.cathanh" not in page("sign_in.html", {**WHOLE, "demo": False})


def field(**more: Any) -> str:
    given = {"name": "identity", "label": "Số giấy tờ", "value": '05"<b>', **more}
    return render_to_string("components/field.html", {"field": given})


def test_what_is_wrong_with_a_field_is_tied_to_its_control() -> None:
    html = field(error="Phải có 9 hoặc 12 chữ số.", hint="quét thẻ")
    assert 'aria-describedby="identity-error identity-hint"' in html
    assert '<p class="error" id="identity-error">Phải có 9 hoặc 12 chữ số.</p>' in html
    assert 'aria-invalid="true"' in html
    assert 'value="05&quot;&lt;b&gt;"' in html


def test_a_field_that_is_right_says_nothing() -> None:
    html = field()
    assert "aria-invalid" not in html
    assert "aria-describedby" not in html


@pytest.mark.parametrize(
    "kind", ["text", "textarea", "select", "radio", "checkbox", "hidden", "file"]
)
def test_every_kind_of_field_is_valid_html(kind: str) -> None:
    html = field(kind=kind, choices=[("a", "Một"), ("b", "Hai")], error="Sai.", min=0, max=99)
    html5lib.HTMLParser(strict=True).parseFragment(html)
    assert 'name="identity"' in html


def test_a_password_is_never_written_back() -> None:
    assert "05" not in field(kind="password")


def test_a_code_is_whole_for_those_who_listen_copy_or_print() -> None:
    context = {"code": "000.12.38.H08-200319-0014", "url": "/d"}
    html = render_to_string("components/code.html", context)
    assert re.sub("<[^>]*>", "", html).strip() == context["code"]


def test_every_icon_that_is_drawn_is_on_the_sheet() -> None:
    sheet = set(re.findall(r'id="i-([a-z0-9-]+)"', (TEMPLATES / "icons.html").read_text("utf-8")))
    drawn = {
        name
        for file in TEMPLATES.rglob("*.html")
        for name in re.findall(r'{% icon "([^"]+)" %}', file.read_text("utf-8"))
    }
    assert drawn <= sheet


def test_files_of_others_are_what_the_lock_says() -> None:
    lock = json.loads((STATIC / "vendor" / "vendor.lock.json").read_text("utf-8"))["files"]
    for path, row in lock.items():
        assert hashlib.sha256((STATIC / path).read_bytes()).hexdigest() == row["sha256"], path
        assert (STATIC / row["licence_file"]).is_file()
    kept = [*(STATIC / "vendor").glob("*.js"), *STATIC.rglob("*.woff2")]
    assert {str(file.relative_to(STATIC)) for file in kept} <= set(lock)


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_no_page_loads_anything_from_another_host(file: Path) -> None:
    text = file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert "//" not in re.sub(r"^\s*//.*|\s// .*", "", text, flags=re.MULTILINE)


TOKENS = dict(
    re.findall(r"--([a-z-]+): (#[0-9A-F]{6})", (STATIC / "motcua" / "base.css").read_text("utf-8"))
)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        *product(["ink", "muted", "link", "late", "ok"], ["paper", "ground", "picked"], [4.5]),
        ("soon", "soon-bg", 4.5),
        ("late", "late-bg", 4.5),
        ("wait", "wait-bg", 4.5),
        ("done", "done-bg", 4.5),
        ("ink", "soon-bg", 4.5),
        ("paper", "brand", 4.5),
        ("paper", "brand-deep", 4.5),
        ("edge", "paper", 3.0),
    ],
)
def test_words_can_be_read_on_their_ground(ink: str, ground: str, least: float) -> None:
    dark, light = sorted([luminance(TOKENS[ink]), luminance(TOKENS[ground])])
    assert (light + 0.05) / (dark + 0.05) >= least
