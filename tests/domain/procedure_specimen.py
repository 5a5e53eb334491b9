"""A short procedure file without a mistake, for tests that put one in."""

GOOD = """\
code = "1.000001"
version = 1
name = "Thủ tục thử"
field_code = "G15-HT"
field_name = "Hộ tịch"
levels = ["commune", "district"]
subjects = ["citizen"]
decider = "committee"
result = "Giấy"
legal_basis = [
  "Luật [[step]] số 1",
]
decision_number = "12/QĐ-UBND"
decision_date = 2019-12-20
valid_from = 2020-01-01
valid_to = 2020-12-31

[limit]
statutory = "5 working days"
committed = "3 working days"

[confidence]
code = "C"
limit = "H"
fee = "C"

[source]
code = "Danh mục"
limit = "Điều 1"
fee = "Điều 3"

[[paper]]
code = "don"
name = "Đơn"
originals = 1
copies = 0
source = "Điều 2"

[[paper]]
code = "ban-sao"
name = "Bản sao"
originals = 0
copies = 2
when = "Có ủy quyền"
source = "Điều 2"

[[fee]]
kind = "lệ phí"
name = "Lệ phí"
amount = 8000
unit = "bản"
source = "Điều 3"
confidence = "C"
valid_from = 2020-01-01
valid_to = 2020-12-31

[[extension]]
code = "xac-minh"
name = "Cần xác minh"
limit = "2 working days"
source = "Điều 4"
confidence = "C"

[[step]]
number = 1
code = "nhan"
name = "Tiếp nhận"
role = "receptionist"
at = "receiving"
limit = "same day"

[[step]]
number = 2
code = "tham-dinh"
name = "Thẩm định"
role = "officer"
at = "committee"
limit = "2 working days"

[[step]]
number = 3
code = "ky"
name = "Ký"
role = "leader"
at = "committee"
limit = "1 working days"
signs = true

[[step]]
number = 4
code = "tra"
name = "Trả kết quả"
role = "receptionist"
at = "receiving"
returns = true

[[example]]
received = "2020-03-20T14:00"  # Friday
due = "2020-03-25"  # Wednesday

[[example]]
received = "2020-03-23T09:00"  # Monday
due = "2020-03-26"  # Thursday

[[example]]
received = "2020-03-30T09:00"  # Monday
due = "2020-04-03"  # Friday
"""
