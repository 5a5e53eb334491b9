"""The plain values of what several forms say alike, as `layout.typ` prints them."""

from motcua.printed import documents as doc
from motcua.printed.catalogue import BookRow
from motcua.printed.headings import agency_lines, person_lines
from motcua.printed.look_up import drawn_square, page_words, target
from motcua.printed.text import exact, joined, line
from motcua.printed.words import date_words, due_figures, local, moment_words

Content = dict[str, object]


def head(told: doc.Head) -> Content:
    """The head of a document: agencies in rows, number, place and date."""
    return {
        "above": agency_lines(line(told.above or "")),
        "issuer": line(told.issuer),
        "issuer_lines": agency_lines(line(told.issuer)),
        "name": line(told.name),
        "number": optional(told.number),
        "place_and_date": f"{line(told.place)}, {date_words(local(told.issued).date())}",
    }


def look_up(told: doc.LookUp | None) -> Content | None:
    """Code, public page and square; None where there is no code."""
    if told is None:
        return None
    return {
        "code": exact(told.code),
        "page": page_words(told.address),
        "square": drawn_square(target(told.address, told.code)),
    }


def party(told: doc.Party | None) -> Content | None:
    """Applicant or owner; None stays None."""
    if told is None:
        return None
    return {
        "name": line(told.name),
        "address": optional(told.address),
        "phone": number(told.phone),
        "email": optional(told.email),
        "identity": number(told.identity),
    }


def contact(told: doc.Contact | None) -> str | None:
    """Whom to ask, in one line; None if there is nothing to say."""
    if told is None:
        return None
    phone = told.phone and f"điện\u00a0thoại\u00a0{told.phone}"
    known = [it for it in (told.officer, phone, told.address) if it]
    return joined(line(", ".join(known))) or None


def procedure(told: doc.Procedure) -> str:
    """The procedure's name, with its national code if it has one."""
    code = f" (mã\u00a0thủ\u00a0tục\u00a0{told.code})" if told.code else ""
    return line(f"{told.name}{code}")


def optional(value: str | None) -> str | None:
    """One line of text, None for nothing."""
    return (line(value) or None) if value is not None else None


def number(value: str | None) -> str | None:
    """A telephone or paper number, its groups of digits kept together."""
    return joined(found) if (found := optional(value)) else None


def signer(name: str) -> list[str]:
    """A name under a signature, in rows."""
    return person_lines(line(name))


def signature(told: doc.Signature) -> Content:
    """A block to sign: lines of authority, what to do, the name below."""
    return {
        "titles": [line(title) for title in told.titles],
        "hint": line(told.hint),
        "name": signer(told.name),
    }


def book(of: "doc.ApologyBook | doc.RegisterBook", row: BookRow) -> Content:
    """What every book says above its rows: its name, whose, of which days, as of when."""
    period = f"từ {date_words(of.first)} đến {date_words(of.last)}"
    if of.first == of.last:
        period = date_words(of.first)
    return {
        "title": row.title,
        "form": row.basis,
        "demo": of.demo,
        "head": head(of.head),
        "look_up": None,
        "agency": line(of.agency),
        "period": period,
        "days": f"{due_figures(of.first)} – {due_figures(of.last)}",
        "as_of": moment_words(of.head.issued),
    }


def code_in_two(code: str) -> list[str]:
    """A code as a narrow column has it: the office above the day and the number."""
    parts = code.rsplit("-", 2)
    return [f"{parts[0]}-", "-".join(parts[1:])] if len(parts) == 3 else [code]
