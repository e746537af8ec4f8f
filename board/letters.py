# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of the mails of a case, and to whoever holds an action of an organisation, in plain text."""

from msgspec import Struct

from board.dates import spoken
from board.rendering import macro
from organisation.dossier.due_mails import Due, HasHolders, concerns
from organisation.dossier.seen import view
from organisation.dossier.state import ActionPlan, Appointment, Dossier
from organisation.dossier.viewer import Viewer
from organisation.strategy.seen import view as strategy_view
from organisation.strategy.state import Strategy
from organisation.strategy.viewer import Viewer as StrategyViewer
from sessions.material.text import Language


class Letter(Struct, frozen=True):
    """What somebody reads."""

    subject: str
    text: str


class Written(Struct, frozen=True):
    """How a letter is made: the address of this board, the key of the link in it (empty for none), where more mail is refused,
    and the day on which it goes (ISO 8601).
    """

    base: str
    key: str
    stop_url: str
    today: str


class Told(Struct, frozen=True):
    """What a letter is about: to a holder his own action, to the regievoerder the follow-up talk or what came up. `url` is the
    page to go to, with its key where there is one; `day` as people say it, empty for a link to an action that has none, and
    `is_today` whether the letter goes on it. `of_organisation` is its name, where the action is one of an organisation and of no
    case.
    """

    title: str
    action: str
    talk: Appointment
    concerns: tuple[ActionPlan, ...]
    day: str
    url: str
    stop_url: str
    is_today: bool = False
    of_organisation: str = ""


def letter(dossier: Dossier, due: Due, how: Written) -> Letter:
    """The letter of a case that is due."""
    held = view(dossier, Viewer("holder", due.whom)).held
    url = f"{how.base}/actie/{dossier.id}/{due.whom}#{how.key}" if due.whom else f"{how.base}/zaak/{dossier.id}"
    told = Told(
        title=dossier.title,
        action=held.action if held else "",
        talk=dossier.appointment if due.kind == "talk" else Appointment(),
        concerns=tuple(action.plan for action in concerns(dossier, due.day)) if due.kind == "week" else (),
        day=_day(dossier, due, dossier.language),
        is_today=due.day == how.today,
        url=url,
        stop_url=how.stop_url,
    )
    return _letter(due, dossier.language, told)


def letter_of_organisation(strategy: Strategy, due: Due, how: Written) -> Letter:
    """The letter that is due to whoever holds an action of an organisation."""
    held = strategy_view(strategy, StrategyViewer("holder", due.whom)).held
    told = Told(
        title=held.title if held else "",
        action=held.action if held else "",
        talk=Appointment(),
        concerns=(),
        day=_day(strategy, due, strategy.language),
        is_today=due.day == how.today,
        url=f"{how.base}/organisatieactie/{strategy.id}/{due.whom}#{how.key}",
        stop_url=how.stop_url,
        of_organisation=strategy.organisation,
    )
    return _letter(due, strategy.language, told)


def _day(home: HasHolders, due: Due, lang: Language) -> str:
    # Of a link that was asked for the day is a moment: what is told is the day of the action.
    action = home.actions.get(due.whom)
    return spoken(due.day if due.kind != "link" else action.next_day if action else "", lang)


def _letter(due: Due, lang: Language, told: Told) -> Letter:
    return Letter(macro("letters.html", f"{due.kind}_subject", lang, told), macro("letters.html", due.kind, lang, told) + "\n")
