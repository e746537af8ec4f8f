# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page says of a form that was not kept."""

from board.case_pages import Typed
from board.filled import SUMMARY, Said, SentForm, beside, filled_in, words_of
from board.rendering import macro, render
from sessions.material.text import Language


def again(page: str, path: str, typed: Typed, lang: Language) -> str:
    """A page with the form that was sent to `path`, as it was sent; with the words to copy where it has no such form any more."""
    values = {name: typed.ticked.get(name) or [value] for name, value in typed.values.items()}
    # What is taken meanwhile was taken by this form itself, or by somebody else: with the mark of before it would be for ever.
    stale = typed.code in ("stale_rev", "id_taken")
    anew = tuple(f"{before}{part}" for part in typed.part.split() for before in ("rev-", "was-"))
    sent = SentForm(path, values, typed.field, stale=stale, anew=anew, is_too_long=typed.code == "too_long")
    error = macro("case_parts.html", "error_word", lang, typed)

    def lost(words: tuple[str, ...]) -> str:
        return render("refused.html", lang, typed=None, words=words)

    def over(most: int, too_many: int) -> str:
        return macro("case_parts.html", "over", lang, (most, too_many))

    filled = filled_in(page, sent, Said(render("refused.html", lang, typed=typed, words=()), error, lost, over))
    if filled is not None:
        return filled
    words = words_of([(name, each) for name, several in values.items() for each in several])
    # A page that says why by itself is not told it twice.
    told = f'id="{SUMMARY}"' in page
    return beside(page, render("refused.html", lang, typed=None if told else typed, words=words), error)
