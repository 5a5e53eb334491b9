"""Every text of a page is marked, translated and compiled; a text that is not fails here."""

import ast
import re
import shutil
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "motcua"
VIETNAMESE = re.compile(r"(?![×÷])[À-ỹĐđ]")
MARKS = {
    "_", "now_", "later", "_now", "_lazy", "noop", "gettext", "gettext_lazy", "gettext_noop",
    "ngettext", "pgettext", "pgettext_lazy", "so_many", "translatable",
}  # fmt: skip
AT_ONCE = {"gettext", "ngettext", "pgettext"}
NOT_SHOWN = {
    "motcua/reads/agencies.py": "cuts a name",
    "motcua/reads/event_log.py": "a file",
    "motcua/statistics/feed.py": "a published file",
    "motcua/statistics/official.py": "a printed table's last line",
    "motcua/web/board/export_asked.py": "a file",
    "motcua/web/board/official_tables.py": "a printed table's notes",
    "motcua/web/board/ranking.py": "cuts a name",
    "motcua/web/board/review_report.py": "a printed report",
    "motcua/web/desk/reception_papers.py": "looks at data",
    "motcua/web/manager/late_day_off.py": "the key of a stored decision",
    "motcua/web/manager/late_day_off_form.py": "writes a decision's file",
    "motcua/web/portal_inbound.py": "answers a program",
    "motcua/web/manager/agency_form.py": "kinds as the list of agencies writes them",
    "motcua/web/sheet.py": "looks at data",
    "motcua/statistics/official_procedures.py": "a printed table's last line",
    "motcua/web/board/official_procedures.py": "a printed table's unit",
    "motcua/reads/words/agencies.py": "keys are data, values are marked",
}
"""Where Vietnamese stands in code for another reason than being shown on a page."""


def translations() -> ModuleType:
    spec = spec_from_file_location("translations", ROOT / "scripts" / "translations.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is missing")
def test_texts_and_translations_are_in_step():
    assert list(translations().wrong()) == []


def test_no_template_shows_a_text_that_is_not_marked():
    wrong = {}
    for path in sorted((PAGES / "templates").rglob("*.html")):
        text = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", path.read_text(), flags=re.S)
        text = re.sub(r"{% blocktrans.*?{% endblocktrans %}", "", text, flags=re.S)
        text = re.sub(r"{% trans (\".*?\"|'.*?').*?%}|_\((\".*?\"|'.*?')\)", "", text)
        text = text.replace("Một Cửa", "").replace("Tiếng Việt", "")
        if found := [line.strip()[:80] for line in text.splitlines() if VIETNAMESE.search(line)]:
            wrong[path.name] = found
    assert wrong == {}


def modules(*rooms: str) -> Iterator[tuple[str, ast.Module]]:
    for room in rooms:
        for path in sorted((PAGES / room).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def marked_or_said_to_readers(tree: ast.Module) -> set[ast.AST]:
    """Texts within a call that marks them, and docstrings."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKS:
            found |= {part for given in node.args for part in ast.walk(given)}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(node.value)
    return found


def test_no_code_of_pages_shows_a_text_that_is_not_marked():
    wrong, kept = {}, set(NOT_SHOWN)
    for name, tree in modules("web", "reads", "statistics"):
        known = marked_or_said_to_readers(tree)
        texts = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
            if node not in known and VIETNAMESE.search(node.value)
        ]
        if texts and name in NOT_SHOWN:
            kept.discard(name)
        elif texts:
            wrong[name] = texts
    assert wrong == {}
    assert kept == set(), "named in NOT_SHOWN without a reason any more"


def test_no_text_hides_in_an_f_string_where_it_is_not_found():
    hidden = [
        f"{name}:{node.lineno}"
        for name, tree in modules("")
        for outer in ast.walk(tree)
        if isinstance(outer, ast.JoinedStr)
        for node in ast.walk(outer)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKS
        if any(isinstance(given, ast.Constant) for given in node.args)
    ]
    assert hidden == []


def test_nothing_is_translated_when_a_module_is_read():
    """It would stay in the language of whoever came first."""
    wrong = []
    for name, tree in modules(""):
        at_once = {
            one.asname or one.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
            for one in node.names
            if one.name in AT_ONCE
        }
        wrong += [
            f"{name}:{node.lineno}"
            for node in outside_functions(tree)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in at_once
        ]
    assert wrong == []


def outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    """What runs when a module is read: all but the bodies of functions."""
    yield node
    for name, value in ast.iter_fields(node):
        if isinstance(node, ast.FunctionDef | ast.Lambda) and name == "body":
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from outside_functions(child)


def test_one_of_a_thing_is_said_otherwise_than_many():
    entries = (PAGES / "locale/en/LC_MESSAGES/django.po").read_text("utf-8").split("\n\n")
    told = [re.findall(r'^msgstr\[[01]\] "(.*)"$', entry, re.MULTILINE) for entry in entries]
    pairs = [tuple(found) for found in told if found]
    assert len(pairs) > 80
    assert [one for one, many in pairs if one == many] == []
