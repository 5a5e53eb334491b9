"""Contents of notices of stopping, ordinary and at the edges. People are made up."""

from dataclasses import replace

from motcua.printed.documents import (
    Form,
    Head,
    Party,
    Procedure,
    Signature,
    StopNotice,
    UnansweredSupplement,
)
from tests.printed.extremes import LONG_ADDRESS, LONG_EMAIL, LONG_NAME, LONG_RECEIPT
from tests.printed.specimens import ONE_STOP, PERMIT, PERMIT_LOOK_UP, PHU_CAT, QUY, at

# As the law of 2025 would have it: received Thursday 2-10-2025, stopped Monday 27-10-2025.
STOP = StopNotice(
    head=Head(issuer=PHU_CAT, number="05/TB-UBND", place="Phù Cát", issued=at(2025, 10, 27, 9, 5)),
    look_up=PERMIT_LOOK_UP,
    applicant=QUY,
    procedure=PERMIT,
    received=at(2025, 10, 2, 8, 12),
    received_by=f"{ONE_STOP}, {PHU_CAT}",
    ground="Quá thời hạn mà người nộp không bổ sung hồ sơ",
    explanation="Bộ phận Một cửa đã gọi điện nhắc ngày 20/10/2025; ông Quý chưa có bản vẽ móng.",
    unanswered=UnansweredSupplement(
        number="12/HDHS", asked=at(2025, 10, 9, 15, 20), answer_by=at(2025, 10, 24, 17, 0)
    ),
    originals=("Đơn đề nghị cấp giấy phép xây dựng (1 bản chính)", "Bản vẽ thiết kế (2 bản chính)"),
    signature=Signature(
        titles=("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"),
        name="Trịnh Công Thắng",
        hint="(Ký, ghi rõ họ tên và đóng dấu)",
    ),
    copied_to=(f"{ONE_STOP}, {PHU_CAT}",),
    demo=True,
)
# In 2020 no circular had such a form: a letter of the agency, A4.
STOP_LETTER = replace(
    STOP,
    head=replace(STOP.head, issued=at(2020, 3, 19, 9, 5)),
    received=at(2020, 2, 25, 8, 12),
    unanswered=UnansweredSupplement(
        number="12/HDHS", asked=at(2020, 2, 27, 15, 20), answer_by=at(2020, 3, 13, 17, 0)
    ),
    explanation="Bộ phận Một cửa đã gọi điện nhắc ngày 10/3/2020; ông Quý chưa có bản vẽ móng.",
)
LONG_STOP = replace(
    STOP,
    head=replace(LONG_RECEIPT.head, issued=at(2026, 1, 5, 9, 5)),
    look_up=LONG_RECEIPT.look_up,
    applicant=Party(
        name=LONG_NAME, address=LONG_ADDRESS, phone="0905 000 000, 0256 000 000", email=LONG_EMAIL
    ),
    owner=LONG_RECEIPT.owner,
    procedure=LONG_RECEIPT.procedure,
    explanation="\n".join(
        f"Lần {n}: đã có văn bản đề nghị bổ sung tài liệu khảo sát, quan trắc mực nước dưới đất "
        "tại khu vực khai thác nhưng không nhận được trả lời của người nộp hồ sơ."
        for n in range(1, 6)
    ),
    originals=tuple(f"Phụ lục kỹ thuật số {n} kèm bản đồ tỷ lệ 1/5000" for n in range(1, 16)),
)
BARE_STOP = StopNotice(
    head=Head(issuer="Ủy ban nhân dân xã Cát Hanh", place="Cát Hanh", issued=at(2025, 9, 15, 8, 0)),
    look_up=PERMIT_LOOK_UP,
    applicant=Party(name="Lê A"),
    procedure=Procedure(name="Đăng ký khai sinh"),
    received=at(2025, 9, 11, 9, 0),
    received_by="Ủy ban nhân dân xã Cát Hanh",
    ground="Theo yêu cầu của tòa án, cơ quan điều tra, thanh tra",
    explanation="Tòa án yêu cầu.",
    signature=Signature(titles=("Chủ tịch",), name="Trần B"),
)

STOPPING: dict[str, Form] = {
    "stop": STOP,
    "stop_letter": STOP_LETTER,
    "long_stop": LONG_STOP,
    "bare_stop": BARE_STOP,
}
