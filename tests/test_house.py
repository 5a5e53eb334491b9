"""The house keeps its own rules: a slip anywhere is named here, with the room to mend it in."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from motcua.channels import letters
from motcua.channels.registry import CHANNELS as SENDERS
from motcua.domain import commands as do
from motcua.domain import evolve as evolving
from motcua.domain import facts as f
from motcua.domain import messages, reasons
from motcua.domain.access import RULES, Place
from motcua.domain.decisions import DECISIONS, reception
from motcua.domain.dossier import State
from motcua.domain.roles import Role
from motcua.management.demo import staff
from motcua.printed.catalogue import FORM_SETS
from motcua.reads import people
from motcua.reads.words import CHANNELS, COMMANDS, RETURN_MANNERS, ROLES, STATES, refusals
from motcua.reads.words import facts as fact_words
from motcua.web.desk.commands_table import FORMS

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "motcua"


def final(kinds: list[type]) -> frozenset[type]:
    # A dataclass with slots is made twice; the second class of a name is the one in use.
    return frozenset({kind.__name__: kind for kind in kinds}.values())


COMMANDS_OF_ALL = final(do.Command.__subclasses__())
FACTS_OF_ALL = final(f.Fact.__subclasses__())

MOST_LINES, LONGEST_FUNCTION = 250, 40
LONG_FILES = {
    "domain/facts.py": "every fact in one list, so that the whole history can be read at a sitting",
    "migrations/0001_initial.py": "written by Django",
}
LONG_FUNCTIONS = {
    "domain/evolve.py:evolve": "one case per fact: a table",
    "domain/decisions/reception.py:receive": "one fact with all its figures",
    "domain/desk.py:desk_rows": "three rows side by side",
    "domain/desk.py:_row": "one row with all its columns",
}
READ_THE_CLOCK = {
    "web": "lock-out and sessions live in real time",
    "api": "as web",
    "management": "starts, paces and stops processes",
    "models/installation.py": "the one clock itself",
}
STANDING_ADDRESSES = {
    "http://www.w3.org/2000/svg": "the name of a format, not a place that is asked",
}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def modules() -> list[Path]:
    return sorted(HOUSE.rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def calls_of(name: str) -> Iterator[tuple[str, ast.Call]]:
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and called(node) == name:
                yield f"{named(path)}:{node.lineno}", node


def called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def constant(node: ast.expr | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def names(kinds: object) -> list[str]:
    return sorted(kind.__name__ for kind in kinds)  # type: ignore[attr-defined]


# -- a new act is complete


def test_every_command_has_a_rule_a_decision_and_a_word():
    assert names(RULES) == names(COMMANDS_OF_ALL)
    assert names(DECISIONS) == names(COMMANDS_OF_ALL)
    assert names(COMMANDS) == names(COMMANDS_OF_ALL)


def test_every_command_of_a_person_has_a_form_on_a_page():
    at_the_counter, by_the_clock = {do.Receive, do.RefuseReception}, {do.PassTime}
    on_the_dossier = {form.kind for form in FORMS.values()}
    assert names(on_the_dossier) == names(COMMANDS_OF_ALL - at_the_counter - by_the_clock)


def test_every_rule_can_be_met_by_somebody_somewhere():
    for kind, rule in RULES.items():
        assert rule.states, kind
        assert rule.roles, kind
        assert rule.places, kind
    places = {place for rule in RULES.values() for place in rule.places}
    assert places == set(Place), "a place that no rule names is no place"


def test_every_decision_stands_in_one_chapter_only():
    assert len(set(DECISIONS.values())) == len(DECISIONS)


def test_every_fact_changes_the_dossier_by_a_case_of_its_own():
    cases = [
        node.pattern.cls.attr
        for node in ast.walk(tree(HOUSE / "domain/evolve.py"))
        if isinstance(node, ast.match_case)
        and isinstance(node.pattern, ast.MatchClass)
        and isinstance(node.pattern.cls, ast.Attribute)
    ]
    assert sorted(cases) == names(FACTS_OF_ALL)
    assert evolving.replay([]).facts == 0


def test_every_fact_is_made_by_some_decision():
    made = {
        node.func.attr
        for path in sorted((HOUSE / "domain/decisions").glob("*.py"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert names(FACTS_OF_ALL) == sorted(made & {kind.__name__ for kind in FACTS_OF_ALL})


def test_every_fact_has_a_title_in_the_timeline():
    assert names(fact_words.TITLES) == names(FACTS_OF_ALL)


def test_every_fact_that_holds_a_reason_tells_it():
    reasoned = [k for k in FACTS_OF_ALL if {"reason", "explanation"} & set(k.__slots__)]
    assert set(names(reasoned)) <= set(names(fact_words.DETAILS))


def test_no_fact_has_a_place_for_words_that_somebody_typed():
    # Text in a fact is a key, a code or a number of ours; what people type is a Private blank.
    ours = {
        "agency", "channel", "competent", "limit", "manner", "paper", "procedure", "reason",
        "receiving", "return_manner", "returning",
    }  # fmt: skip
    decided = {"basis"}  # the number of a decision of the authority (ErasePrivate)
    plain = {
        name for kind in FACTS_OF_ALL for name, hint in kind.__annotations__.items() if hint is str
    }
    assert plain == ours | decided


def test_every_state_role_channel_and_manner_has_a_word():
    assert set(STATES) == set(State)
    assert set(ROLES) == set(Role)
    assert set(CHANNELS) == set(reception.CHANNELS)
    assert set(RETURN_MANNERS) == set(reception.RETURN_MANNERS)


def test_the_demo_has_one_password_for_whoever_shows_it():
    assert people.DEMO_PASSWORD == staff.PASSWORD


def test_every_list_of_reasons_can_say_something_not_listed_or_names_the_law():
    for known in (reasons.REFUSAL_OF_RECEPTION, reasons.REJECTION, reasons.SEND_BACK):
        assert "other" in known
    assert "other_law" in reasons.STOP


# -- a refusal is a sentence


def refused() -> dict[str, list[tuple[str, ast.Call]]]:
    found: dict[str, list[tuple[str, ast.Call]]] = {}
    for where, call in calls_of("Refused"):
        reason = constant(call.args[0]) if call.args else ""
        assert reason, f"{where}: a reason that cannot be found by searching for it"
        found.setdefault(reason, []).append((where, call))
    return found


def test_every_refusal_has_a_sentence():
    wordless = {
        reason: [where for where, _ in calls]
        for reason, calls in refused().items()
        if reason not in refusals.REFUSALS
    }
    assert not wordless, "add a sentence to motcua/reads/words/refusals.py"


def test_every_sentence_is_said_by_some_refusal():
    assert sorted(set(refusals.REFUSALS) - set(refused())) == []


def test_every_sentence_is_given_the_values_it_names():
    for reason, calls in refused().items():
        wanted = set(re.findall(r"%\((\w+)\)", str(refusals.REFUSALS.get(reason, ""))))
        for where, call in calls:
            given = {keyword.arg for keyword in call.keywords}
            if None not in given:
                assert wanted <= given, f"{where}: {reason} does not give {wanted - given}"


def test_every_reason_why_a_field_is_wrong_has_a_sentence():
    for where, call in calls_of("Refused"):
        for keyword in call.keywords:
            why = constant(keyword.value) if keyword.arg == "why" else ""
            assert not why or why in refusals.WHY, f"{where}: no sentence for why={why}"


def test_a_refusal_that_says_somebody_was_quicker_is_a_refusal_of_ours():
    assert set(refused()) >= refusals.OVERTAKEN


# -- a message arrives somewhere, with words


def test_every_letter_has_a_subject_and_a_body():
    told = set(messages.TOLD_BY_EMAIL.values())
    assert told == set(letters.SUBJECTS) == set(letters.BODIES)


def test_every_destination_has_a_channel():
    named_in_messages = {
        getattr(messages, call.args[0].id)
        for where, call in calls_of("Message")
        if where.startswith("domain/messages.py") and isinstance(call.args[0], ast.Name)
    }
    assert named_in_messages
    assert set(SENDERS) == named_in_messages


# -- files are small, rooms are clean


def test_no_file_is_longer_than_a_few_screens():
    long = {named(p) for p in modules() if len(p.read_text("utf-8").splitlines()) > MOST_LINES}
    assert long == set(LONG_FILES)


def test_no_function_is_longer_than_a_screen():
    long = {
        f"{named(path)}:{node.name}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == set(LONG_FUNCTIONS)


def test_nothing_is_left_to_be_done_later():
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    kinds = ("*.py", "*.html", "*.css", "*.js", "*.typ", "*.toml", "*.md")
    places = [HOUSE, ROOT / "tests", ROOT / "docs", ROOT / "data"]
    found = [
        path.relative_to(ROOT).as_posix()
        for place in places
        for kind in kinds
        for path in sorted(place.rglob(kind))
        if path != Path(__file__) and ".min." not in path.name
        if later.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_no_page_asks_another_host_for_anything():
    served = [HOUSE / "templates", HOUSE / "static"]
    texts = (".html", ".css", ".js", ".svg", ".txt", ".json")
    for path in sorted(p for place in served for p in place.rglob("*") if p.suffix in texts):
        if re.search("LICENSE|OFL", path.name):  # licences name their authors' pages
            continue
        for address in re.findall(
            r"(?:https?:)?//[\w.-]+\.\w+[^\s\"'<>)]*", path.read_text("utf-8")
        ):
            assert address in STANDING_ADDRESSES, f"{path}: {address}"


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_rule_hides_behind_a_signal():
    hidden = re.compile(r"django\..*(signals|dispatch)\b|\breceiver\b")
    assert [named(p) for p in modules() for name in imports(p) if hidden.search(name)] == []


def test_no_room_for_odds_and_ends():
    vague = re.compile(r"(manager|helper|util|service|misc|common)s?", re.IGNORECASE)
    classes = {
        node.name
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
    }
    assert not [name for name in classes if re.search(r"(Manager|Helper|Utils?|Service)$", name)]
    rooms = {path.stem for path in modules()}
    assert {name for name in rooms if vague.fullmatch(name)} <= {"manager"}  # people who manage


def tells_the_time(path: Path) -> bool:
    asking = {("timezone", "now"), ("datetime", "now"), ("date", "today"), ("datetime", "today")}
    asking |= {("timezone", "localdate"), ("timezone", "localtime"), ("time", "time")}
    found = {
        (node.value.id, node.attr)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    return bool(found & asking) or any(
        re.fullmatch(r"django\.utils\.timezone\.(now|local\w+)", n) for n in imports(path)
    )


def test_only_a_few_may_ask_what_time_it_is():
    asking = [named(path) for path in modules() if tells_the_time(path)]
    assert "models/installation.py" in asking
    for name in asking:
        assert name in READ_THE_CLOCK or name.split("/")[0] in READ_THE_CLOCK, name


# -- one word for each thing


@cache
def glossary() -> tuple[str, ...]:
    text = (ROOT / "docs/glossary.md").read_text("utf-8")
    first_cells = (line.split("|")[1] for line in text.splitlines() if line.startswith("|"))
    return tuple(word for cell in first_cells for word in re.findall(r"`([^`]+)`", cell))


def words_of_the_house() -> dict[str, set[str]]:
    from motcua.domain import desk, limits

    return {
        "role": {role.value for role in Role},
        "state": {state.value for state in State},
        "command": set(names(COMMANDS_OF_ALL)),
        "fact": set(names(FACTS_OF_ALL)),
        "seat": {desk.TO_ACCEPT, desk.IN_HAND, desk.CONCERNS},
        "channel": set(reception.CHANNELS),
        "manner of return": set(reception.RETURN_MANNERS),
        "limit": set(names(limits.Limit.__args__)),
        "form": {kind.value for forms in FORM_SETS for kind in forms.forms},
        "date": {"first_promise", "legal_due", "reappointed"},
    }


@pytest.mark.parametrize("kind", sorted(words_of_the_house()))
def test_the_glossary_knows_every_word(kind):
    assert sorted(words_of_the_house()[kind] - set(glossary())) == []


def test_the_glossary_defines_no_word_twice():
    assert [word for word in glossary() if glossary().count(word) > 1] == []
