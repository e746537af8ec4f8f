# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an invitation says about a workshop: the facts for its text and its calendar file. Only what the whole room may see."""

from msgspec import Struct
from msgspec.structs import replace

from sessions.material.text import Language
from sessions.model.items import CaseForm, Plan
from sessions.model.state import Session
from sessions.model.viewer import Viewer
from sessions.seen.view import view
from sessions.wire.records import ItemRecord, PlanRecord

MAX_ABOUT_CHARACTERS = 600
"""The case in short: a paragraph that people read in a mail."""


class Invitation(Struct, frozen=True):
    """The facts of an invitation. `date` ("2026-12-01"), `time` ("09:30", local time in the Netherlands), `place` and `call_url`
    are empty while nobody filled them in. `minutes` is the whole plan's length. `rev` rises with the plan, so that calendars see
    that something changed.
    """

    title: str
    organisation: str
    language: Language
    code: str
    about: str
    minutes: int
    date: str = ""
    time: str = ""
    place: str = ""
    call_url: str = ""
    rev: int = 0


def invitation(session: Session) -> Invitation:
    """The invitation as it is now."""
    seen = view(session, Viewer("screen"))
    items = [record for record in seen.values() if isinstance(record, ItemRecord)]
    form = next((item.content for item in items if isinstance(item.content, CaseForm)), CaseForm())
    planned = seen.get("plan")
    minutes = sum(leaf.minutes for leaf in planned.leaves) if isinstance(planned, PlanRecord) else 0
    facts = Invitation(
        title=session.title,
        organisation=session.organisation,
        language=session.language,
        code=session.code,
        about=in_short(form.description or form.goal or session.case_text),
        minutes=minutes,
    )
    for item in items:
        if isinstance(item.content, Plan):
            when = item.content
            return replace(facts, date=when.date, time=when.time, place=when.place, call_url=when.call_url, rev=item.rev)
    return facts


def in_short(text: str, characters: int = MAX_ABOUT_CHARACTERS) -> str:
    """The beginning of a text: whole sentences when they fit, else whole words and an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= characters:
        return text
    cut = text[:characters]
    sentence = max(cut.rfind(mark) for mark in (". ", "! ", "? "))
    if sentence >= characters // 3:
        return cut[: sentence + 1]
    return cut[: max(cut.rfind(" "), 0) or characters - 1].rstrip(" ,;:") + "…"
