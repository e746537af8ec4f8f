# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of a case: for the facilitator who hands over, for whoever watches over its actions, for whoever holds one of them.

Without JavaScript everything works; with it links are copied and secret links open by themselves.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from board.belonging import Belonging
from board.calendar_file import Appointment, parse_day
from board.dates import spoken, spoken_at
from board.filled import is_marked, words_of
from board.linked import linked_to
from board.reach import Calendar, Reach, held_path, made_for_another
from board.rendering import macro, render, static_url
from organisation.dossier.going_on import workshops
from organisation.dossier.overview import attention, lines
from organisation.dossier.questions import FOLLOW_UP, PROGRESS
from organisation.dossier.seen import HeldAction
from organisation.dossier.state import PATH, STATUSES, Dossier, LivingAction
from organisation.report.names import names_in
from organisation.strategy.seen import TakenUp
from sessions.material.text import Language
from sessions.model.state import Snapshot

MOST_ATTENTION = 8
MOST_ACTIONS = 12
"""On the page of a case, so that what is below them is found too: the overview has them all."""


Door = Literal["coordinator", "holder", "checker", "reader", "member", "task"]
"""Whose secret link leads to a page of a case, or of an organisation."""


class Typed(Struct, frozen=True):
    """A form that was not kept: which part of the page it is, why (a code, and the field at fault), and all that was typed:
    of a field that stands there several times what was given last, and in `ticked` each.
    """

    part: str
    code: str
    field: str
    values: Mapping[str, str]
    ticked: Mapping[str, Sequence[str]] = {}

    @property
    def has_words(self) -> bool:
        """Whether anything was written, and not only chosen or pressed."""
        return bool(words_of(list(self.values.items())))

    @property
    def is_marked(self) -> bool:
        """Whether it is done once, however often it is sent."""
        return is_marked(self.values)


class KeptSince(Struct, frozen=True):
    """That a case has to be kept: since when (unix ms), whether a manager said so (else the operator), and why."""

    at_ms: int
    by_manager: bool
    reason: str


class Held(Struct, frozen=True):
    """An action in few words, with the address at which its holder finds it."""

    title: str
    action: str
    when: str
    url: str


def hand_over_page(
    *,
    lang: Language,
    session_id: str,
    title: str,
    fixed: Sequence[Snapshot],
    dossier: Dossier | None,
    goes_on: bool,
    leads: bool,
    knows_key: bool,
    may_renew: bool,
    used: bool,
) -> str:
    """`/regie/<session>/zaak`: what a case is for, and the button. `fixed` are the fixed posters, `dossier` is None where
    there is no case yet. With `goes_on` the workshop was opened from a case, which is `dossier` as long as it is there. With
    `knows_key` this browser opens it; `used` says that somebody did so with its link. Posts to the same address and `…/link`.
    """
    latest = fixed[-1] if fixed else None
    taken = {(told.version, told.sha256) for told in dossier.handed if told.workshop_id == session_id} if dossier else set()
    return render(
        "case_begin.html",
        lang,
        session_id=session_id,
        title=title,
        version=latest.version if latest else 0,
        dossier=dossier,
        joins=goes_on and dossier is not None and dossier.id != session_id,
        fed=latest is not None and (latest.version, latest.sha256) in taken,
        leads=leads,
        knows_key=knows_key,
        may_renew=may_renew,
        used=used,
    )


def door_page(*, lang: Language, door: Door, action: str, wrong: bool, sign_in: str = "", links_open: bool = True) -> str:
    """The page behind a secret link: a form with the field `key`, posted to the path `action`. `sign_in` is the path at which a
    member signs in with the account of his organisation, empty where he cannot; without `links_open` that is his only way in.
    """
    script = static_url("pages.ts")
    values = {"door": door, "action": action, "wrong": wrong, "sign_in": sign_in, "links_open": links_open}
    return render("link_door.html", lang, **values, script=script)


def case_page(
    *,
    dossier: Dossier,
    link: str,
    is_new: bool,
    saved: str,
    today: str,
    mark: str,
    typed: Typed | None,
    reach: Reach,
    belonging: Belonging,
    taken_up: Mapping[str, Sequence[TakenUp]],
    hold: KeptSince | None = None,
    may_hold: bool = False,
) -> str:
    """`/zaak/<case>` for the regievoerder. `taken_up` are the actions that the organisation took up; `hold` says that the case
    has to be kept, and `may_hold` that whoever looks may say so. It holds a secret link: answer with `Cache-Control: no-store`.
    """
    found = lines(dossier, today)
    return render(
        "case.html",
        dossier.language,
        dossier=dossier,
        told=dossier.latest,
        workshops=workshops(dossier),
        day_at=lambda at_ms: spoken_at(at_ms, dossier.language),
        link=link,
        is_new=is_new,
        saved=saved,
        today=today,
        mark=mark,
        typed=typed,
        reach=reach,
        belonging=belonging,
        taken_up=taken_up,
        hold=hold,
        may_hold=may_hold,
        path=PATH,
        questions=FOLLOW_UP,
        next_step=next((step for step in PATH if not dossier.done.get(step)), None),
        attention=attention(found, today),
        most_attention=MOST_ATTENTION,
        most_actions=MOST_ACTIONS,
        actions=[line.action for line in found],
        day_in=lambda text: spoken(text, dossier.language),
    )


def action_page(
    *,
    dossier: Dossier,
    action: LivingAction,
    link: str,
    saved: str,
    today: str,
    mark: str,
    typed: Typed | None,
    reach: Reach,
    taken_up: Sequence[TakenUp] = (),
) -> str:
    """`/zaak/<case>/actie/<action>` for the regievoerder. `taken_up` says what it became in the strategy of the organisation.
    `link` is the personal link that was made just now, else empty: it is shown this once. Answer with `Cache-Control: no-store`.
    """
    return render(
        "case_action.html",
        dossier.language,
        dossier=dossier,
        action=action,
        link=link,
        linked=linked_to(dossier, action),
        taken_up=taken_up,
        mail=_mail(dossier, action, link),
        saved=saved,
        today=today,
        mark=mark,
        typed=typed,
        reach=reach,
        made_for_another=made_for_another(action),
        looks_like_a_name=any(names_in(f"{action.plan.holder}\n{action.plan.monitor}")),
        statuses=STATUSES,
        questions=PROGRESS,
        day_in=lambda text: spoken(text, dossier.language),
        day_at=lambda at_ms: spoken_at(at_ms, dossier.language),
    )


def held_page(
    *, held: HeldAction, saved: str, mark: str, typed: Typed | None, sends: bool, calendar: Calendar, lang: Language
) -> str:
    """`/actie/<case>/<action>`, or `/organisatieactie/<organisation>/<action>`, for whoever holds the action: how it is doing, in
    one tap or with answers. `saved` is "1" when something was told just now, "terug" when that was taken back; `sends` says that
    this server sends mail.
    """
    return render(
        "held.html",
        lang,
        action=held,
        saved=saved,
        mark=mark,
        typed=typed,
        sends=sends,
        calendar=calendar,
        statuses=STATUSES,
        questions=PROGRESS,
        day_in=lambda text: spoken(text, lang),
        path=held_path(held, held.id),
    )


NotErased = Literal["", "title", "held", "left"]
"""Why nothing was erased: another title, the case is held, or none of the workshops could be erased."""


def erase_page(
    *,
    dossier: Dossier,
    bin_days: int,
    typed: str = "",
    what: str = "case",
    problem: NotErased = "",
    hold: KeptSince | None = None,
    sees_why: bool = False,
    gone: int = 0,
    left: int = 0,
) -> str:
    """`/zaak/<case>/wissen`: what goes, and a form with the fields `title` and `what` (case, workshops, all). A case lies in the
    bin for `bin_days`. Of one that is held (`hold`; why is for whoever `sees_why`) nothing can go, and there is no form; where
    that was said while it was erased, the notes of `gone` workshops went before it, and those of `left` are there still.
    """
    return render(
        "case_erase.html",
        dossier.language,
        state="ask",
        dossier=dossier,
        bin_days=bin_days,
        typed=typed,
        what=what,
        problem=problem,
        hold=hold,
        sees_why=sees_why,
        gone=gone,
        left=left,
        day_at=lambda at_ms: spoken_at(at_ms, dossier.language),
    )


def binned_page(*, dossier: Dossier, until: str, mark: str, gone: int = 0, left: int = 0) -> str:
    """Instead of a case that lies in the bin `until` a day; the notes of `gone` workshops just went, those of `left` are there
    still. The form that erases it for good carries `mark`, which says later that it was shown to whoever sends it.
    """
    told = {"dossier": dossier, "until": until, "mark": mark, "gone": gone, "left": left}
    return render("case_erase.html", dossier.language, state="binned", **told)


def raw_erased_page(*, dossier: Dossier, left: int) -> str:
    """Says that the workshops of a case were erased and the case stays."""
    return render("case_erase.html", dossier.language, state="raw", dossier=dossier, left=left)


def erased_page(*, lang: Language, dossier: Dossier | None) -> str:
    """Instead of the case, when it is gone for good; of one that was gone already (None) nobody knows the title any more."""
    return render("case_erase.html", lang, state="erased", dossier=dossier)


def next_look(held: HeldAction, url: str) -> Appointment | None:
    """The day to look again, for a calendar; None when there is none. `url` is the page of the action, without its key."""
    day = parse_day(held.next_day)
    if day is None:
        return None
    said = Held(held.title, held.action, "", url)
    return Appointment(
        uid=f"{held.case_id}-{held.id}@waardenbord",
        sequence=held.rev,
        title=macro("held_words.html", "calendar_title", held.language, said),
        description=macro("held_words.html", "calendar_text", held.language, said),
        day=day,
        at=None,
        minutes=0,
        place="",
        url=url,
    )


def _mail(dossier: Dossier, action: LivingAction, link: str) -> str:
    """The words to send along with a personal link; empty without one."""
    if not link:
        return ""
    plan = action.plan
    said = Held(dossier.title, plan.action, plan.term or spoken(plan.due_day, dossier.language), link)
    return macro("held_words.html", "mail", dossier.language, said)
