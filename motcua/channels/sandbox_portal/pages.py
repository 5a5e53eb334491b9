"""Pages of what the sandbox received: plain HTML, nothing from elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

from motcua.channels.sandbox_portal.store import Held
from motcua.channels.sandbox_portal.tables import DOSSIER
from motcua.channels.sandbox_portal.trouble import Trouble

STATUSES = {
    "1": "Mới đăng ký",
    "2": "Được tiếp nhận",
    "3": "Không được tiếp nhận",
    "4": "Đang xử lý",
    "5": "Yêu cầu bổ sung giấy tờ",
    "6": "Yêu cầu thực hiện nghĩa vụ tài chính",
    "7": "Công dân yêu cầu rút hồ sơ",
    "8": "Dừng xử lý",
    "9": "Đã xử lý xong",
    "10": "Đã trả kết quả",
}
SHOWN = 50
STYLE = """
body { font: 16px/1.5 "Be Vietnam Pro", system-ui, sans-serif; color: #1b1f24; background: #fbfaf7;
  margin: 0 auto; max-width: 76rem; padding: 1.5rem 1.25rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .25rem 0; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem; }
p { margin: .25rem 0; } a { color: #0b4f8a; } small, .quiet { color: #5b626b; }
.band { border-left: 4px solid #b3541e; padding: .25rem .75rem; background: #fff4ea; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; min-width: 46rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0;
  border-bottom: 1px solid #e4e1da; } th { font-weight: 600; white-space: nowrap; }
.num { font-variant-numeric: tabular-nums; white-space: nowrap; }
.bad { color: #a3231d; } form { margin: 1rem 0; display: flex; gap: .5rem; flex-wrap: wrap; }
input, button { font: inherit; padding: .4rem .6rem; border: 1px solid #9aa1a9; background: #fff; }
dl { display: grid; grid-template-columns: minmax(12rem, 18rem) 1fr; gap: .25rem 1rem; margin: 0; }
dt { color: #5b626b; } dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
"""


def overview(
    held: Sequence[Held],
    calls: Iterable[tuple[str, str, int, str, str]],
    figures: Mapping[str, Any],
    trouble: Trouble,
    words: str,
) -> str:
    """What it holds, what it reckons, what it was asked last."""
    found = [one for one in reversed(held) if words.lower() in _haystack(one)]
    shown = found[:SHOWN]
    rows = "".join(
        f'<tr><td class="num"><a href="/dossiers/{quote(one.code)}">{escape(one.code)}</a></td>'
        f"<td>{_s(one.record, 'TenTTHC')}<br><small>{_s(one.record, 'DonViXuLy')}</small></td>"
        f"<td>{escape(_status(one.record))}</td>"
        f"<td class=num>{_when(one.record, 'NgayHenTra')}</td>"
        f"<td class=num>{_when(one.record, 'NgayKetThucXuLy')}</td>"
        f"<td class=num>{len(one.steps)}</td></tr>"
        for one in shown
    )
    table = _table(("Mã hồ sơ", "Thủ tục", "Trạng thái", "Hẹn trả", "Xử lý xong", "Bước"), rows)
    more = (
        f"<p class=quiet>Còn {len(found) - SHOWN} hồ sơ; hãy tìm theo mã.</p>"
        if len(found) > SHOWN
        else ""
    )
    empty = "<p class=quiet>Chưa nhận được hồ sơ nào.</p>"
    search = (
        f'<form><input name=q value="{escape(words)}" aria-label="Tìm" '
        'placeholder="Mã, thủ tục, đơn vị"><button>Tìm</button></form>'
    )
    return _page(
        "Cổng thử nghiệm",
        f"{_unwell(trouble)}<p>{_rate(figures)}</p>"
        f"<h2>Hồ sơ đã nhận</h2>{search}{table + more if shown else empty}"
        f"<h2>Lần gọi gần nhất</h2>{_calls(calls)}",
    )


def dossier(one: Held) -> str:
    """One dossier: every field it was told, and its way."""
    fields = "".join(
        f"<dt>{escape(name)}</dt><dd>{_value(value)}</dd>" for name, value in in_order(one.record)
    )
    rows = "".join(
        f"<tr><td class=num>{_when(step, 'ThoiDiemXuLy')}</td><td>{_s(step, 'NoiDungXuLy')}</td>"
        f"<td>{_s(step, 'NguoiXuLy')}<br><small>{_s(step, 'PhongBanXuLy')}</small></td>"
        f"<td>{escape(STATUSES.get(str(step['TrangThai']), '?'))}</td></tr>"
        for step in one.steps
    )
    steps = _table(("Thời điểm", "Nội dung", "Người xử lý", "Trạng thái"), rows)
    return _page(
        one.code,
        f"<p><a href='/'>Mọi hồ sơ</a></p><p>{escape(_status(one.record))}; "
        f"đã nhận {one.told} lần.</p><h2>Tiến độ</h2>{steps}<h2>Bản ghi</h2><dl>{fields}</dl>",
    )


def in_order(record: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    """The fields in the order of the portal's table."""
    return ((name, record[name]) for name in DOSSIER if name in record)


def nothing() -> str:
    """There is no such page."""
    return _page("Không có trang này", "<p><a href='/'>Mọi hồ sơ</a></p>")


def _page(title: str, body: str) -> str:
    return (
        f"<!doctype html><html lang=vi><meta charset=utf-8><title>{escape(title)}</title>"
        "<meta name=viewport content='width=device-width, initial-scale=1'>"
        "<link rel=stylesheet href='/sandbox/style.css'>"
        "<p class=band>Cổng thử nghiệm: nói giao thức của Cổng Dịch vụ công quốc gia, "
        f"không phải Cổng thật.</p><h1>{escape(title)}</h1>{body}"
    )


def _table(heads: Sequence[str], rows: str) -> str:
    head = "".join(f"<th scope=col>{words}" for words in heads)
    return f"<div class=scroll><table><thead><tr>{head}</thead><tbody>{rows}</tbody></table></div>"


def _calls(calls: Iterable[tuple[str, str, int, str, str]]) -> str:
    rows = "".join(
        f"<tr><td class=num>{escape(at[11:19])}</td><td>{escape(service)}</td>"
        f"<td class=num>{records or ''}</td><td class={'bad' if code not in ('0', '00') else 'ok'}>"
        f"{escape(code)} {escape(message)}</td></tr>"
        for at, service, records, code, message in calls
    )
    return _table(("Giờ máy", "Dịch vụ", "Bản ghi", "Trả lời"), rows)


def _rate(figures: Mapping[str, Any]) -> str:
    received, on_time = figures["received"], figures["on_time"]
    if not received:
        return "Chưa có hồ sơ để tính tỷ lệ."
    day = figures["day"]
    rate = f"{100 * on_time / received:.1f}".replace(".", ",")
    return (
        f"<b>{rate} %</b> đúng hạn: {on_time} trên {received} hồ sơ đã tiếp nhận, tính đến "
        f"{day[6:8]}/{day[4:6]}/{day[:4]}."
    )


def _unwell(trouble: Trouble) -> str:
    said = []
    if trouble.mode != "well":
        said.append(f"đang ở chế độ {trouble.mode}")
    if trouble.fail_rate:
        said.append(f"hỏng {trouble.fail_rate:g} % lần gọi")
    if trouble.delay:
        said.append(f"trả lời chậm tới {trouble.delay:g} mili giây")
    return f"<p class=bad>Cổng {escape(', '.join(said))}.</p>" if said else ""


def _haystack(one: Held) -> str:
    parts = (one.code, one.record.get("TenTTHC"), one.record.get("DonViXuLy"))
    return " ".join(str(part) for part in parts).lower()


def _status(record: Mapping[str, Any]) -> str:
    code = str(record.get("TrangThaiHoSo", ""))
    return f"{code} {STATUSES.get(code, '')}".strip()


def _s(record: Mapping[str, Any], name: str) -> str:
    return escape(str(record.get(name) or ""))


def _when(record: Mapping[str, Any], name: str) -> str:
    text = str(record.get(name) or "")
    if len(text) != 14:
        return ""
    return f"{text[8:10]}:{text[10:12]} {text[6:8]}/{text[4:6]}/{text[:4]}"


def _value(value: Any) -> str:
    if isinstance(value, list):
        inner = "; ".join(
            ", ".join(f"{k}: {v}" for k, v in row.items() if v != "") for row in value
        )
        return escape(inner) or "<span class=quiet>không có</span>"
    return escape(str(value)) or "<span class=quiet>trống</span>"
