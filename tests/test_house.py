"""The house keeps its own rules: a slip anywhere is named here, with the room to mend it in."""

import ast
import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from motcua.channels import letters
from motcua.channels.registry import CHANNELS as SENDERS
from motcua.domain import commands as do
from motcua.domain import evolve as evolving
from motcua.domain import facts as f
from motcua.domain import messages, reasons, rulebook, telling
from motcua.domain.alarms import AlarmKind
from motcua.domain.decisions import DECISIONS, reception, wording
from motcua.domain.dossier import State
from motcua.domain.evolve import LIFE
from motcua.domain.evolve_ends import ENDS as LAST_FACTS
from motcua.domain.evolve_waiting import CHAPTERS
from motcua.domain.roles import Role
from motcua.domain.rulebook_file import parse_rulebook
from motcua.domain.rules import RULES, Place
from motcua.domain.waiting import Cause
from motcua.management.demo import staff
from motcua.printed.catalogue import FORM_SETS
from motcua.reads import people
from motcua.reads.words import CHANNELS, COMMANDS, RETURN_MANNERS, ROLES, STATES, refusals
from motcua.reads.words import facts as fact_words
from motcua.reads.words import waiting as waiting_words
from motcua.statistics.detectors import RULE_OF
from motcua.web.desk.commands_table import FORMS

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "motcua"


def final(kinds: list[type]) -> frozenset[type]:
    # A dataclass with slots is made twice; the second class of a name is the one in use.
    return frozenset({kind.__name__: kind for kind in kinds}.values())


COMMANDS_OF_ALL = final(do.Command.__subclasses__())
FACTS_OF_ALL = final(f.Fact.__subclasses__())

MOST_LINES, LONGEST_FUNCTION = 250, 40
LONG_FILES = {"migrations/0001_initial.py": "written by Django"}
LONG_FUNCTIONS = {
    "domain/decisions/reception.py:receive": "one fact with all its figures",
}
READ_THE_CLOCK = {
    "web": "lock-out and sessions live in real time",
    "api": "as web",
    "management": "starts, paces and stops processes",
    "models/installation.py": "the one clock itself",
    "channels/sandbox_portal/server.py": "a system of its own, beside ours",
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


def called_attribute(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def calls_in(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def names(kinds: object) -> list[str]:
    return sorted(kind.__name__ for kind in kinds)  # type: ignore[attr-defined]


# -- a new act is complete


def test_every_command_has_a_rule_a_decision_and_a_word():
    assert names(RULES) == names(COMMANDS_OF_ALL)
    assert names(DECISIONS) == names(COMMANDS_OF_ALL)
    assert names(COMMANDS) == names(COMMANDS_OF_ALL)


def test_every_command_of_a_person_has_a_form_on_a_page():
    at_the_counter = {do.Receive, do.RefuseReception, do.AskReceptionSupplement}
    # the applicant's own portal; the clock; the calendar's page
    elsewhere = at_the_counter | {do.Submit, do.PassTime, do.DeclareDayOff}
    elsewhere |= {do.EnterFromBook, do.ImportHistory}  # whole files of them
    on_the_dossier = {form.kind for form in FORMS.values()}
    assert names(on_the_dossier) == names(COMMANDS_OF_ALL - elsewhere)


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
    cases = [name for table in (LIFE, LAST_FACTS, CHAPTERS) for name in names(table)]
    assert sorted(cases) == names(FACTS_OF_ALL), "once, here or there"
    assert evolving.replay([]).facts == 0


def made_in(*paths: Path) -> set[str]:
    kinds = {kind.__name__ for kind in FACTS_OF_ALL}
    return {called_attribute(call) for path in paths for call in calls_in(path)} & kinds


def test_every_fact_is_made_by_some_decision():
    decided = made_in(*sorted((HOUSE / "domain/decisions").glob("*.py")))
    noted = made_in(HOUSE / "actions/batch.py")
    assert noted == {"ClockJumped"}, "the door decides nothing: it notes that time ran backwards"
    assert sorted(decided | noted) == names(FACTS_OF_ALL)
    assert not decided & noted


def test_every_fact_has_a_title_in_the_timeline():
    assert names(fact_words.TITLES) == names(FACTS_OF_ALL)


def test_every_fact_that_holds_a_reason_tells_it():
    reasoned = [k for k in FACTS_OF_ALL if {"reason", "explanation"} & set(k.__slots__)]
    assert set(names(reasoned)) <= set(names(fact_words.DETAILS))


def test_no_fact_has_a_place_for_words_that_somebody_typed():
    # Text in a fact is a key, a code or a number of ours; what people type is a Private blank.
    ours = {
        "agency", "cause", "channel", "competent", "extension", "kind", "limit", "manner", "paper",
        "policy", "procedure", "reason", "receiving", "return_manner", "returning", "source",
    }  # fmt: skip
    decided = {"basis"}  # an article, or the number of a decision of the authority
    decided |= {"portal_code"}  # another portal's number, in the one shape that `parse_code` takes
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
    written = [named(p) for p in modules() if people.DEMO_PASSWORD in p.read_text("utf-8")]
    assert written == ["reads/people.py"]
    assert people.DEMO_PASSWORD == staff.PASSWORD


def test_every_list_of_reasons_can_say_something_not_listed_or_names_the_law():
    for known in (reasons.REFUSAL_OF_RECEPTION, reasons.REJECTION, reasons.SEND_BACK):
        assert "other" in known
    assert "other_law" in reasons.STOP


# -- law stands in dated rows


BEGINS, ENDS = date(2018, 6, 21), date(2027, 12, 31)
"""From the first day of NĐ 61/2018/NĐ-CP to the last day of the calendar."""
NOT_ASKED_FOR = {
    "explanation_least_letters": "a constant of decisions/wording.py; a test below compares them",
}


@cache
def law() -> dict[str, list[dict[str, object]]]:
    tables: dict[str, list[dict[str, object]]] = {}
    for file in sorted((ROOT / "data/law").glob("*.toml")):
        for table, rows in tomllib.loads(file.read_text("utf-8")).items():
            tables.setdefault(table, []).extend(rows)
    return tables


@cache
def book() -> rulebook.Rulebook:
    return parse_rulebook(law())


def column(table: str, name: str) -> set[object]:
    return {row[name] for row in law()[table]}


def asked_by(method: str) -> set[str]:
    return {
        constant(call.args[0])
        for path in modules()
        for call in calls_in(path)
        if called_attribute(call) == method and len(call.args) == 2
    } - {""}


def test_nothing_of_2020_is_late_by_the_reception_clock():
    assert book().rule("reception_working_hours", date(2021, 12, 5)) is None
    assert book().value("reception_working_hours", date(2021, 12, 6)) == 8
    assert book().value("reception_warning_working_hours", date(2021, 12, 6)) == 4


def test_every_rule_that_code_asks_for_stands_in_the_data_and_holds_throughout():
    needed, wanted = asked_by("value") | set(RULE_OF.values()), asked_by("rule")
    assert needed
    assert needed | wanted | set(NOT_ASKED_FOR) == column("rule", "name")
    assert not (needed | wanted) & set(NOT_ASKED_FOR)
    for name in needed:  # of the others code asks first whether there was one on that day
        for day in (BEGINS, date(2020, 3, 20), date(2025, 7, 1), ENDS):
            assert book().value(str(name), day) > 0, f"{name} on {day}"


def test_a_reason_has_as_many_letters_as_the_rule_says():
    assert book().value("explanation_least_letters", BEGINS) == wording.LEAST_EXPLANATION


def test_one_policy_decides_on_every_day_and_the_named_ones_are_there():
    day = BEGINS
    while day <= ENDS:
        general = [p for p in book().policies if not (p.beside or p.procedures)]
        assert len([p.code for p in general if p.holds_on(day)]) == 1, day
        day += timedelta(days=1)
    ours = {file.stem for file in (ROOT / "data/procedures").glob("*.toml")}
    assert {code for p in book().policies for code in p.procedures} <= ours
    assert {str(manner) for manner in column("policy", "manner")} == set(rulebook.Manner)
    written = {
        code
        for path in modules()
        for code in re.findall(r"\bP-(?:\d{3,4}|PAUSE)\b", path.read_text("utf-8"))
    }
    assert written == column("policy", "code")


def test_every_alarm_has_words_for_the_page_and_for_the_letter_and_somebody_to_tell():
    kinds = {kind.value for kind in AlarmKind}
    assert set(waiting_words.ALARMS) == kinds
    assert set(letters.ALARMS) == kinds
    assert column("rung", "alarm") == kinds


def test_an_alarm_with_a_fact_of_its_own_is_rung_by_that_fact():
    own = set(messages.ALARM_OF.values())
    assert names(messages.ALARM_OF) == sorted(
        made_in(HOUSE / "domain/decisions/time.py")
        - {"AlarmRang", "LegalDueMoved", "ReceptionClockMoved"}
    )
    assert own < {kind.value for kind in AlarmKind}


def test_every_rung_can_be_reached_and_leads_to_somebody_by_a_channel_there_is():
    assert column("rung", "channel") <= set(SENDERS)
    assert column("rung", "place") == rulebook.PLACES
    counted: dict[object, set[object]] = {}
    for row in law()["rung"]:
        if "number" in row:
            counted.setdefault(row["alarm"], set()).add(row["number"])
    soonest = book().value("due_soon_working_days", BEGINS)
    hours = ("reception_warning_working_hours", "reception_working_hours")
    assert counted == {
        "due_soon": set(range(1, soonest + 1)),  # each working day that is warned of
        "reception": {book().value(name, ENDS) for name in hours},
    }
    known = {
        node.value
        for function in ast.walk(tree(HOUSE / "domain/messages.py"))
        if isinstance(function, ast.FunctionDef) and function.name == "_place"
        for comparison in ast.walk(function)
        if isinstance(comparison, ast.Compare)
        for node in comparison.comparators
        if isinstance(node, ast.Constant)
    }
    assert known == rulebook.PLACES - {"competent"}, "what is none of these is the competent one"


def test_every_row_of_law_names_its_source():
    assert all(str(row["source"]).strip() for rows in law().values() for row in rows)


def test_every_cause_that_moves_a_date_has_a_word():
    written = {
        constant(keyword.value)
        for path in sorted((HOUSE / "domain/decisions").glob("*.py"))
        for call in calls_in(path)
        if called_attribute(call) == "LegalDueMoved"
        for keyword in call.keywords
        if keyword.arg == "cause"
    } - {""}
    assert set(waiting_words.CAUSES) == {cause.value for cause in Cause} | written


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
    told = set(messages.TOLD_BY_EMAIL.values()) | {
        constant(call.args[0])
        for where, call in calls_of("document")
        if where.startswith("domain/messages.py")
    } - {""}
    assert told == set(letters.SUBJECTS) == set(letters.BODIES)


def specimen(letter: str, **fact: object) -> dict[str, object]:
    moment = "2020-03-25T17:00:00+07:00"
    told = {"old_due": moment, "basis": "15/QĐ-UBND", "answer_by": moment, "amount": 1_500_000}
    sent = {"submitted": moment, "receive_by": moment}
    return {
        "letter": letter,
        "fact": {"alarm": "due", "count": 0, "stops": False} | told | fact,
        "code": "000.12.38.H08-200320-0001",
        "form_number": "7",
        "procedure": {"code": "1.900002", "name": "Thành lập hộ kinh doanh"},
        "agencies": {r: {"name": r} for r in ("receiving", "competent", "returning")},
        **sent,
        "received": moment,
        "due": moment,
        "reappointed": moment,
        "person": {"name": "Nguyễn Thị Thanh Trúc"},
    }


@pytest.mark.parametrize("kind", sorted(letters.BODIES))
def test_every_letter_can_be_written(kind):
    subject, text = letters.letter(specimen(kind))
    assert "Nguyễn Thị Thanh Trúc" in text
    assert not re.search(r"[{}]|\bNone\b", subject + text)


def test_a_letter_says_that_the_limit_stands_only_where_it_does():
    assert letters.STANDS in letters.letter(specimen("supplement_asked", stops=True))[1]
    assert letters.STANDS not in letters.letter(specimen("supplement_asked", stops=False))[1]


def test_every_destination_has_a_channel():
    named_in_messages = {
        getattr(messages, call.args[0].id)
        for where, call in calls_of("Message")
        if where.startswith("domain/messages.py") and isinstance(call.args[0], ast.Name)
    }
    assert named_in_messages
    assert set(SENDERS) == named_in_messages | rulebook.STAFF_CHANNELS


# -- files are small, rooms are clean


def test_it_is_decided_of_every_fact_whether_a_mirroring_system_hears_of_it():
    assert names(telling.TOLD) == names(FACTS_OF_ALL)


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
        "seat": {v for k, v in vars(desk).items() if k.isupper() and isinstance(v, str)},
        "channel": set(reception.CHANNELS),
        "manner of return": set(reception.RETURN_MANNERS),
        "limit": set(names(limits.Limit.__args__)),
        "form": {kind.value for forms in FORM_SETS for kind in forms.forms},
        "date": {"first_promise", "legal_due", "reappointed"},
        "wait": {cause.value for cause in Cause},
        "alarm": {kind.value for kind in AlarmKind},
        "policy": {str(code) for code in column("policy", "code")},
        "manner of a policy": {manner.value for manner in rulebook.Manner},
        "place of a rung": set(rulebook.PLACES),
        "reason of lateness": set(reasons.LATENESS),
        "manner of an apology": set(reasons.APOLOGY_MANNERS),
    }


@pytest.mark.parametrize("kind", sorted(words_of_the_house()))
def test_the_glossary_knows_every_word(kind):
    assert sorted(words_of_the_house()[kind] - set(glossary())) == []


def test_the_glossary_defines_no_word_twice():
    assert [word for word in glossary() if glossary().count(word) > 1] == []
