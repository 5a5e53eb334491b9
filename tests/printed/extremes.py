"""Contents of forms at the edges: as long as they come, and as bare as they come."""

from datetime import date

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
    Proxy,
    ReceiptForm,
    Refusal,
    RefusalForm,
    Sheet,
    Signature,
    Verdict,
)
from tests.printed.specimens import PERMIT, PERMIT_LOOK_UP, PUBLIC_PAGE, QUY, SLIP, at

# The extremes: names of 60 characters, addresses of 200, 20 papers, a code of 30 characters.
LONG_NAME = "Công Tằng Tôn Nữ Nguyễn Hoàng Thị Phương Nghiêm Khuyên Quỳnh"
LONG_ADDRESS = (
    "Số nhà 1234/56/7B, ngõ 89, hẻm 10, tổ dân phố số 15, khu phố Nguyễn Trường Thịnh, thôn Thượng "
    "Sơn Đông, xã Phước Nghĩa Thượng, huyện Vĩnh Thạnh, tỉnh Bình Định, nước Cộng hòa xã hội chủ "
    "nghĩa Việt Nam"
)
LONG_CODE = "000.123.38.H08-200225-00061234"
LONG_EMAIL = "mot.dia.chi.thu.dien.tu.rat.dai.cua.cong.ty.trach.nhiem.huu.han@vi-du.binhdinh.vn"
_LONG_PAPER = (
    "Bản sao có chứng thực giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác "
    "gắn liền với đất hoặc một trong các loại giấy tờ thay thế theo quy định của pháp luật"
)
LONG_RECEIPT = ReceiptForm(
    head=Head(
        issuer="Trung tâm Phục vụ hành chính công tỉnh Bình Định",
        above="Văn phòng Ủy ban nhân dân tỉnh Bình Định",
        number="1234/TNHS-TTPVHCC",
        place="Bình Định",
        issued=at(2020, 12, 31, 16, 59),
    ),
    look_up=LookUp(code=LONG_CODE, address=PUBLIC_PAGE, secret="WQMW"),
    applicant=Party(
        name=LONG_NAME,
        address=LONG_ADDRESS,
        phone="0905 000 000, 0256 000 000",
        email=LONG_EMAIL,
        identity="Giấy chứng nhận đăng ký doanh nghiệp số 4100000000",
    ),
    owner=Party(name="Công ty Trách nhiệm hữu hạn Một thành viên " + LONG_NAME, address=None),
    proxy=Proxy(
        name="Nguyễn Thị Như Quỳnh Trang Anh",
        identity="CCCD 052190001234",
        phone="0905 000 001",
        authority="Giấy ủy quyền số 12/UQ ngày 20/12/2020",
    ),
    procedure=Procedure(
        name=(
            "Cấp giấy phép khai thác, sử dụng nước dưới đất đối với công trình có lưu lượng từ "
            "10 m³/ngày đêm đến dưới 3.000 m³/ngày đêm; thăm dò, khai thác tại vùng hạn chế"
        ),
        code="1.004228.000.00.00.H08",
    ),
    papers=tuple(
        PaperRow(
            name=f"{_LONG_PAPER} ({n})" if n % 4 == 0 else f"Giấy tờ liên quan số {n}",
            originals=n % 3,
            copies=n % 2,
            certified=n % 5,
        )
        for n in range(1, 21)
    ),
    sets=12,
    limit="45 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ",
    received=at(2020, 12, 31, 16, 58),
    promised=date(2021, 3, 11),
    return_at=f"địa chỉ nhận qua dịch vụ bưu chính công ích: {LONG_ADDRESS}",
    fee=0,
    fee_note="miễn theo Nghị quyết của Hội đồng nhân dân tỉnh",
    register_volume="01/2020",
    register_number="12345",
    receptionist="Huỳnh Nguyễn Thị Hoàng Phương Uyên Thảo",
)

# As little as a form can hold: no contact, no hour, no fee, no signature of the applicant.
BARE_RECEIPT = ReceiptForm(
    head=Head(issuer="Ủy ban nhân dân xã Cát Hanh", place="Cát Hanh", issued=at(2019, 1, 6, 0, 0)),
    look_up=LookUp(code="H08.38.12-190106-0001", address="http://127.0.0.1:8000/look-up/"),
    applicant=Party(name="Lê A"),
    procedure=Procedure(name="Đăng ký khai sinh"),
    papers=(),
    sets=1,
    limit="trong ngày",
    received=at(2019, 1, 6, 7, 30),
    promised=None,
    return_at="Ủy ban nhân dân xã Cát Hanh",
    receptionist="Trần B",
    signed_by_applicant=False,
    sheets=(Sheet.APPLICANT,),
)

LONG_REFUSAL = RefusalForm(
    head=Head(
        issuer="Ủy ban nhân dân huyện Phù Cát",
        number="128/UBND-TC",
        place="Phù Cát",
        issued=at(2020, 4, 1, 16, 0),
    ),
    refusal=Refusal.RESOLUTION,
    look_up=LookUp(code=LONG_CODE, address=PUBLIC_PAGE, secret="WQMW"),
    applicant=Party(name=LONG_NAME, address=LONG_ADDRESS, email=LONG_EMAIL),
    owner=QUY,
    procedure=PERMIT,
    ground="Không đủ điều kiện theo quy định của pháp luật",
    explanation="\n".join(
        f"{n}. Hồ sơ thiết kế thể hiện phần công trình vượt chỉ giới đường đỏ của tuyến đường "
        "liên xã 1,2 m, chưa phù hợp với quy hoạch chung xây dựng xã đã được phê duyệt; phần "
        "mái đua lấn sang thửa đất liền kề khi chưa có thỏa thuận bằng văn bản của chủ sử dụng."
        for n in range(1, 10)
    ),
    submitted=at(2020, 3, 2, 21, 15),
    contact=Contact(officer="bà Lê Thị Hoài Thương", address="trụ sở UBND huyện"),
    signature=Signature(
        titles=("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"),
        name="Trịnh Công Thắng",
        hint="(Ký, ghi rõ họ tên và đóng dấu)",
    ),
    signed_by_applicant=False,
)

_LONG_NOTE = "Trả lại bước trước vì " + ", ".join(
    f"bản vẽ số {n} chưa có chữ ký của người thiết kế" for n in range(1, 12)
)
LONG_SLIP = ControlSlip(
    head=Head(
        issuer="Trung tâm Phục vụ hành chính công tỉnh Bình Định",
        above="Văn phòng Ủy ban nhân dân tỉnh Bình Định",
        place="Bình Định",
        issued=at(2021, 1, 4, 7, 5),
    ),
    look_up=LookUp(code=LONG_CODE, address=PUBLIC_PAGE),
    applicant=Party(name=LONG_NAME),
    owner=Party(name="Công ty Cổ phần Một Hai Ba"),
    procedure=LONG_RECEIPT.procedure,
    competent="Sở Tài nguyên và Môi trường tỉnh Bình Định",
    limit="45 ngày làm việc",
    received=at(2020, 12, 31, 16, 58),
    promised=date(2021, 3, 11),
    hand_overs=tuple(
        HandOver(
            giving_agency="Trung tâm Phục vụ hành chính công tỉnh Bình Định",
            giver=LONG_NAME,
            given=at(2021, 1, 1 + n, 9, 5),
            receiving_agency="Chi cục Quản lý đất đai, Sở Tài nguyên và Môi trường",
            receiver="Nguyễn Văn Ý",
            accepted=at(2021, 1, 1 + n, 16, 45),
            verdict=(Verdict.EARLY, Verdict.ON_TIME, Verdict.LATE)[n % 3],
            note=("", "Trả lại bước trước: thiếu bản vẽ mặt bằng móng tỷ lệ 1/100", "", _LONG_NOTE)[
                n % 4
            ],
        )
        for n in range(18)
    ),
)
EMPTY_SLIP = ControlSlip(
    head=SLIP.head,
    look_up=PERMIT_LOOK_UP,
    applicant=Party(name="Lê A"),
    procedure=Procedure(name="Đăng ký khai sinh"),
    competent="Ủy ban nhân dân xã Cát Hanh",
    limit="trong ngày",
    received=at(2020, 3, 19, 7, 30),
    promised=at(2020, 3, 19, 17, 0),
    hand_overs=(),
)

EXTREMES: dict[str, Form] = {
    "long_receipt": LONG_RECEIPT,
    "bare_receipt": BARE_RECEIPT,
    "long_refusal": LONG_REFUSAL,
    "long_slip": LONG_SLIP,
    "empty_slip": EMPTY_SLIP,
}
