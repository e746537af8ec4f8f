# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of the mails of a case, in plain text."""

from msgspec import Struct

from board.dates import spoken
from board.rendering import macro
from organisation.dossier.due_mails import Due, concerns
from organisation.dossier.seen import view
from organisation.dossier.state import ActionPlan, Appointment, Dossier
from organisation.dossier.viewer import Viewer


class Letter(Struct, frozen=True):
    """What somebody reads."""

    subject: str
    text: str


class Told(Struct, frozen=True):
    """What a letter is about: to a holder his own action, to the regievoerder the follow-up talk or what came up. `url` is the
    page to go to, with its key where there is one; `day` as people say it.
    """

    title: str
    action: str
    talk: Appointment
    concerns: tuple[ActionPlan, ...]
    day: str
    url: str
    stop_url: str


def letter(dossier: Dossier, due: Due, *, base: str, key: str, stop_url: str, today: str) -> Letter:
    """The letter that is due."""
    held = view(dossier, Viewer("holder", due.whom)).held
    url = f"{base}/actie/{dossier.id}/{due.whom}#{key}" if due.whom else f"{base}/zaak/{dossier.id}"
    told = Told(
        title=dossier.title,
        action=held.action if held else "",
        talk=dossier.appointment if due.kind == "talk" else Appointment(),
        concerns=tuple(action.plan for action in concerns(dossier, due.day)) if due.kind == "week" else (),
        day=spoken(due.day or today, dossier.language),
        url=url,
        stop_url=stop_url,
    )
    lang = dossier.language
    return Letter(macro("letters.html", f"{due.kind}_subject", lang, told), macro("letters.html", due.kind, lang, told) + "\n")
