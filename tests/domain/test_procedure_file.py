"""A procedure file with a mistake: file, line and one sentence, and nothing read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.procedure_file import ProcedureFileError, parse_procedure
from motcua.domain.toml_lines import TomlLines
from tests.domain.procedure_specimen import GOOD

EXTENSION = GOOD[GOOD.index("[[extension]]") : GOOD.index("[[step]]\nnumber = 1")]
XAC_MINH = 'limit = "2 working days"\nsource = "Điều 4"'
WHOLE = XAC_MINH.replace("2 working days", "9 days") + "\nwhole = true"
ANOTHER = EXTENSION.replace("xac-minh", "do-dac").replace('confidence = "C"', "").strip()
LAST_STEP = GOOD[GOOD.index("[[step]]\nnumber = 4") : GOOD.index("[[example]]")]


def test_a_good_file_is_read_whole() -> None:
    read = parse_procedure(GOOD, "good.toml")
    procedure = read.procedure
    assert str(procedure.statutory) == "5 working days"
    assert [paper.when for paper in procedure.papers] == [None, "Có ủy quyền"]
    assert procedure.fees[0].amount == 8000
    assert procedure.fees[0].condition == ""
    assert procedure.sources == {"code": "Danh mục", "limit": "Điều 1", "fee": "Điều 3"}
    assert [step.signs for step in procedure.steps] == [False, False, True, False]
    assert [str(one.received) for one in read.examples][:1] == ["2020-03-20 14:00:00+07:00"]


MISTAKES = [
    # what stands in the good file, what is written instead, part of the line named, of the words
    ('code = "1.000001"', 'code = "4.000001"', "4.000001", "1.001193"),
    ('field_code = "G15-HT"', 'field_code = "HT"', 'field_code = "HT"', "lĩnh vực"),
    ('levels = ["commune", "district"]', "levels = []", "levels", "ít nhất một cấp"),
    ('["commune", "district"]', '["commune", "ward"]', "levels", "ward|commune"),
    ('["commune", "district"]', '["commune", "commune"]', "levels", "một lần"),
    ('decider = "committee"', 'decider = "quận"', "quận", "district/justice"),
    ("version = 1", "version = 0", "version = 0", "từ 1 đến 999"),
    ("version = 1", "version = true", "version = true", "số nguyên"),
    ("version = 1", "", 'code = "1.000001"', "Thiếu mục “version”"),
    ('name = "Thủ tục thử"', 'name = "  "', "name", "là chữ"),
    ('name = "Thủ tục thử"', 'name = "Thủ\\u200ftục"', "name", "là chữ"),
    ('name = "Thủ tục thử"', 'nane = "Thủ tục thử"', 'code = "1.000001"', "Thiếu mục “name”"),
    ('result = "Giấy"', 'result = "Giấy"\ncolour = "red"', "colour", "Không có mục"),
    ("decision_date = 2019-12-20", "", "decision_number", "cả số và ngày"),
    ("valid_to = 2020-12-31\n\n[limit]", "valid_to = 2019-12-31\n\n[limit]", "2019", "hết hiệu"),
    ("valid_from = 2020-01-01\nvalid_to", 'valid_from = "2020-01-01"\nvalid_to', '"2020', "ngày"),
    ('statutory = "5 working days"', 'statutory = "soon"', "soon", "không đọc được"),
    ('committed = "3 working days"', 'committed = "6 working days"', "6 working", "dài hơn"),
    ('limit = "H"', 'limit = "X"', '"X"', "C, H, M, L"),
    ('fee = "Điều 3"\n', "", "[source]", "Thiếu mục “fee”"),
    ('code = "ban-sao"', 'code = "don"', 'code = "don"', "lặp lại"),
    ("copies = 2", "copies = -1", "copies = -1", "từ 0 đến 99"),
    ("originals = 0\ncopies = 2", "originals = 0\ncopies = 0", "[[paper]]", "lớn hơn 0"),
    ("copies = 0\nsource", "source", "[[paper]]", "Thiếu mục “copies”"),
    ('kind = "lệ phí"', 'kind = "thuế"', "thuế", "phí, lệ phí"),
    ("amount = 8000", "amount = 8000.5", "8000.5", "số nguyên"),
    ("valid_to = 2020-12-31\n\n[[ext", "valid_to = 2019-01-01\n\n[[ext", "2019", "Mức thu"),
    ('limit = "2 working days"\nsource', 'limit = "2"\nsource', 'limit = "2"', "không đọc"),
    ("number = 2", "number = 3", "number = 3", "mang số 2"),
    ('code = "ky"', 'code = "nhan"', 'code = "nhan"', "Mã bước"),
    ('role = "leader"', 'role = "boss"', "boss", "receptionist"),
    ('at = "committee"\nlimit = "1', 'at = "district/"\nlimit = "1', "district/", "at"),
    ("signs = true", "signs = true\nreturns = true", "returns = true", "Chỉ bước cuối"),
    ("signs = true", "", "[[step]]", "đúng một bước ký, hiện có 0"),
    ('code = "tham-dinh"', 'code = "tham-dinh"\nsigns = true', "[[step]]", "hiện có 2"),
    ("signs = true", 'signs = true\nreceived_at = ["province"]', "received_at", "levels"),
    ("signs = true", 'signs = true\nreceived_at = ["commune"]', "[[step]]", "Ở cấp district"),
    ('role = "receptionist"\nat = "receiving"\nlimit', 'role = "officer"\nat = "receiving"\nlimit',
     "[[step]]", "Bước đầu"),
    (LAST_STEP, "", "[[step]]", "Bước cuối"),
    ('limit = "2 working days"\n\n[[step]]\nnumber = 3',
     'limit = "3 working days"\n\n[[step]]\nnumber = 3', 'limit = "1 working days"', "vượt"),
    ('due = "2020-03-26"  # Thursday\n', "", "[[example]]", "Thiếu mục “due”"),
    ('due = "2020-03-26"', 'due = "2020-03-22"', "2020-03-22", "trước ngày nhận"),
    ('due = "2020-03-26"', 'due = "none"', '"none"', "none"),
    ('due = "2020-03-26"', 'due = "26/3/2020"', "26/3/2020", "không đọc được"),
    ('received = "2020-03-23T09:00"', 'received = "2021-03-23T09:00"', "2021", "ngoài thời gian"),
    ('received = "2020-03-23T09:00"', 'received = "2020-03-23"', '"2020-03-23"', "không đọc"),
    ('received = "2020-03-23T09:00"', 'received = "2020-03-23T09:00Z"', "Z", "không đọc"),
    ("[[example]]\nreceived = \"2020-03-30T09:00\"  # Monday\ndue = \"2020-04-03\"  # Friday\n", "",
     "[[example]]", "đúng ba ví dụ"),
    ("[[paper]]\ncode = \"don\"", "[paper]\ncode = \"don\"", "[[paper]]", "cú pháp"),
    ('statutory = "5 working days"', 'statutory = "5 working days', "statutory", "cú pháp"),
    ("[limit]\n", "limit = 3\n[limit2]\n", "limit = 3", "phải là một bảng"),
    ("[[extension]]\n", "[extension]\n", "[extension]", "các bảng"),
    ('code = "xac-minh"\n', "", "[[extension]]", "Thiếu mục “code”"),
    ('"xac-minh"', '"Xác minh"', 'code = "Xác minh"', "chữ thường"),
    ("[[extension]]", EXTENSION + "[[extension]]", 'code = "xac-minh"', "lặp lại"),
    (XAC_MINH, XAC_MINH.replace("2 working", "2"), 'limit = "2 days"', "khác loại"),
    (XAC_MINH, XAC_MINH.replace("days", "hours"), 'limit = "2 working hours"', "khác loại"),
    (XAC_MINH, XAC_MINH.replace("2 working days", "same day"), '"same day"', "Không gia hạn được"),
    (XAC_MINH, XAC_MINH.replace("2", "2608"), 'limit = "2608', "quá mười năm"),
    ('source = "Điều 4"\nconfidence = "C"', 'source = "Điều 4"', "[[extension]]", "confidence"),
    (XAC_MINH, XAC_MINH + "\nwhole = true", 'limit = "2 working days"', "phải dài hơn"),
    (XAC_MINH, WHOLE.replace("days", "working hours"), '"9 working hours"', "Ngày và giờ"),
    (XAC_MINH, WHOLE + '\nconfidence = "C"\n\n' + ANOTHER, "whole = true", "duy nhất"),
    ("legal_basis = [\n  \"Luật [[step]] số 1\",\n]", 'legal_basis = "Luật"', "legal_basis",
     "danh sách"),
]  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "line", "words"), MISTAKES)
def test_a_mistake_is_named_with_its_line(good: str, bad: str, line: str, words: str) -> None:
    assert GOOD.count(good) >= 1
    text = GOOD.replace(good, bad, 1)
    with pytest.raises(ProcedureFileError, match=words) as error:
        parse_procedure(text, "bad.toml")
    assert error.value.file == "bad.toml"
    assert line in text.splitlines()[error.value.line - 1]
    assert str(error.value) == f"bad.toml, dòng {error.value.line}: {error.value.reason}"


@pytest.mark.parametrize(
    ("limit", "extension"),
    [
        ("same day", XAC_MINH),  # counted in working days, as the next day of a same day is
        ("3 days", XAC_MINH.replace("working ", "")),
        ("9 working hours", XAC_MINH.replace("days", "hours")),
        ("1 months", XAC_MINH.replace("working days", "months")),
        ("3 working days", WHOLE),
        ("same day", WHOLE),
    ],
)
def test_an_extension_is_of_the_limits_type_or_stands_in_its_place(limit, extension) -> None:
    text = GOOD.replace(XAC_MINH, extension)
    text = text.replace('statutory = "5 working days"', f'statutory = "{limit}"')
    text = text.replace('committed = "3 working days"', f'committed = "{limit}"')
    text = text.replace('limit = "2 working days"\n\n', "\n").replace(
        'limit = "1 working days"\n', ""
    )
    [one] = parse_procedure(text, "good.toml").procedure.extensions
    assert (one.code, one.source, one.confidence) == ("xac-minh", "Điều 4", "C")
    assert one.whole == ("whole" in extension)


def test_what_has_no_limit_cannot_be_extended() -> None:
    text = GOOD.replace('statutory = "5 working days"', 'statutory = "none"')
    text = text.replace('committed = "3 working days"', 'committed = "none"')
    with pytest.raises(ProcedureFileError, match="Không gia hạn được") as error:
        parse_procedure(text, "bad.toml")
    assert text.splitlines()[error.value.line - 1] == 'limit = "2 working days"'


def test_an_immediate_procedure_may_do_without_a_signing_step_but_not_with_two() -> None:
    immediate = GOOD.replace('result = "Giấy"', 'result = "Giấy"\nimmediate = true')
    unsigned = immediate.replace("signs = true\n", "")
    assert not any(step.signs for step in parse_procedure(unsigned, "x").procedure.steps)
    twice = immediate.replace('code = "tham-dinh"', 'code = "tham-dinh"\nsigns = true')
    with pytest.raises(ProcedureFileError, match="hiện có 2"):
        parse_procedure(twice, "x")


def test_limits_of_another_unit_are_not_added_to_the_promise() -> None:
    days = GOOD.replace('"5 working days"', '"15 days"').replace('"3 working days"', '"2 days"')
    days = days.replace(EXTENSION, "")
    assert len(parse_procedure(days, "x").procedure.steps) == 4


def test_without_a_limit_the_examples_say_that_nothing_is_due() -> None:
    text = GOOD.replace('statutory = "5 working days"', 'statutory = "none"')
    text = text.replace('committed = "3 working days"', 'committed = "none"')
    text = text.replace(EXTENSION, "")
    for due in ("2020-03-25", "2020-03-26", "2020-04-03"):
        text = text.replace(f'due = "{due}"', 'due = "none"')
    assert [one.due for one in parse_procedure(text, "x").examples] == [None, None, None]


def test_every_key_of_a_file_is_found_on_its_own_line() -> None:
    lines, text = TomlLines(GOOD), GOOD.splitlines()
    assert text[lines.of("name") - 1] == 'name = "Thủ tục thử"'
    assert text[lines.of("limit", "committed") - 1] == 'committed = "3 working days"'
    assert text[lines.of("step", 2, "role") - 1] == 'role = "leader"'
    assert text[lines.of("paper", 1) - 1] == "[[paper]]"
    assert lines.of("step", 2, "colour") == lines.of("step", 2)
    assert lines.of("nowhere") == 1


@given(st.text())
def test_any_text_is_either_read_or_refused_with_a_line_of_it(text: str) -> None:
    with pytest.raises(ProcedureFileError) as error:
        parse_procedure(text, "any.toml")
    assert error.value.line >= 1


@given(st.integers(0, len(GOOD.splitlines()) - 1))
def test_a_file_that_lost_any_line_is_read_or_refused_with_a_line_of_it(lost: int) -> None:
    lines = GOOD.splitlines()
    del lines[lost]
    assert 0 <= line_of_first_mistake("\n".join(lines)) <= len(lines)


def line_of_first_mistake(text: str) -> int:
    """0 when there is none."""
    try:
        parse_procedure(text, "any.toml")
    except ProcedureFileError as error:
        return error.line
    return 0
