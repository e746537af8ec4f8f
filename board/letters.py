# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of the mails of a case, in plain text."""

from msgspec import Struct

from board.dates import spoken
from board.rendering import macro
from organisation.dossier.due_mails import Due, concerns
from organisation.dossier.state import Dossier, LivingAction


class Letter(Struct, frozen=True):
    """What somebody reads."""

    subject: str
    text: str


class Told(Struct, frozen=True):
    """What a letter is about. `url` is the page to go to, with its key where there is one; `day` as people say it."""

    dossier: Dossier
    action: LivingAction | None
    concerns: tuple[LivingAction, ...]
    day: str
    url: str
    stop_url: str


def letter(dossier: Dossier, due: Due, *, base: str, key: str, stop_url: str, today: str) -> Letter:
    """The letter that is due."""
    action = dossier.actions.get(due.whom)
    url = f"{base}/actie/{dossier.id}/{due.whom}#{key}" if due.whom else f"{base}/zaak/{dossier.id}"
    told = Told(
        dossier=dossier,
        action=action,
        concerns=concerns(dossier, due.day) if due.kind == "week" else (),
        day=spoken(due.day or today, dossier.language),
        url=url,
        stop_url=stop_url,
    )
    lang = dossier.language
    return Letter(macro("letters.html", f"{due.kind}_subject", lang, told), macro("letters.html", due.kind, lang, told) + "\n")
