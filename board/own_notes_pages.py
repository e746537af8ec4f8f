# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a participant wrote himself: a page to read and withdraw it, and the same as one file to keep."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Literal

from board.rendering import inline_styles, render
from sessions.afterwards.own_notes import OwnNotes
from sessions.material.text import Language

State = Literal["open", "closed", "nameless"]
"""The workshop goes on, is over, or is over for so long that nobody knows any more who wrote what."""
Done = Literal["", "one", "all"]
"""What was just withdrawn."""


def own_notes_page(
    *,
    lang: Language,
    own: OwnNotes,
    ids: Sequence[str],
    withdrawable: AbstractSet[str],
    code: str,
    state: State,
    refused: bool = False,
    done: Done = "",
) -> str:
    """`/w/<code>/mijn`. `ids` are those of the notes, in their order; `refused` says that something could not be withdrawn."""
    return render(
        "own_notes.html",
        lang,
        own=own,
        theirs_in=own.language,
        notes=list(zip(ids, own.notes, strict=True)),
        withdrawable=withdrawable,
        code=code,
        state=state,
        refused=refused,
        done=done,
    )


def own_notes_file(*, lang: Language, own: OwnNotes) -> str:
    """The same to keep: its styles are inside it, so serve it as an attachment."""
    return render("own_notes_file.html", lang, own=own, theirs_in=own.language, styles=inline_styles())
