"""The demo province: people with generated names, dossiers brought in through the door."""

from motcua.management.demo.staff import PASSWORD

SHOWN = (
    ("tiepnhan.cathanh", "tiếp nhận và trả kết quả, xã Cát Hanh"),
    ("thuly.cathanh", "thụ lý, xã Cát Hanh"),
    ("lanhdao.cathanh", "lãnh đạo, xã Cát Hanh"),
    ("vanthu.cathanh", "văn thư, xã Cát Hanh"),
    ("tiepnhan.phucat", "tiếp nhận và trả kết quả, huyện Phù Cát"),
    ("thuly.tckh-phucat", "thụ lý, Phòng Tài chính - Kế hoạch huyện Phù Cát"),
    ("lanhdao.tckh-phucat", "lãnh đạo, Phòng Tài chính - Kế hoạch huyện Phù Cát"),
    ("vanthu.tckh-phucat", "văn thư, Phòng Tài chính - Kế hoạch huyện Phù Cát"),
    ("thuly.ktht-phucat", "thụ lý, Phòng Kinh tế và Hạ tầng huyện Phù Cát"),
    ("lanhdao.phucat", "lãnh đạo, UBND huyện Phù Cát"),
    ("vanthu.phucat", "văn thư, UBND huyện Phù Cát"),
    ("truong.phucat", "trưởng Bộ phận Một cửa huyện Phù Cát"),
    ("tiepnhan.trungtam", "tiếp nhận và trả kết quả, Trung tâm Phục vụ hành chính công"),
    ("kiemsoat", "kiểm soát thủ tục hành chính, UBND tỉnh"),
    ("quantri", "quản trị"),
)
"""One account for each role; every other agency of the province has its own in the same manner."""


def accounts() -> list[str]:
    """What `motcua up` prints: user names with their roles, and the one password."""
    width = max(len(name) for name, _ in SHOWN)
    lines = [f"{name:<{width}}  {role}" for name, role in SHOWN]
    return [*lines, f"Mật khẩu của mọi tài khoản: {PASSWORD}"]
