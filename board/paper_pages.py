# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages around files: which there are, what one is instead of (it is being made, or could not be), and sending one."""

from board.dates import spoken_at
from board.rendering import render
from organisation.dossier.state import Dossier
from sessions.material.text import Language


def waiting_page(*, lang: Language, name: str, back: str) -> str:
    """While a file is being made. Answer with a `refresh` header: the page loads itself again, without a script."""
    return render("paper.html", lang, name=name, back=back, why="")


def no_paper_page(*, lang: Language, why: str, back: str) -> str:
    """Why there is no file now (`paper_busy`, `paper_too_long`, `paper_too_large`, `paper_failed`), and where the others are."""
    return render("paper.html", lang, name="", back=back, why=why)


def case_files_page(*, dossier: Dossier, established: bool) -> str:
    """`/zaak/<case>/bestanden`: every file of a case. `established` says whether the report is, or still a draft."""
    posters = [
        (number, told, spoken_at(told.fixed_at_ms, dossier.language))
        for number, told in enumerate(dossier.handed, 1)
        if told.poster is not None
    ]
    return render("case_files.html", dossier.language, dossier=dossier, established=established, posters=posters)


def reading_page(*, lang: Language, mark: str, needs_key: bool, why: str = "") -> str:
    """`/inlezen`: begin a case with a file. The form posts `file`, `mark` and, where the server `needs_key`, `opening_key` to the
    same address. `why` says why the file that was sent gave no case.
    """
    return render("case_read.html", lang, mark=mark, needs_key=needs_key, why=why)
