"""Contents of the forms of a dossier that waits, ordinary and at the edges. People are made up."""

from datetime import date, timedelta

from motcua.printed.documents import (
    ApologyBook,
    ApologyForm,
    ApologyRow,
    Contact,
    EarlierAppointment,
    Form,
    Head,
    Party,
    Procedure,
    Signature,
    SupplementForm,
)
from tests.printed.extremes import LONG_ADDRESS, LONG_CODE, LONG_EMAIL, LONG_NAME, LONG_RECEIPT
from tests.printed.specimens import ONE_STOP, PERMIT, PERMIT_LOOK_UP, PHU_CAT, QUY, WORKS, at

# Received Tuesday 25-2-2020, asked on Thursday, two working days later.
SUPPLEMENT = SupplementForm(
    head=Head(
        issuer=ONE_STOP,
        above=PHU_CAT,
        number="12/HDHS",
        place="Phù Cát",
        issued=at(2020, 2, 27, 15, 20),
    ),
    look_up=PERMIT_LOOK_UP,
    applicant=QUY,
    procedure=PERMIT,
    requested=(
        "Bản vẽ mặt bằng móng tỷ lệ 1/100, kèm sơ đồ đấu nối thoát nước\n"
        "Bản sao giấy chứng nhận quyền sử dụng đất có trang ghi thay đổi năm 2018"
    ),
    reason=(
        "Hồ sơ thiết kế đã nộp chưa có bản vẽ móng; bản sao giấy chứng nhận thiếu trang ghi thay "
        "đổi diện tích thửa đất."
    ),
    guidance=(
        "Bản vẽ do người thiết kế ký tên. Ông nộp một lần, đủ hai nội dung trên, tại nơi đã nộp "
        "hồ sơ; không phải nộp lại các giấy tờ khác."
    ),
    answer_by=date(2020, 3, 13),
    contact=Contact(officer="bà Lê Thị Hoài Thương", phone="0905 000 221"),
    guide="Đinh Thị Xuân Lan",
    demo=True,
)

# Due on Tuesday 10-3-2020; sent on Monday, the last working day before.
APOLOGY = ApologyForm(
    head=Head(issuer=PHU_CAT, number="03/PXL", place="Phù Cát", issued=at(2020, 3, 9, 10, 5)),
    look_up=PERMIT_LOOK_UP,
    applicant=QUY,
    procedure=PERMIT,
    field="Hoạt động xây dựng",
    received=at(2020, 2, 25, 8, 12),
    received_by=f"{ONE_STOP} huyện Phù Cát",
    legal_due=at(2020, 3, 10, 17, 0),
    ground="Hồ sơ phức tạp, cần xác minh",
    explanation=(
        "Ranh giới thửa đất trên bản vẽ khác với hồ sơ địa chính; Ủy ban nhân dân xã Cát Hanh "
        "đang xác nhận hiện trạng."
    ),
    reappointed=at(2020, 3, 13, 17, 0),
    contact=Contact(officer="bà Lê Thị Hoài Thương", phone="0905 000 221", address=WORKS),
    copied_to=(f"{ONE_STOP} huyện Phù Cát", WORKS),
    signature=Signature(
        titles=("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"),
        name="Trịnh Công Thắng",
        hint="(Ký, ghi rõ họ tên và đóng dấu)",
    ),
    demo=True,
)

LONG_SUPPLEMENT = SupplementForm(
    head=LONG_RECEIPT.head,
    look_up=LONG_RECEIPT.look_up,
    applicant=LONG_RECEIPT.applicant,
    owner=LONG_RECEIPT.owner,
    procedure=LONG_RECEIPT.procedure,
    requested="\n".join(
        f"{n}. Báo cáo kết quả thăm dò đánh giá trữ lượng nước dưới đất kèm phụ lục số {n}, có chữ "
        "ký của người lập và xác nhận của đơn vị tư vấn"
        for n in range(1, 13)
    ),
    reason="\n".join(f"Nội dung thứ {n} chưa thể hiện trong hồ sơ đã nộp." for n in range(1, 6)),
    guidance="Nộp bản giấy tại nơi tiếp nhận\nhoặc gửi bản chụp có ký số qua cổng dịch vụ công",
    answer_by=at(2021, 2, 26, 16, 30),
    submitted=at(2020, 12, 30, 21, 15),
    contact=Contact(officer=LONG_NAME, phone="0905 000 000", address=LONG_ADDRESS),
    guide="Huỳnh Nguyễn Thị Hoàng Phương Uyên Thảo",
)

# Before reception there is no code; nothing but what is compulsory.
BARE_SUPPLEMENT = SupplementForm(
    head=Head(issuer="Ủy ban nhân dân xã Cát Hanh", place="Cát Hanh", issued=at(2020, 3, 19, 8, 0)),
    applicant=Party(name="Lê A"),
    procedure=Procedure(name="Đăng ký khai sinh"),
    requested="Giấy chứng sinh",
    reason="Chưa có trong hồ sơ.",
    guide="Trần B",
)

LONG_APOLOGY = ApologyForm(
    head=Head(
        issuer="Sở Tài nguyên và Môi trường tỉnh Bình Định",
        above="Ủy ban nhân dân tỉnh Bình Định",
        number="128/PXL-STNMT",
        place="Bình Định",
        issued=at(2021, 3, 19, 16, 0),
    ),
    look_up=LONG_RECEIPT.look_up,
    applicant=Party(
        name=LONG_NAME, address=LONG_ADDRESS, phone="0905 000 000, 0256 000 000", email=LONG_EMAIL
    ),
    owner=LONG_RECEIPT.owner,
    procedure=LONG_RECEIPT.procedure,
    field="Tài nguyên nước, khí tượng thủy văn và biến đổi khí hậu",
    received=LONG_RECEIPT.received,
    received_by="Trung tâm Phục vụ hành chính công tỉnh Bình Định",
    legal_due=date(2021, 3, 11),
    ground="Các cơ quan phối hợp chậm.",
    explanation="\n".join(
        f"Lần {n}: văn bản lấy ý kiến gửi cơ quan phối hợp về phạm vi vùng hạn chế khai thác nước "
        "dưới đất chưa được trả lời đúng thời hạn, phải đôn đốc và tổ chức kiểm tra thực địa."
        for n in range(1, 8)
    ),
    reappointed=date(2021, 3, 31),
    replaces=EarlierAppointment(
        promised=at(2021, 3, 18, 16, 30),
        number="101/PXL-STNMT",
        reason="mưa lũ làm gián đoạn việc kiểm tra thực địa",
    ),
    contact=Contact(officer=LONG_NAME, phone="0905 000 000", address=LONG_ADDRESS),
    copied_to=(
        "Trung tâm Phục vụ hành chính công tỉnh Bình Định",
        "Văn phòng Ủy ban nhân dân tỉnh",
        "Chi cục Quản lý đất đai",
    ),
    signature=Signature(
        titles=("KT. Giám đốc", "Phó Giám đốc"), name="Huỳnh Nguyễn Thị Hoàng Phương Uyên Thảo"
    ),
)
BARE_APOLOGY = ApologyForm(
    head=Head(issuer="Ủy ban nhân dân xã Cát Hanh", place="Cát Hanh", issued=at(2020, 3, 19, 8, 0)),
    look_up=PERMIT_LOOK_UP,
    applicant=Party(name="Lê A"),
    procedure=Procedure(name="Đăng ký khai sinh"),
    field="Hộ tịch",
    received=at(2020, 3, 17, 9, 0),
    received_by="Ủy ban nhân dân xã Cát Hanh",
    legal_due=at(2020, 3, 19, 17, 0),
    ground="Lỗi phần mềm hoặc đường truyền",
    explanation="Mất kết nối.",
    reappointed=at(2020, 3, 20, 17, 0),
    signature=Signature(titles=("Chủ tịch",), name="Trần B"),
)

BOOK = ApologyBook(
    head=Head(issuer=PHU_CAT, place="Phù Cát", issued=at(2020, 4, 1, 7, 30)),
    agency=PHU_CAT,
    first=date(2020, 3, 1),
    last=date(2020, 3, 31),
    rows=(
        ApologyRow(
            code="000.00.38.H08-200225-0006",
            procedure=PERMIT.name,
            legal_due=at(2020, 3, 10, 17, 0),
            reappointed=at(2020, 3, 13, 17, 0),
            sent=at(2020, 3, 9, 10, 40),
            manner="Trao trực tiếp",
            timely=True,
            met=True,
        ),
        ApologyRow(
            code="000.00.38.H08-200302-0011",
            procedure="Đăng ký biến động quyền sử dụng đất",
            legal_due=at(2020, 3, 24, 17, 0),
            reappointed=at(2020, 3, 31, 17, 0),
            sent=at(2020, 3, 25, 8, 15),
            manner="Bưu chính",
            timely=False,
            met=False,
        ),
        ApologyRow(
            code="000.00.38.H08-200319-0002",
            procedure="Cấp giấy phép bán lẻ rượu",
            legal_due=date(2020, 4, 3),
            reappointed=date(2020, 4, 10),
        ),
    ),
    demo=True,
)
EMPTY_BOOK = ApologyBook(
    head=BOOK.head, agency=BOOK.agency, first=date(2020, 4, 1), last=date(2020, 4, 1), rows=()
)
LONG_BOOK = ApologyBook(
    head=LONG_RECEIPT.head,
    agency="Trung tâm Phục vụ hành chính công tỉnh Bình Định và các sở, ban, ngành trực thuộc",
    first=date(2020, 1, 1),
    last=date(2020, 12, 31),
    rows=tuple(
        ApologyRow(
            code=LONG_CODE.replace("1234", f"{n:04}"),
            procedure=LONG_RECEIPT.procedure.name if n % 3 else "Đăng ký khai sinh",
            legal_due=at(2020, 1, 2, 17, 0) + timedelta(days=n),
            reappointed=at(2020, 1, 9, 17, 0) + timedelta(days=n),
            sent=at(2020, 1, 1, 10, 40) + timedelta(days=n),
            manner=("Trao trực tiếp", "Bưu chính công ích", "Thư điện tử", "Tin nhắn")[n % 4],
            timely=n % 5 != 0,
            met=n % 7 != 0,
        )
        for n in range(1, 301)
    ),
)

WAITING: dict[str, Form] = {
    "supplement": SUPPLEMENT,
    "apology": APOLOGY,
    "long_supplement": LONG_SUPPLEMENT,
    "bare_supplement": BARE_SUPPLEMENT,
    "long_apology": LONG_APOLOGY,
    "bare_apology": BARE_APOLOGY,
}
BOOKS: dict[str, ApologyBook] = {"book": BOOK, "empty_book": EMPTY_BOOK, "long_book": LONG_BOOK}
