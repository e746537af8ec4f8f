# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page says of a form that was not kept."""

from board.case_pages import Typed
from board.filled import SentForm, beside, filled_in, words_of
from board.rendering import macro, render
from sessions.material.text import Language


def again(page: str, path: str, typed: Typed, lang: Language) -> str:
    """A page with the form that was sent to `path`, as it was sent; with the words to copy where it has no such form any more."""
    values = {name: typed.ticked.get(name) or [value] for name, value in typed.values.items()}
    sent = SentForm(path, values, typed.field, stale=typed.code == "stale_rev")
    error = macro("case_parts.html", "error_word", lang, typed)
    filled = filled_in(page, sent, render("refused.html", lang, typed=typed, words=()), error)
    if filled is not None:
        return filled
    words = words_of([(name, each) for name, several in values.items() for each in several])
    return beside(page, render("refused.html", lang, typed=typed, words=words), error)
