"""The wording of a morning's digest: documents in, subject and text out. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from motcua.channels.letters import ALARMS, alarm_words, local_text

NAMED = 50
"""So many dossiers of one kind are named; of more, the number. The lists are on the page."""
GRAVEST = ("due", "apology", "due_soon", "unaccepted", "opinion", "supplement", "reception")
FRAME = """Kính gửi ông, bà {name}

Có {count} việc mới cần chú ý:

{parts}

Danh sách đầy đủ: Một Cửa, mục Thời hạn.
Thư này do hệ thống Một Cửa gửi tự động; xin không trả lời thư này.
"""


def digest_letter(documents: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """Subject and text: by kind, the gravest first, within it by due date."""
    kinds: defaultdict[tuple[int, str], list[Mapping[str, Any]]] = defaultdict(list)
    for document in documents:
        fact = document["fact"]
        kinds[_rank(str(fact["alarm"])), alarm_words(fact)].append(document)
    late = sum(str(document["fact"]["alarm"]) == "due" for document in documents)
    over = f", {late} hồ sơ quá hạn" if late else ""
    parts = [_part(words, found) for (_, words), found in sorted(kinds.items())]
    person = documents[0]["person"]
    text = FRAME.format(name=person["name"], count=len(documents), parts="\n\n".join(parts))
    return f"Một Cửa buổi sáng: {len(documents)} việc cần chú ý{over}", text


def _rank(alarm: str) -> int:
    return GRAVEST.index(alarm) if alarm in ALARMS else len(GRAVEST)


def _part(words: str, documents: Sequence[Mapping[str, Any]]) -> str:
    ordered = sorted(documents, key=lambda document: (document["due"] or "~", document["code"]))
    lines = [f"{words[:1].upper()}{words[1:]}: {len(ordered)} hồ sơ"]
    lines += [_line(document) for document in ordered[:NAMED]]
    if len(ordered) > NAMED:
        lines.append(f"  … và {len(ordered) - NAMED} hồ sơ khác")
    return "\n".join(lines)


def _line(document: Mapping[str, Any]) -> str:
    due = local_text(document["due"], "%d/%m/%Y")
    agency = document["agencies"].get("competent", {}).get("name", "")
    ends = f"hạn {due}" if due else "không hẹn ngày"
    return f"  {document['code']} · {ends} · {document['procedure']['name']} · {agency}"
