"""Who issues a form, where, and who signs it (NĐ 30/2020/NĐ-CP, art. 8 and Phụ lục I)."""

from datetime import datetime

from motcua.domain import facts as f
from motcua.domain.agencies import Agency, AgencyTree
from motcua.domain.local_time import local_day
from motcua.printed import documents as doc
from motcua.reads.forms import PrintData, Signer

ONE_STOP = "Bộ phận Tiếp nhận và Trả kết quả"
COMMITTEE = "Ủy ban nhân dân "
FOR_THE_COMMITTEE = "TM. ỦY BAN NHÂN DÂN"
DEPUTY = "phó "
TERRITORIES = ("thị xã ", "thị trấn ", "thành phố ", "tỉnh ", "huyện ", "phường ", "xã ")


def counter_head(
    data: PrintData, agency: str, issued: datetime, number: str | None = None
) -> doc.Head:
    """The head of a form that the one-stop of this agency issues."""
    tree, day = data.opened.law.agencies, local_day(issued)
    unit, committee = tree.get(agency), _committee(tree, agency)
    issuer = ONE_STOP
    if not unit.is_committee and unit.kind != "one_stop":
        issuer = tree.name(agency, day)  # the provincial centre bears a name of its own
    name = tree.name(committee.key, day)
    return doc.Head(issuer=issuer, above=name, number=number, place=place(name), issued=issued)


def register_head(tree: AgencyTree, agency: str, issued: datetime) -> doc.Head:
    """The head of the register of what this agency receives."""
    day, committee = local_day(issued), _committee(tree, agency)
    name = tree.name(committee.key, day)
    own = ONE_STOP if committee.key == agency else tree.name(agency, day)
    return doc.Head(issuer=own, above=name, place=place(name), issued=issued)


def agency_head(data: PrintData, agency: str, issued: datetime, number: str) -> doc.Head:
    """The head of a form that the competent agency itself issues."""
    tree, day = data.opened.law.agencies, local_day(issued)
    committee = _committee(tree, agency)
    above = None if committee.key == agency else tree.name(committee.key, day)
    return doc.Head(
        issuer=tree.name(agency, day),
        above=above,
        number=number,
        place=place(tree.name(committee.key, day)),
        issued=issued,
    )


def place(committee: str) -> str:
    """The place name of a committee's documents.

    >>> place("Ủy ban nhân dân thị trấn Ngô Mây")
    'Ngô Mây'
    """
    territory = committee.removeprefix(COMMITTEE)
    for kind in TERRITORIES:
        territory = territory.removeprefix(kind)
    return territory


def at_the_counter(signer: Signer) -> doc.Signature:
    """Whoever received, or did not receive, the dossier signs for themselves."""
    return doc.Signature(titles=("Người tiếp nhận hồ sơ",), name=signer.name)


def by_authority(data: PrintData, by: f.By) -> doc.Signature:
    """The leader who decided: for the committee, and for the chairman where a deputy signs."""
    signer = data.signer(by.person)
    titles = title_lines(signer.title)
    if data.opened.law.agencies.get(by.agency).is_committee:
        titles = (FOR_THE_COMMITTEE, *titles)
    return doc.Signature(titles=titles or ("NGƯỜI CÓ THẨM QUYỀN",), name=signer.name)


def title_lines(title: str) -> tuple[str, ...]:
    """A title as signatures have it.

    >>> title_lines("Phó Chủ tịch")
    ('KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH')
    """
    plain = " ".join(title.split())
    if not plain:
        return ()
    if plain.lower().startswith(DEPUTY):
        return (f"KT. {plain[len(DEPUTY) :].upper()}", plain.upper())
    return (plain.upper(),)


def _committee(tree: AgencyTree, agency: str) -> Agency:
    for key in (agency, *tree.ancestors(agency)):
        if tree.get(key).is_committee:
            return tree.get(key)
    return tree.get(agency)
