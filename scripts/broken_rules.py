"""The rules of the clock, and how each could be wrong: `make mutants` tries them."""

from dataclasses import dataclass

DOMAIN, CLOCK = "motcua/domain", "tests/actions/test_clock.py"
EXTENDING = "tests/domain/test_extending.py tests/actions/test_extending.py"
DEADLINE, KEPT = "tests/domain/test_deadline.py", "tests/domain/test_deadline_kept.py"


@dataclass(frozen=True)
class Mutant:
    """One rule: where it stands, how it is broken, which tests have to notice."""

    rule: str
    file: str
    right: str
    wrong: str
    tests: str


MUTANTS = (
    Mutant(
        "1 the day of receipt is not counted",
        f"{DOMAIN}/due_date.py",
        "calendar.closing_after(local_ordinal(received), limit.amount)",
        "calendar.closing_after(local_ordinal(received) - 1, limit.amount)",
        DEADLINE,
    ),
    Mutant(
        "2 an end on a rest day moves to the next working day, no further",
        f"{DOMAIN}/due_date.py",
        "return calendar.closing_from(local_ordinal(received) + limit.amount)",
        "return calendar.closing_after(local_ordinal(received) + limit.amount, 1)",
        DEADLINE,
    ),
    Mutant(
        "3 from 15:00 on, the next working day (same-day limits)",
        f"{DOMAIN}/due_date.py",
        "here.hour >= CUTOFF_HOUR",
        "here.hour > CUTOFF_HOUR",
        DEADLINE,
    ),
    Mutant(
        "4 hours count inside office hours alone, to the minute",
        f"{DOMAIN}/calendar.py",
        "passed += (minute if minute < end else end) - begin",
        "passed += minute - begin",
        "tests/domain/test_calendar.py",
    ),
    Mutant(
        "5 days are those of Vietnam's clock",
        f"{DOMAIN}/local_time.py",
        "return (at - _ANCHOR).days + _ANCHOR_ORDINAL",
        "return at.toordinal()",
        DEADLINE,
    ),
    Mutant(
        "6 overdue from 00:00 of the day after, not before",
        f"{DOMAIN}/lateness.py",
        "return midnight(local_day(due) + timedelta(days=1))",
        "return due",
        KEPT,
    ),
    Mutant(
        "7 on the due date at any hour is on time",
        f"{DOMAIN}/lateness.py",
        "ended, end = local_day(finish), local_day(due)",
        "ended, end = finish, due",
        KEPT,
    ),
    Mutant(
        "8 a Saturday that makes up for a day off is a working day",
        f"{DOMAIN}/calendar_compile.py",
        "self._work(row, usual)",
        "pass",
        "tests/domain/test_calendar_rows.py tests/domain/test_calendar.py",
    ),
    Mutant(
        "9 what the narrower agency decides beats the wider one",
        f"{DOMAIN}/calendar_compile.py",
        "key=lambda row: scope_chain.index(row.scope), reverse=True)",
        "key=lambda row: scope_chain.index(row.scope))",
        "tests/domain/test_calendar.py",
    ),
    Mutant(
        "10 under P-2018 a supplement starts the limit again, a payment never does",
        f"{DOMAIN}/waiting.py",
        "return policy.manner if wait.cause is Cause.SUPPLEMENT else Manner.PAUSE",
        "return policy.manner",
        CLOCK,
    ),
    Mutant(
        "11 the day of the citizen's answer is not the office's (pause)",
        f"{DOMAIN}/waiting.py",
        "waited = calendar.count_working_days(local_day(since), local_day(until))",
        "waited = calendar.count_working_days(local_day(since), local_day(until)) - 1",
        CLOCK,
    ),
    Mutant(
        "12 a stop begun after the due date excuses nothing",
        f"{DOMAIN}/decisions/waiting.py",
        "return dossier.overdue_from is None or at < dossier.overdue_from",
        "return True",
        CLOCK,
    ),
    Mutant(
        "13 an apology never moves the legal due date",
        f"{DOMAIN}/evolve_waiting.py",
        "reappointed=fact.new_date)",
        "reappointed=fact.new_date, legal_due=fact.new_date)",
        CLOCK,
    ),
    Mutant(
        "14 an apology is in time on the last working day before",
        f"{DOMAIN}/decisions/apology.py",
        "timely=sent_day <= last,",
        "timely=sent_day < last,",
        f"{CLOCK} tests/web/test_apologies.py",
    ),
    Mutant(
        "15 one re-appointment; a second only by the head's written reason",
        f"{DOMAIN}/decisions/apology.py",
        "if further and not command.override.strip():",
        "if False:",
        CLOCK,
    ),
    Mutant(
        "16 a supplement within three working days, later ones by the head",
        f"{DOMAIN}/decisions/waiting.py",
        "late, further = used > within,",
        "late, further = used > within + 1,",
        CLOCK,
    ),
    Mutant(
        "17 the minutes of lateness are split without a remainder",
        f"{DOMAIN}/blame.py",
        "shares[max(shares)] += total - sum(shares.values())",
        "pass",
        "tests/domain/test_blame.py",
    ),
    Mutant(
        "18 each moment rings once",
        f"{DOMAIN}/evolve_waiting.py",
        "return without_alarms(dossier, AlarmKind(fact.kind), fact.number)",
        "return dossier",
        CLOCK,
    ),
    Mutant(
        "19 what was late when the day off was signed stays late",
        f"{DOMAIN}/decisions/time.py",
        "return late_already and command.effective >= local_day(due)",
        "return False",
        "tests/actions/test_late_day_off.py",
    ),
    Mutant(
        "20 a policy of the procedure goes before the general one",
        f"{DOMAIN}/rulebook.py",
        "if procedure in policy.procedures:",
        "if False:",
        "tests/domain/test_rulebook.py",
    ),
    Mutant(
        "21 the reception clock runs in the unit's working hours",
        f"{DOMAIN}/reception_clock.py",
        "ends = calendar.add_working_minutes(sent, hours.value * HOUR)",
        "ends = calendar.add_working_minutes(sent, hours.value * HOUR + HOUR)",
        "tests/actions/test_submission.py",
    ),
    Mutant(
        "22 an extension by law makes also the limit longer that begins again",
        f"{DOMAIN}/waiting.py",
        "counted = _Counted(what.until, counted.budget)",
        "counted = _Counted(what.until, Budget(limit))",
        EXTENDING,
    ),
    Mutant(
        "23 an extension is used once",
        f"{DOMAIN}/decisions/extending.py",
        "if any(one.extension == code for one in dossier.extensions):",
        "if False:",
        EXTENDING,
    ),
    Mutant(
        "24 what is overdue is not extended",
        f"{DOMAIN}/decisions/extending.py",
        "if dossier.overdue_from is not None and at >= dossier.overdue_from:",
        "if False:",
        EXTENDING,
    ),
)
