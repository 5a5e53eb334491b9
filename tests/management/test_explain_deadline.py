"""motcua explain-deadline: the interface that others script against."""

import json

import pytest

from motcua.management.cli import run


def asked(capsys, *arguments):
    status = run(["explain-deadline", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize(
    ("received", "limit", "due"),
    [
        ("2020-03-27T14:00", "5 working days", "2020-04-06T17:00:00+07:00"),  # Fri; Giỗ Tổ Thu 2-4
        ("2020-03-23T17:30", "5 working days", "2020-03-30T17:00:00+07:00"),  # Monday evening
        ("2020-03-14T09:00", "5 working days", "2020-03-20T17:00:00+07:00"),  # Saturday -> Friday
        ("2020-03-20T14:59", "same day", "2020-03-20T17:00:00+07:00"),  # Friday
        ("2020-03-20T15:00", "same day", "2020-03-23T17:00:00+07:00"),  # Friday -> Monday
        ("2020-03-20T02:00Z", "8 working hours", "2020-03-23T09:00:00+07:00"),  # Friday 09:00
        ("2020-03-20T09:00", "1 months", "2020-04-20T17:00:00+07:00"),  # Friday -> Monday
    ],
)
def test_one_due_date(capsys, received, limit, due):
    status, out, _ = asked(capsys, "--received", received, "--limit", limit, "--json")
    told = json.loads(out)
    assert (status, told["due"]) == (0, due)
    assert {"what", "from", "to", "why", "source"} <= set(told["steps"][0])


@pytest.mark.parametrize(
    ("policy", "due"),
    [
        ([], "2020-04-01T17:00:00+07:00"),  # P-2018 by date: 3 days again from Friday 27
        (["--policy", "P-PAUSE"], "2020-03-30T17:00:00+07:00"),  # three working days later
    ],
)
def test_a_pause_does_what_its_policy_says(capsys, policy, due):
    pause = ["--pause", "2020-03-24T09:00/2020-03-27T14:00"]  # Tuesday to Friday
    when = ["--received", "2020-03-20T09:00", "--limit", "3 working days"]
    _, out, _ = asked(capsys, *when, *pause, *policy, "--json")
    assert json.loads(out)["due"] == due


def test_an_assumed_policy_says_so(capsys):
    pause = ["--pause", "2025-07-08T09:00/2025-07-10T09:00"]
    when = ["--received", "2025-07-07T09:00", "--limit", "3 working days"]
    _, out, _ = asked(capsys, *when, *pause)
    assert "P-2025" in out
    assert "giả định" in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ["--received", "2020-03-20T09:00", "--limit", "3 moons"],
            "'3 moons': không phải là thời hạn",
        ),
        (["--received", "mai", "--limit", "same day"], "không phải là thời điểm"),
        (["--received", "2027-12-30T09:00", "--limit", "30 working days"], "2028"),
        (["--limit", "same day"], "--received"),
        (
            ["--received", "2020-03-20T09:00", "--limit", "3 days", "--pause", "2020-03-24T09:00"],
            "TỪ/ĐẾN",
        ),
        (
            [
                "--received",
                "2020-03-20T09:00",
                "--limit",
                "3 days",
                "--pause",
                "2020-03-24T09:00/2020-03-23T09:00",
            ],
            "tạm dừng",
        ),
        (
            [
                "--received",
                "2020-03-20T09:00",
                "--limit",
                "3 days",
                "--policy",
                "P-1",
            ],
            "P-1",
        ),
        (
            [
                *("--received", "2020-03-20T09:00", "--limit", "9 days"),
                *("--pause", "2020-03-23T09:00/2020-03-25T09:00"),
                *("--pause", "2020-03-24T09:00/2020-03-26T09:00"),
            ],
            "chồng lên khoảng khác",
        ),
        (
            [
                *("--received", "2020-03-20T09:00", "--limit", "9 days"),
                *("--pause", "2020-03-19T09:00/2020-03-25T09:00"),
            ],
            "bắt đầu trước khi tiếp nhận",
        ),
    ],
)
def test_bad_input_is_one_sentence_and_status_two(capsys, arguments, says):
    status, out, err = asked(capsys, *arguments)
    assert (status, out) == (2, "")
    assert says in err
    assert len(err.strip().splitlines()) == 1


def test_a_batch_answers_line_by_line_in_order(capsys, tmp_path):
    file = tmp_path / "many.csv"
    file.write_text(
        "received,limit,agency\n2020-03-27T14:00,5 working days,\nmai,3 days,\n"
        "2020-03-20T09:00,none,\n",
        encoding="utf-8",
    )
    status, out, _ = asked(capsys, "--batch", str(file))
    lines = out.splitlines()
    assert status == 1
    assert lines[:2] == ["due,error", "2020-04-06T17:00:00+07:00,"]
    assert lines[2].startswith(',"')
    assert lines[3] == ","
