# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages with which a project leader fills in the case before the workshop: his own, and the facilitator's with the link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import quote

from msgspec import Struct

from board.calendar_file import ZONE
from board.dates import spoken_at
from board.pages import Reach
from board.rendering import macro, render, static_url
from sessions.material.text import Language
from sessions.model.items import CaseForm, CaseRow

Trouble = Literal["", "begun", "rate", "full", "busy", "too_often", "link"]
"""Why nothing was stored: the workshop has begun, too often in a short time, no room on the server, somebody else was first each
time, more often than the log holds,
or the link opens nothing any more."""
Sent = Literal["", "sent", "refused", "later", "unknown", "bad_address", "rate"]
"""What became of a mail; empty when none was asked for."""
PARTS: tuple[tuple[str, tuple[CaseRow, ...]], ...] = (
    ("project", ("description", "goal", "stage", "documents")),
    ("technology", ("technology",)),
    ("people", ("stakeholders", "issues")),
    ("workshop", ("aim", "questions")),
)
"""The form in pieces, each with a button that stores."""
_CHOSEN = 1
"""Where the project is, from a list, beside the row that says it in other words."""
_CLASSIFYING = 3
"""Asked only where a step checks the case: the data that are used, how proactive, and where the data come from."""
_ASSESSMENTS = 3
"""Asked always: a DPIA, an IAMA, another one."""


class Conflict(Struct, frozen=True):
    """A row that somebody else changed as well, and what stands there now."""

    row: str
    text: str


class Filling(Struct, frozen=True):
    """What the project leader sees: the case, and what became of what he sent. `marks` are those of what stands there now;
    `stored` is the number of the piece that was just stored, 0 for none. Neither open nor `over`: the workshop goes on.
    """

    session_id: str
    title: str
    organisation: str
    form: CaseForm
    marks: Mapping[str, str]
    is_open: bool
    classified: bool
    stored: int
    stored_at_ms: int
    too_long: Sequence[str] = ()
    conflicts: Sequence[Conflict] = ()
    trouble: Trouble = ""
    over: bool = False


class Sending(Struct, frozen=True):
    """The facilitator's page. `url` is the link, empty where it is not known here; `rows` stand there as the project leader wrote
    them. `mails` says that a mail server is there; `sent` what became of a mail, empty for none; `mark` is of the form that asks
    for one, and another each time. `classified` as in Filling.
    """

    session_id: str
    title: str
    organisation: str
    has_link: bool
    url: str
    is_first: bool
    is_open: bool
    rows: Sequence[str]
    stored_at_ms: int
    reach: Reach
    mails: bool
    classified: bool
    address: str = ""
    mark: str = ""
    sent: Sent = ""
    over: bool = False

    @property
    def asked(self) -> int:
        """How many questions the form has."""
        return sum(len(rows) for _, rows in PARTS) + _CHOSEN + _ASSESSMENTS + (_CLASSIFYING if self.classified else 0)


def case_page(*, lang: Language, filling: Filling) -> str:
    """`/casus/<session>`: the form (POST …/bewaar; a field per row of CaseForm, `was.<row>` with its mark, `part`), and once the
    workshop has begun the case to read.
    """
    return render(
        "case_filling.html",
        lang,
        filling=filling,
        groups=PARTS,
        conflicts={each.row: each.text for each in filling.conflicts},
        stored_at=_moment(filling.stored_at_ms, lang),
    )


def filling_door(*, lang: Language, session_id: str, wrong: bool) -> str:
    """The page behind the link: a form with the field `key`."""
    action = f"/casus/{session_id}"
    values = {"door": "project_leader", "action": action, "wrong": wrong, "sign_in": "", "links_open": True}
    return render("link_door.html", lang, **values, script=static_url("pages.ts"))


def sending_page(*, lang: Language, sending: Sending) -> str:
    """`/regie/<session>/projectleider`. It holds a secret link: answer with `Cache-Control: no-store`."""
    subject, text = filling_letter(sending, lang)
    mail_to = f"mailto:?subject={quote(subject)}&body={quote(text.replace(chr(10), chr(13) + chr(10)))}"
    return render(
        "case_sending.html",
        lang,
        sending=sending,
        letter=text,
        mail_to=mail_to,
        stored_at=_moment(sending.stored_at_ms, lang),
    )


def filling_letter(sending: Sending, lang: Language) -> tuple[str, str]:
    """The subject and the text of the mail to the project leader."""
    return macro("filling_words.html", "subject", lang, sending), macro("filling_words.html", "text", lang, sending)


def _moment(at_ms: int, lang: Language) -> str:
    """A moment in the Netherlands, as people read it; empty for none."""
    if not at_ms:
        return ""
    clock = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(ZONE).strftime("%H:%M")
    return f"{spoken_at(at_ms, lang)}, {clock}"
