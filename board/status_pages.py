# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The status page for everybody, and the page on which the regievoerder writes what is told there."""

from msgspec import Struct

from board.case_feeds import StatusFeed
from board.case_pages import Typed
from board.dates import spoken, spoken_at
from board.rendering import macro, render
from organisation.dossier.messages import ToldAction
from organisation.dossier.standing import News, latest, mark_of, news, published, told_actions
from organisation.dossier.state import Dossier
from sessions.material.text import Language

_GROUPS = (("done",), ("busy",), ("stuck",), ("not_started",), ("dropped",))


class Draft(Struct, frozen=True):
    """What a message begins with: the facts since the last one, which was on `since` (empty for the first)."""

    news: News
    title: str
    since: str


def status_page(told: StatusFeed) -> str:
    """`/stand/<case>/<key>`: nothing on it but what was published."""
    shown = latest(told.messages)
    return render(
        "status.html",
        told.language,
        told=told,
        shown=shown,
        groups=_grouped(shown.actions) if shown else (),
        day_at=lambda at_ms: spoken_at(at_ms, told.language),
        day_in=lambda text: spoken(text, told.language),
        path=told.url[told.url.rindex("/stand/") :],
    )


def messages_page(*, dossier: Dossier, address: str, saved: str, mark: str, typed: Typed | None) -> str:
    """`/zaak/<case>/berichten` for the regievoerder: a draft from the facts, and the messages that were published. The forms post
    to the same address (`text`, `seen`) and to `…/<message>/verbeteren` and `…/<message>/intrekken` (`base_rev`).
    """
    lang = dossier.language
    actions = told_actions(dossier)
    return render(
        "case_messages.html",
        lang,
        dossier=dossier,
        address=address,
        # A case from a file has another name than the workshop whose poster leads to the page that was.
        on_poster=any(told.workshop_id == dossier.id for told in dossier.handed),
        saved=saved,
        mark=mark,
        typed=typed,
        draft=draft(dossier),
        seen=mark_of(actions),
        groups=_grouped(actions),
        messages=published(dossier),
        day_at=lambda at_ms: spoken_at(at_ms, lang),
        day_in=lambda text: spoken(text, lang),
    )


def draft(dossier: Dossier) -> str:
    """The words that a message begins with."""
    told = news(dossier)
    since = spoken_at(told.since_ms, dossier.language) if told.since_ms else ""
    return macro("status_words.html", "draft", dossier.language, Draft(told, dossier.title, since))


def no_feed_page(*, lang: Language) -> str:
    """Instead of a calendar, for a secret that opens none."""
    return render("no_feed.html", lang)


def _grouped(actions: tuple[ToldAction, ...]) -> tuple[tuple[str, tuple[ToldAction, ...]], ...]:
    """By state, in the order in which they are told; no empty ones."""
    groups = ((states[0], tuple(each for each in actions if each.status in states)) for states in _GROUPS)
    return tuple((status, found) for status, found in groups if found)
