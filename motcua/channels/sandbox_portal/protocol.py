"""What the portal answers to each service. Success and refusal are error_code, never HTTP."""

import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.channels.sandbox_portal.store import Store
from motcua.channels.sandbox_portal.tables import dossier_faults, step_faults

OK, BAD, NO_SESSION, EXISTS, UNKNOWN, TOO_MANY = "0", "1", "-2", "3", "4", "5"
MOST_RECORDS = 10
SESSION_SECONDS = 600

Answer = dict[str, Any]


def answer(code: str, message: str = "", result: Any = None) -> Answer:
    """The body of every answer."""
    return {"error_code": code, "message": message, "result": result}


@dataclass(slots=True)
class Protocol:
    """The services of the portal over one store; `catalogue` is what it publishes itself."""

    store: Store
    catalogue: Mapping[str, Any] = field(default_factory=dict)
    sessions: dict[str, float] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def login(self, body: Any) -> Answer:
        """A new session for any account that names itself."""
        if not isinstance(body, dict) or not body.get("username") or not body.get("password"):
            return answer(BAD, "Thiếu tài khoản hoặc mật khẩu")
        token = secrets.token_hex(16)
        with self.lock:
            self.sessions[token] = time.monotonic() + SESSION_SECONDS
        return {"error_code": OK, "message": "", "session": token}

    def drop_sessions(self) -> None:
        """All logins end at once."""
        with self.lock:
            self.sessions.clear()

    def serve(self, body: Any) -> Answer:
        """One call of a service."""
        if not isinstance(body, dict):
            return answer(BAD, "Nội dung không phải một đối tượng JSON")
        with self.lock:
            until = self.sessions.get(str(body.get("session")), 0.0)
        if time.monotonic() > until:
            return answer(NO_SESSION, "Phiên làm việc không tồn tại hoặc đã hết hạn")
        if not body.get("madonvi"):
            return answer(BAD, "madonvi: bắt buộc")
        own = {
            "DongBoHoSoMC": self._dossiers,
            "CapNhatTienDoHoSoMC": self._steps,
            "TraCuuHoSo": lambda asked: answer(OK, "", self.store.find(str(asked.get("mahoso")))),
            "LayThuTuc": self._procedure,
        }
        service = str(body.get("service"))
        if service in own:
            return own[service](body)
        if service in self.catalogue:
            return answer(OK, "", self.catalogue[service])
        return answer(BAD, f"Không có dịch vụ {service}")

    def _procedure(self, body: Mapping[str, Any]) -> Answer:
        return answer(OK, "", self.catalogue.get("LayThuTuc", {}).get(str(body.get("maTTHC"))))

    def _dossiers(self, body: Mapping[str, Any]) -> Answer:
        data, updating = body.get("data"), body.get("isUpdating")
        if updating not in ("True", "False"):
            return answer(BAD, "isUpdating: phải là True hoặc False")
        wrong = _of_list(data, dossier_faults)
        if wrong or not isinstance(data, list):
            return wrong or answer(BAD, "data: bắt buộc")
        with self.store.writing():
            for record in data:
                there = self.store.find(record["MaHoSo"]) is not None
                if there and updating == "False":
                    return answer(EXISTS, f"Hồ sơ {record['MaHoSo']} đã tồn tại")
                if not there and updating == "True":
                    return answer(UNKNOWN, f"Hồ sơ {record['MaHoSo']} không tồn tại")
            for record in data:
                self.store.keep(record)
        return answer(OK, "Thành công")

    def _steps(self, body: Mapping[str, Any]) -> Answer:
        data = body.get("data")
        wrong = _of_list(data, step_faults)
        if wrong or not isinstance(data, list):
            return wrong or answer(BAD, "data: bắt buộc")
        try:
            with self.store.writing():
                for step in data:
                    if self.store.find(step["MaHoSo"]) is None:
                        raise _RefusedStep(UNKNOWN, f"Hồ sơ {step['MaHoSo']} không tồn tại")
                    if not self.store.add_step(step):
                        raise _RefusedStep(EXISTS, f"Tiến độ của {step['MaHoSo']} đã tồn tại")
        except _RefusedStep as no:
            return answer(no.code, str(no))
        return answer(OK, "Thành công")


class _RefusedStep(Exception):
    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


def _of_list(data: Any, faults_of: Any) -> Answer | None:
    if not isinstance(data, list) or not data:
        return answer(BAD, "data: phải là danh sách có ít nhất một bản ghi")
    if len(data) > MOST_RECORDS:
        return answer(TOO_MANY, f"data: quá {MOST_RECORDS} bản ghi")
    wrong = [f"data[{at}] {words}" for at, one in enumerate(data) for words in faults_of(one)]
    return answer(BAD, "; ".join(wrong)[:1000]) if wrong else None
