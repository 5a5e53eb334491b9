"""The roles in which a person may act for an agency (NĐ 61/2018/NĐ-CP, articles 8, 17-20, 37)."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is for an agency between two dates; the value is what is stored."""

    RECEPTIONIST = "receptionist"
    """Cán bộ tiếp nhận và trả kết quả: checks papers, receives, returns (art. 17, 20)."""

    ONE_STOP_HEAD = "one_stop_head"
    """Trưởng Bộ phận Một cửa, Giám đốc Trung tâm: monitors and urges (art. 8, 19(5))."""

    OFFICER = "officer"
    """Công chức, chuyên viên thụ lý: verifies, appraises, drafts the result (art. 19)."""

    DIVISION_HEAD = "division_head"
    """Lãnh đạo phòng: assigns work inside a division and reviews it."""

    LEADER = "leader"
    """Lãnh đạo cơ quan: approves and signs the result and the apology (art. 19)."""

    CLERK = "clerk"
    """Văn thư: numbers, dates, seals and issues the signed result (NĐ 30/2020/NĐ-CP)."""

    PROCEDURE_CONTROL = "procedure_control"
    """Kiểm soát thủ tục hành chính: publishes procedures, consolidates reports."""

    ADMINISTRATOR = "administrator"
    """Quản trị: people, catalogue, calendar; never the history of a dossier."""

    CLOCK = "clock"
    """Time itself as an actor: what the passing of a due date writes down."""
