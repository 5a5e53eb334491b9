"""Gathers the texts that are marked in source, and keeps motcua/locale/en in step with them.

`python scripts/translations.py` adds new texts to the .po, drops those gone, and compiles it;
`--check` changes nothing and fails with a sentence for whatever is not so: a text that is marked
and missing, one that nobody says any more, one without a translation, a .mo that is not the .po's.
gettext's programs (xgettext, msgmerge, msgfmt) do the work.
"""

import ast
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "motcua"
PO = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
ALIASES = ("_", "now_", "later", "_now", "_lazy", "noop")
"""Names under which `gettext` and its kin are imported; xgettext finds texts by them."""
KEYWORDS = [*(f"--keyword={name}" for name in ALIASES), "--keyword=so_many:1,1"]
OF_DJANGO = ("gettext", "gettext_lazy", "gettext_noop", "ngettext", "pgettext", "pgettext_lazy")
SAME = ("activate", "get_language", "override")
NOT_OURS = ["motcua/locale", *(p.name for p in ROOT.iterdir() if p.is_dir() and p != PACKAGE)]
"""Where no text of a page stands; a `locale` that is found would be written to."""
HEADER = """\
# Một Cửa in English. A word for each term: docs/glossary.md.
msgid ""
msgstr ""
"Project-Id-Version: motcua\\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def gathered(into: Path) -> None:
    """Write en/LC_MESSAGES/django.po under `into`: what is marked, with what is there of it."""
    import django
    from django.core.management import call_command
    from django.core.management.commands.makemessages import Command
    from django.test.utils import override_settings

    class Gather(Command):
        xgettext_options = [*Command.xgettext_options, *KEYWORDS]
        msgmerge_options = [*Command.msgmerge_options, "--no-fuzzy-matching"]

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    django.setup()
    here = Path.cwd()
    os.chdir(ROOT)
    try:
        with override_settings(LOCALE_PATHS=[into]):
            options = {"no_wrap": True, "no_location": True, "no_obsolete": True}
            options["ignore_patterns"] = NOT_OURS
            call_command(Gather(), locale=["en"], verbosity=0, **options)
    finally:
        os.chdir(here)
    po = into / "en" / "LC_MESSAGES" / "django.po"
    parts = po.read_text("utf-8").split("\n\n")[1:]
    kept = sorted((_plain(part) for part in parts if part.strip()), key=_said)
    po.write_text("\n\n".join([HEADER.rstrip(), *kept]) + "\n", "utf-8")


def _plain(entry: str) -> str:
    """An entry without remarks, so that a new text changes its own lines alone."""
    lines = entry.strip().splitlines()
    return "\n".join(line for line in lines if not line.startswith(("#.", "#:", "#|")))


def _said(entry: str) -> str:
    return entry[entry.index("msgid ") :]


def entries(po: Path) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Every text of a .po (context, text, plural as far as there are) and its translations."""
    found = {}
    for entry in po.read_text("utf-8").split("\n\n")[1:]:
        said: dict[str, str] = {}
        name = ""
        for line in entry.splitlines():
            if line.startswith("msg"):
                name = line.split(" ", 1)[0]
            if name and not line.startswith("#"):
                said[name] = said.get(name, "") + "".join(
                    ast.literal_eval(part) for part in _STRING.findall(line)
                )
        ids = tuple(text for key, text in said.items() if not key.startswith("msgstr"))
        found[ids] = tuple(text for key, text in said.items() if key.startswith("msgstr"))
    return found


def wrong() -> Iterator[str]:
    """Everything that is not as it should be, in words."""
    yield from _unknown_names()
    with tempfile.TemporaryDirectory() as place:
        gathered(Path(place))
        marked = entries(Path(place) / "en" / "LC_MESSAGES" / "django.po")
    known = entries(PO)
    for ids in sorted(marked.keys() - known.keys()):
        yield f"marked in source, missing in the .po: {ids}"
    for ids in sorted(known.keys() - marked.keys()):
        yield f"said nowhere any more: {ids}"
    for ids, texts in known.items():
        if not all(text.strip() for text in texts):
            yield f"not translated: {ids}"
    with tempfile.NamedTemporaryFile(suffix=".mo") as made:
        checked = _compile(Path(made.name))
        if checked:
            yield checked
        elif Path(made.name).read_bytes() != PO.with_suffix(".mo").read_bytes():
            yield "the .mo is not what the .po compiles to"


def _unknown_names() -> Iterator[str]:
    """Names for gettext that xgettext would pass by."""
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text("utf-8")
        for node in ast.walk(ast.parse(text)) if "translation" in text else ():
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
                for one in node.names:
                    name = one.asname or one.name
                    if name not in (*ALIASES, *OF_DJANGO, *SAME):
                        yield f"{path.relative_to(ROOT)}: texts in {name}(…) are not found"


def _compile(into: Path) -> str:
    command = ["msgfmt", "--check-format", "--check-domain", "--no-hash", "-o", str(into), str(PO)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr.strip()


def main() -> int:
    """Bring the files in step, or say what is not."""
    if "--check" in sys.argv[1:]:
        told = list(wrong())
        sys.stdout.writelines(f"  {one}\n" for one in told)
        return 1 if told else 0
    gathered(PO.parents[2])
    failed = _compile(PO.with_suffix(".mo"))
    missing = [ids for ids, texts in entries(PO).items() if not all(map(str.strip, texts))]
    sys.stdout.writelines([failed, *(f"to translate: {ids}\n" for ids in missing)])
    return 1 if failed or missing else 0


if __name__ == "__main__":
    sys.exit(main())
