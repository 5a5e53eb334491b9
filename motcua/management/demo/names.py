"""Generated people. Every name is drawn from lists; every identity number is marked as demo."""

from datetime import date
from random import Random

from motcua.domain.identity import Sex, demo_identity
from motcua.domain.party import Party

FAMILY = (
    "Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Võ Đặng Bùi Đỗ Hồ Huỳnh Phan Trương Đinh"
    " Lý Mai Cao Đoàn Tạ Châu Lâm Thái Hà Trịnh Diệp Văn"
).split()
MIDDLE = {
    Sex.MALE: "Văn Hữu Minh Công Quốc Đình Thanh Hoài Tấn Ngọc Xuân Đức".split(),
    Sex.FEMALE: "Thị Thị Thị Ngọc Thanh Kim Mỹ Hoàng Bích Thu Diễm Xuân".split(),
}
GIVEN = {
    Sex.MALE: (
        "An Bảo Bình Cường Danh Dũng Đạt Đông Giang Hải Hiếu Hòa Hùng Huy Khải Khánh Lộc Long"
        " Nam Nghĩa Nhân Phúc Quân Quý Sơn Tâm Thắng Thịnh Thuận Tín Toàn Trí Trung Tuấn Việt Vinh"
    ).split(),
    Sex.FEMALE: (
        "Anh Ánh Bình Châu Chi Diễm Dung Giang Hà Hạnh Hiền Hoa Hồng Hương Lan Liên Linh Loan Mai"
        " Nga Ngân Nguyệt Nhung Oanh Phượng Quyên Thảo Thu Thủy Thương Trang Trâm Trúc Tuyết Vân Vy Yến"
    ).split(),
}


def person_name(random: Random, sex: Sex) -> str:
    """A name as they are common in the province."""
    parts = [random.choice(FAMILY), random.choice(MIDDLE[sex])]
    if random.random() < 0.4:
        parts.append(random.choice(GIVEN[sex]))
    return " ".join([*parts, random.choice(GIVEN[sex])])


def citizen(random: Random, serial: int, place: str) -> Party:
    """A citizen of a commune: name, identity (marked as demo), birth, address, phone."""
    sex = random.choice((Sex.MALE, Sex.FEMALE))
    year = random.randint(1950, 2001)
    birth = date(year, random.randint(1, 12), random.randint(1, 28))
    email = f"cong-dan-{serial}@example.org" if random.random() < 0.3 else ""
    return Party(
        name=person_name(random, sex),
        identity=demo_identity("052", sex, year, serial % 1000),
        birth=birth,
        sex=sex,
        address=f"Thôn {random.randint(1, 9)}, {place}, tỉnh Bình Định",
        phone=f"0900{serial % 1_000_000:06d}",
        email=email,
    )
