# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages around the links of holders: who wants no mail, and all actions of one browser."""

from collections.abc import Sequence
from typing import Literal

from board.dates import spoken
from board.reach import held_path
from board.rendering import render
from organisation.dossier.seen import HeldAction, Home
from sessions.material.text import Language


def no_mail_page(*, lang: Language, state: Literal["asked", "stopped", "unknown"], path: str, home: Home = "case") -> str:
    """`/geen-mail/…`: whether somebody wants no more mail; posts to the same address, with `wanted` to have it again."""
    return render("no_mail.html", lang, state=state, path=path, home=home)


def my_actions_page(*, lang: Language, held: Sequence[HeldAction]) -> str:
    """`/mijn-acties`."""
    return render(
        "my_actions.html", lang, held=held, path_of=lambda each: held_path(each, each.id), day_in=lambda text: spoken(text, lang)
    )
