"""Four dossiers' whole lives, each by the people who would live them, in a real browser."""

from motcua.models import Dossier
from motcua.reads.audit import verify_one
from tests.browser.people import PHONE

NAME = "Nguyễn Thị Thanh Trúc"


def sound(code):
    row = Dossier.objects.get(code=code)
    assert list(verify_one(row)) == []
    return row


def test_a_birth_is_registered_on_the_day_it_is_brought(town, tmp_path):
    counter = town.somebody("tiepnhan.cathanh")
    code = counter.receive(
        "1.001193", "1.001193", ["to-khai", "chung-sinh", "giay-to-nhan-than"], NAME
    )
    counter.sees("19/03/2020")
    counter.press("Chuyển")
    for username, label in [
        ("thuly.cathanh", "Nhận"),
        ("thuly.cathanh", "Trình ký"),
        ("lanhdao.cathanh", "Nhận"),
        ("lanhdao.cathanh", "Phê duyệt"),
        ("vanthu.cathanh", "Nhận"),
    ]:
        town.somebody(username).does(code, label)
    town.somebody("vanthu.cathanh").finishes(code, "15/2020", tmp_path)
    counter.does(code, "Nhận")
    counter.press("Trả kết quả")
    counter.sees("Đã trả kết quả")
    assert sound(code).state == "returned"


def test_a_household_business_goes_through_the_district_and_back(town, tmp_path):
    commune, district = town.somebody("tiepnhan.cathanh"), town.somebody("tiepnhan.phucat")
    code = commune.receive(
        "thanh lap ho kinh doanh", "1.001612", ["de-nghi", "giay-to-ca-nhan"], NAME
    )
    commune.sees("24/03/2020")  # three working days from Thursday: Tuesday
    secret = _secret(code)
    commune.press("Chuyển")
    district.does(code, "Nhận")
    district.press("Chuyển")
    for username, label in [
        ("thuly.tckh-phucat", "Nhận"),
        ("thuly.tckh-phucat", "Trình ký"),
        ("lanhdao.tckh-phucat", "Nhận"),
        ("lanhdao.tckh-phucat", "Phê duyệt"),
        ("vanthu.tckh-phucat", "Nhận"),
    ]:
        town.somebody(username).does(code, label)
    town.somebody("vanthu.tckh-phucat").finishes(code, "35A8-01", tmp_path)
    commune.does(code, "Nhận")
    commune.press("Trả kết quả")
    assert sound(code).state == "returned"
    # The citizen follows it on a phone: without the secret no date, with it the date.
    citizen = town.somebody(size=PHONE)
    citizen.page.goto(f"{town.base}/look-up?code={code}")
    assert "24/03/2020" not in citizen.page.inner_text("main")
    assert NAME not in citizen.page.content()
    citizen.page.goto(f"{town.base}/look-up?code={code}&secret={secret}")
    citizen.sees("24/03/2020")
    assert NAME not in citizen.page.content()


def _secret(code):
    from motcua.reads.dossiers import private_values

    row = Dossier.objects.get(code=code)
    return private_values(row.key)[row.secret["number"]]


def test_a_construction_permit_is_granted_and_another_one_refused(town, tmp_path):
    counter, works = town.somebody("tiepnhan.phucat"), town.somebody("thuly.ktht-phucat")
    leader, clerk = town.somebody("lanhdao.phucat"), town.somebody("vanthu.phucat")
    codes = [
        counter.receive(
            "giay phep xay dung", "1.009122", ["don", "quyen-su-dung-dat", "ban-ve"], NAME
        )
        for _ in range(2)
    ]
    for code in codes:
        counter.does(code, "Chuyển")
        works.does(code, "Nhận")
        works.press("Trình ký")
        leader.does(code, "Nhận")
    granted, refused = codes
    leader.does(granted, "Phê duyệt")
    clerk.does(granted, "Nhận")
    clerk.finishes(granted, "12/GPXD", tmp_path)
    leader.open(refused)
    leader.unfold("Từ chối giải quyết")
    leader.page.select_option("#rejection-reason", "planning_conflict")
    # One click is no refusal: the words are asked for, and what was chosen is kept.
    leader.press("Từ chối giải quyết")
    leader.sees("Không được để trống")
    assert leader.page.input_value("#rejection-reason") == "planning_conflict"
    leader.page.fill("#rejection-explanation", "Thửa đất nằm trong quy hoạch lộ giới")
    leader.press("Từ chối giải quyết")
    for code, state in ((granted, "returned"), (refused, "returned")):
        counter.does(code, "Nhận")
        counter.press("Trả kết quả")
        assert sound(code).state == state
    assert sound(refused).form_number == "1"
    answer = counter.page.request.get(f"{town.base}/dossiers/{refused}/prints/refusal")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")


def test_a_provincial_procedure_is_received_in_a_commune(town, tmp_path):
    commune, centre = town.somebody("tiepnhan.cathanh"), town.somebody("tiepnhan.trungtam")
    code = commune.receive("doanh nghiep tu nhan", "2.001610", ["de-nghi", "giay-to-ca-nhan"], NAME)
    commune.press("Chuyển")
    centre.does(code, "Nhận")
    centre.press("Chuyển")
    unit = "sokehoachvadautu"
    for username, label in [
        (f"thuly.{unit}", "Nhận"),
        (f"thuly.{unit}", "Trình ký"),
        (f"lanhdao.{unit}", "Nhận"),
        (f"lanhdao.{unit}", "Phê duyệt"),
        (f"vanthu.{unit}", "Nhận"),
    ]:
        town.somebody(username).does(code, label)
    town.somebody(f"vanthu.{unit}").finishes(code, "41-000001", tmp_path)
    commune.does(code, "Nhận")
    commune.press("Trả kết quả")
    assert sound(code).state == "returned"
    legs = Dossier.objects.get(code=code).legs
    assert [leg["agency"] for leg in legs][:3] == ["H08.38.12", legs[1]["agency"], "H08.04"]
