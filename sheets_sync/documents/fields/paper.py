"""The head and foot of a paper: the school, the number and date from the register, signer, recipients, annexes."""

from __future__ import annotations

import re
from dataclasses import replace

from sheets_sync.documents.fields.request import BLANK, DocumentRequest, Fields
from sheets_sync.documents.kinds import USUAL, DocumentKind, kinds
from sheets_sync.documents.paper_register import line_of, number_and_sign
from sheets_sync.language import N_, Translator
from sheets_sync.model import Paper
from sheets_sync.text.vietnamese import fold
from sheets_sync.text.words import date_text

_USUAL = {  # usual words in configs and registers that are no names
    N_("HIỆU TRƯỞNG"),
    N_("Như trên"),
    N_("Các tổ chuyên môn"),
    N_("VT, TĐKT"),
    N_("Ban Thi đua - Khen thưởng"),
    N_("Hội đồng Thi đua - Khen thưởng"),
}


_FORMS = {  # by their abbreviations (NĐ 30/2020, Phụ lục III)
    "BB": N_("Biên bản"),
    "BC": N_("Báo cáo"),
    "CTr": N_("Chương trình"),
    "HD": N_("Hướng dẫn"),
    "KH": N_("Kế hoạch"),
    "QĐ": N_("Quyết định"),
    "TB": N_("Thông báo"),
    "TTr": N_("Tờ trình"),
}

_HANDED_ON = re.compile(r"(?:KT|Q|TL|TUQ|TM)\.\s*")


def school(request: DocumentRequest) -> Fields:
    """The school as its papers name it."""
    values = request.config.school
    return {
        "name": values.name,
        "upper": values.upper,
        "place": values.place,
        "sign": values.sign,
        "board": usual(values.board, request.t),
        "council": usual(values.council, request.t),
        "year": str(values.year),
        "first_year": values.year.start,
    }


def registered(request: DocumentRequest) -> Paper | None:
    """The document's line in the register."""
    papers, year = request.results.school.papers, request.config.year
    return line_of(request.kind, request.period, papers, year, request.subject, request.only)


def paper(request: DocumentRequest) -> Fields:
    """Number, date, signer, recipients; what the register does not say stays blank, nothing is made up."""
    line, config, t = registered(request), request.config, request.t
    typed, typed_sign = number_and_sign(line)
    number, sign = number_text(typed), typed_sign or sign_of(request)
    listed = [name.strip() for name in ((line and line.recipients) or "").split(";") if name.strip()]
    recipients = [usual(name, t) for name in listed or config.reports.recipients]
    addressees = addressees_of(request)
    signer = (line and line.signer) or config.school.signer
    posts = signer_posts(request, signer)
    return {
        "number": number,
        "sign": sign,
        "form": t(_FORMS.get(request.kind.sign, N_("Văn bản"))),
        "date": date_text(line.issued if line else None, t),
        "full_number": f"{number}/{sign}" if sign else number,
        "addressee": addressees[0],
        "addressees": addressees,
        "recipients": recipients,
        "others": [name for name in recipients if fold(name) not in (fold("Như trên"), fold(t("Như trên")))],
        "filing": usual(config.reports.filing, t),
        "signer": signer,
        "signer_post": "; ".join(posts),
        "signer_posts": posts,
        "head_post": _head_post(request),
        "issuer": config.school.council if request.kind.series == "council" else config.school.name,
        "above": config.school.name if request.kind.series == "council" else config.school.upper,
    }


def cited(request: DocumentRequest) -> Fields:
    """How other papers of the year are cited: `số 15/KH-THCS ngày 12 tháng 9 năm 2023`, dots where they have no line."""
    return {
        kind.key.replace("-", "_"): _citation(request, kind)
        for kind in kinds(request.config).values()
        if kind.sign
    }


def _citation(request: DocumentRequest, kind: DocumentKind) -> str:
    papers, year = request.results.school.papers, request.config.year
    line = line_of(kind, year, papers, year)
    typed, sign = number_and_sign(line)
    number = f"{number_text(typed)}/{sign or sign_of(replace(request, kind=kind))}"
    return request.t(
        N_("số {number} {day}"), number=number, day=date_text(line.issued if line else None, request.t)
    )


def sign_of(request: DocumentRequest) -> str:
    """The sign that a paper of this kind bears, `BC-THCSAM`; nothing for a kind without number."""
    school = request.config.school
    body = school.council_sign if request.kind.series == "council" else school.sign
    return f"{request.kind.sign}-{body}" if request.kind.sign else ""


def addressees_of(request: DocumentRequest) -> list[str]:
    """Who a paper goes to: as the config says for this kind, else as the kind says, else the config's usual one."""
    reports, kind = request.config.reports, request.kind
    listed = reports.addressees.get(kind.key) or kind.addressees or (USUAL,)
    return [reports.addressee if name == USUAL else name for name in listed]


def posts_of(text: str, t: Translator) -> list[str]:
    """The lines of a signer's post: `KT. HIỆU TRƯỞNG; PHÓ HIỆU TRƯỞNG` takes two (NĐ 30/2020, Phụ lục I, II.7)."""
    return [usual(post, t) for each in text.split(";") if (post := each.strip())] or [usual(text, t)]


def signer_posts(request: DocumentRequest, signer: str) -> list[str]:
    """The lines of the post of who signs: as the config has it, but a deputy of the roster signs for the head."""
    posts, t = posts_of(request.config.school.signer_post, request.t), request.t
    if len(posts) == 1 and _is_deputy(request, signer):
        return [t(N_("KT. {head}"), head=posts[0]), t(N_("PHÓ {head}"), head=posts[0])]
    return posts


def _is_deputy(request: DocumentRequest, signer: str) -> bool:
    """Whether the roster knows exactly one person of this name, and as the deputy of the head who usually signs."""
    people, head = request.roster.by_name.get(fold(signer), ()), fold(request.config.school.signer_post)
    return len(people) == 1 and fold(people[0].position or "").startswith(f"phó {head}")


def _head_post(request: DocumentRequest) -> str:
    """The post of the head, also where the config has a deputy sign."""
    return _HANDED_ON.sub("", posts_of(request.config.school.signer_post, request.t)[0])


def number_text(number: str) -> str:
    """A paper's number as its head shows it: below 10 with a 0 before it, dots where there is none."""
    number = number.strip()
    return number.zfill(2) if number else BLANK


def usual(text: str, t: Translator) -> str:
    """A configured text in the document's language if it is one of the usual ones; names stay as they are."""
    return t(text) if text in _USUAL else text
