"""Three ordinary contents of forms, to look at and to test with. People and sums are made up."""

from datetime import datetime

from motcua.domain.local_time import VIETNAM
from motcua.printed.documents import (
    Contact,
    ControlSlip,
    Form,
    HandOver,
    Head,
    LookUp,
    PaperRow,
    Party,
    Procedure,
    ReceiptForm,
    Refusal,
    RefusalForm,
    Signature,
    Verdict,
)

PUBLIC_PAGE = "https://dichvucong.binhdinh.gov.vn/look-up"
ONE_STOP = "Bộ phận Tiếp nhận và Trả kết quả"
PHU_CAT = "Ủy ban nhân dân huyện Phù Cát"
WORKS = "Phòng Kinh tế và Hạ tầng huyện Phù Cát"


def at(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    """A local time."""
    return datetime(year, month, day, hour, minute, tzinfo=VIETNAM)


PERMIT = Procedure(
    name="Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ tại nông thôn", code="1.009994"
)
QUY = Party(
    name="Võ Đình Quý",
    address="Thôn Vĩnh Trường, xã Cát Hanh, huyện Phù Cát, tỉnh Bình Định",
    phone="0905 000 364",
    identity="CMND 211 000 364",
)
PERMIT_LOOK_UP = LookUp(code="000.00.38.H08-200225-0006", address=PUBLIC_PAGE, secret="K7PX")

# Received Tuesday 25-2-2020, 10 working days: Tuesday 10-3-2020.
RECEIPT = ReceiptForm(
    head=Head(issuer=ONE_STOP, above=PHU_CAT, place="Phù Cát", issued=at(2020, 2, 25, 8, 12)),
    look_up=PERMIT_LOOK_UP,
    applicant=QUY,
    procedure=PERMIT,
    papers=(
        PaperRow(name="Đơn đề nghị cấp giấy phép xây dựng theo mẫu", originals=1),
        PaperRow(name="Giấy chứng nhận quyền sử dụng đất", copies=1),
        PaperRow(name="Bản vẽ thiết kế mặt bằng, mặt đứng, mặt cắt", originals=2),
        PaperRow(name="Bản cam kết bảo đảm an toàn đối với công trình liền kề", originals=1),
    ),
    sets=2,
    limit="10 ngày làm việc",
    received=at(2020, 2, 25, 8, 12),
    promised=at(2020, 3, 10, 17, 0),
    return_at="Bộ phận Tiếp nhận và Trả kết quả huyện Phù Cát",
    fee=75_000,
    receptionist="Đinh Thị Xuân Lan",
    demo=True,
)

REFUSAL = RefusalForm(
    head=Head(
        issuer=ONE_STOP,
        above="Ủy ban nhân dân xã Cát Hanh",
        number="03/TCTN-BPMC",
        place="Cát Hanh",
        issued=at(2020, 3, 19, 9, 40),
    ),
    refusal=Refusal.RECEPTION,
    applicant=Party(
        name="Nguyễn Thị Hường",
        address="Thôn Khánh Lộc, xã Cát Hanh, huyện Phù Cát, tỉnh Bình Định",
        phone="0905 000 118",
    ),
    procedure=Procedure(name="Thủ tục đăng ký khai sinh có yếu tố nước ngoài"),
    ground="Không thuộc thẩm quyền giải quyết",
    explanation=(
        "Việc đăng ký khai sinh cho trẻ em có cha là người nước ngoài thuộc thẩm quyền của "
        "Ủy ban nhân dân huyện nơi cư trú của người mẹ, không thuộc thẩm quyền của Ủy ban nhân "
        "dân xã."
    ),
    legal_basis="Điều 35 Luật Hộ tịch năm 2014",
    guidance=(
        "Bà nộp hồ sơ tại Bộ phận Tiếp nhận và Trả kết quả huyện Phù Cát, mang theo các giấy tờ "
        "đã xuất trình hôm nay; không phải lập lại tờ khai."
    ),
    contact=Contact(officer="ông Phan Hữu Lộc", phone="0905 000 552"),
    signature=Signature(titles=("Người tiếp nhận hồ sơ",), name="Phan Hữu Lộc"),
    demo=True,
)

_LAN, _THUONG, _THANG = "Đinh Thị Xuân Lan", "Lê Thị Hoài Thương", "Trịnh Công Thắng"
_COUNTER = f"{ONE_STOP} huyện Phù Cát"
SLIP = ControlSlip(
    head=Head(issuer=ONE_STOP, above=PHU_CAT, place="Phù Cát", issued=at(2020, 3, 19, 7, 31)),
    look_up=PERMIT_LOOK_UP,
    applicant=QUY,
    procedure=PERMIT,
    competent=PHU_CAT,
    coordinating=("Phòng Tài nguyên và Môi trường", "Ủy ban nhân dân xã Cát Hanh"),
    limit="10 ngày làm việc",
    received=at(2020, 2, 25, 8, 12),
    promised=at(2020, 3, 10, 17, 0),
    hand_overs=(
        HandOver(
            giving_agency=_COUNTER,
            giver=_LAN,
            given=at(2020, 2, 25, 8, 40),
            receiving_agency=WORKS,
            receiver=_THUONG,
            accepted=at(2020, 2, 26, 7, 15),
            verdict=Verdict.ON_TIME,
        ),
        HandOver(
            giving_agency=WORKS,
            giver=_THUONG,
            given=at(2020, 3, 6, 13, 40),
            receiving_agency="Ủy ban nhân dân xã Cát Hanh",
            receiver="Phan Hữu Lộc",
            accepted=at(2020, 3, 6, 15, 5),
            verdict=Verdict.EARLY,
            note="Xác nhận hiện trạng",
        ),
        HandOver(
            giving_agency=WORKS,
            giver=_THUONG,
            given=at(2020, 3, 18, 14, 10),
            receiving_agency=PHU_CAT,
            verdict=None,
            note="Trình ký dự thảo giấy phép",
        ),
    ),
    demo=True,
)

SPECIMENS: dict[str, Form] = {"receipt": RECEIPT, "refusal": REFUSAL, "slip": SLIP}
