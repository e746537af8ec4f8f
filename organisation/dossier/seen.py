# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who sees what of a case: one table, role × part, and one function. Pages, files, feeds and mails for anybody but the
regievoerder are drawn from what it gives and from nothing else, so what is not in it can be in none of them.
"""

from collections.abc import Callable
from typing import Any, Literal

from msgspec import Struct

from organisation.dossier.contacts import Contact
from organisation.dossier.messages import StatusMessage
from organisation.dossier.publishing import candidate
from organisation.dossier.report_state import Fixed, PublicReport
from organisation.dossier.standing import published
from organisation.dossier.state import Appointment, Dossier, LivingAction, Status
from organisation.dossier.viewer import Role, Viewer
from organisation.report.content import ReportContent, report_hash
from sessions.material.framework import FoundationId
from sessions.material.text import Language

Home = Literal["case", "organisation"]
"""In what an action lives: a case, or the strategy of an organisation."""


class HeldAction(Struct, frozen=True, kw_only=True):
    """An action as whoever holds it sees it, with the latest answers that were given about it. `contact` is his own address, and
    `coordinator` the function of the regievoerder. Of one of an organisation `case_id` is that of its strategy. `before` is the
    state to which it goes back when he takes back what he told last, None when there is nothing of his to take back.
    """

    case_id: str
    title: str
    organisation: str
    language: Language
    coordinator: str
    id: str
    action: str
    foundation: FoundationId | None
    values: tuple[str, ...]
    term: str
    due_day: str
    monitor: str
    status: Status
    reason: str
    check_day: str
    answers: tuple[str, ...]
    next_day: str
    rev: int
    contact: Contact
    before: Status | None
    home: Home = "case"


class DaysOf(Struct, frozen=True, kw_only=True):
    """The days of an open action. `holder` is empty in his own calendar."""

    id: str
    action: str
    holder: str
    check_day: str
    due_day: str
    rev: int


class Days(Struct, frozen=True, kw_only=True):
    """The days of a case, or of one action of it or of an organisation, for a calendar. `changed_ms` is when somebody last told
    of any of it.
    """

    case_id: str
    title: str
    language: Language
    opened_at_ms: int
    changed_ms: int
    actions: tuple[DaysOf, ...]
    talk: Appointment = Appointment()
    home: Home = "case"


class Candidate(Struct, frozen=True, kw_only=True):
    """What would become public, for the second look; `approved` says that somebody approved exactly this."""

    content: ReportContent
    sha256: str
    approved: bool


class Told(Struct, frozen=True, kw_only=True):
    """What stands on the status page: the newest message first. `begun_ms` is when the case began."""

    title: str
    organisation: str
    language: Language
    begun_ms: int
    messages: tuple[StatusMessage, ...]


class Published(Struct, frozen=True):
    """What is public of the report; None with the day on which it was withdrawn, when it was."""

    report: PublicReport | None
    withdrawn: str


class View(Struct, frozen=True, kw_only=True):
    """All that one viewer may see of a case. What is None he may not see, or there is nothing of it."""

    whole: Dossier | None = None
    held: HeldAction | None = None
    days: Days | None = None
    candidate: Candidate | None = None
    shared: Fixed | None = None
    told: Told | None = None
    published: Published | None = None


Part = Literal["whole", "held", "days", "candidate", "shared", "told", "published"]
SEEN_BY: dict[Role, tuple[Part, ...]] = {
    "system": ("whole", "days", "shared", "told", "published"),
    "coordinator": ("whole", "days", "shared", "told", "published"),
    "holder": ("held", "days", "published"),
    # Its secret stands in an address, which programs keep and pass on: days and nothing else.
    "calendar": ("days",),
    "checker": ("candidate", "published"),
    "reader": ("shared", "published"),
    "follower": ("told", "published"),
    "everybody": ("published",),
}
"""The one table of who sees what. What the regievoerder would publish follows from the whole; it takes long to make, and he asks
for it where he reads it.
"""


def view(dossier: Dossier, viewer: Viewer) -> View:
    """All that somebody may see of a case. Whether he is who he says is asked with `key_hashes`; that he may still see it, of the
    very state that is shown.
    """
    parts: dict[str, Any] = {part: _MADE[part](dossier, viewer) for part in SEEN_BY[viewer.role]}
    return View(**parts)


def key_hashes(dossier: Dossier, viewer: Viewer) -> tuple[str, ...]:
    """SHA-256 (hex) of each secret that makes somebody this viewer; none where there is no such link. The status page has no such
    one: its key (`Dossier.status_keys`) is the workshop's, and stands on the poster.
    """
    report = dossier.report
    found: tuple[str, ...] = ()
    match viewer.role:
        case "coordinator":
            found = (dossier.key_hash,)
        case "holder":
            found = holder_hashes(dossier.actions.get(viewer.action_id))
        case "calendar":
            found = feed_hashes(dossier.actions.get(viewer.action_id)) if viewer.action_id else (dossier.feed_hash,)
        case "checker":
            found = (report.checker.key_hash,) if report.checker else ()
        case "reader":
            found = (report.reader.key_hash,) if report.reader else ()
    return tuple(filter(None, found))


def holder_hashes(action: LivingAction | None) -> tuple[str, ...]:
    """SHA-256 (hex) of each secret that makes somebody the holder of an action."""
    return action.link.key_hashes if action is not None and action.link else ()


def feed_hashes(action: LivingAction | None) -> tuple[str, ...]:
    """The same of each that opens the calendar of its holder."""
    return action.link.feed_hashes if action is not None and action.link else ()


def _whole(dossier: Dossier, _: Viewer) -> Dossier:
    return dossier


def _held(dossier: Dossier, viewer: Viewer) -> HeldAction | None:
    action = dossier.actions.get(viewer.action_id)
    if action is None:
        return None
    about = HeldIn(
        id=dossier.id,
        title=dossier.title,
        organisation=dossier.organisation,
        language=dossier.language,
        coordinator=dossier.coordination.coordinator,
        values=action.on_poster.values if action.on_poster else (),
        contact=dossier.contacts.get(action.id, Contact()),
    )
    return held_action(action, about)


class HeldIn(Struct, frozen=True, kw_only=True):
    """What an action lives in, as far as its holder sees it."""

    id: str
    title: str
    organisation: str
    language: Language
    coordinator: str
    values: tuple[str, ...]
    contact: Contact = Contact()
    home: Home = "case"


def held_action(action: LivingAction, of: HeldIn) -> HeldAction:
    """An action as its holder sees it."""
    last = action.moments[-1] if action.moments else None
    return HeldAction(
        case_id=of.id,
        title=of.title,
        organisation=of.organisation,
        language=of.language,
        coordinator=of.coordinator,
        id=action.id,
        action=action.plan.action,
        foundation=action.foundation,
        values=of.values,
        term=action.plan.term,
        due_day=action.plan.due_day,
        monitor=action.plan.monitor,
        status=action.status,
        reason=action.reason,
        check_day=action.check_day,
        answers=action.answers,
        next_day=action.next_day,
        rev=action.rev,
        contact=of.contact,
        before=last.before.status if last and last.by == "holder" and last.before else None,
        home=of.home,
    )


def _days(dossier: Dossier, viewer: Viewer) -> Days | None:
    own = dossier.actions.get(viewer.action_id)
    if viewer.action_id and own is None:
        return None
    actions = (own,) if own else sorted(dossier.living, key=lambda action: action.id)
    return Days(
        case_id=dossier.id,
        title=dossier.title,
        language=dossier.language,
        opened_at_ms=dossier.opened_at_ms,
        changed_ms=(own.told_ms or dossier.opened_at_ms) if own else dossier.told_ms,
        actions=tuple(days_of(action, own=own is not None) for action in actions if action.is_open and not action.gone),
        talk=Appointment() if own else dossier.appointment,
    )


def days_of(action: LivingAction, *, own: bool) -> DaysOf:
    """The days of an action; `own` for the calendar of its holder."""
    plan = action.plan
    return DaysOf(
        id=action.id,
        action=plan.action,
        holder="" if own else plan.holder,
        check_day=action.check_day,
        due_day=plan.due_day,
        rev=action.rev,
    )


def _candidate(dossier: Dossier, _: Viewer) -> Candidate | None:
    content = candidate(dossier.report)
    if content is None:
        return None
    sha256, approval = report_hash(content), dossier.report.approval
    return Candidate(content=content, sha256=sha256, approved=approval is not None and approval.sha256 == sha256)


def _shared(dossier: Dossier, _: Viewer) -> Fixed | None:
    return dossier.report.internal


def _told(dossier: Dossier, _: Viewer) -> Told:
    return Told(
        title=dossier.title,
        organisation=dossier.organisation,
        language=dossier.language,
        begun_ms=dossier.opened_at_ms,
        messages=published(dossier),
    )


def _published(dossier: Dossier, _: Viewer) -> Published:
    return Published(dossier.report.public, dossier.report.withdrawn)


_MADE: dict[Part, Callable[[Dossier, Viewer], Any]] = {
    "whole": _whole,
    "held": _held,
    "days": _days,
    "candidate": _candidate,
    "shared": _shared,
    "told": _told,
    "published": _published,
}
