# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of a report: for those who write it, for those who read it, for the second look, and for everybody.

What is read is drawn from one `ReportContent` and from nothing else: a page shows what its content holds, a public one what is
public. Without JavaScript everything works.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from board.case_pages import Typed
from board.citing import Cited, linked, sentence
from board.credits import worded
from board.dates import spoken, spoken_at, spoken_term
from board.rendering import render
from organisation.dossier.publishing import Gate
from organisation.dossier.report_state import Comment, Origin, RowEdit
from organisation.dossier.reported import MAX_ROW_CHARACTERS
from organisation.dossier.state import Dossier
from organisation.report.content import Block, ReportContent, ReportRow, blocks
from organisation.report.names import Found
from organisation.report.rows import ROWS, RowId
from organisation.report.words import by_principle, not_chosen, table_of, told_reasons
from sessions.material.text import Language, closed, unclosed

Gone = Literal["not_public", "withdrawn", "replaced"]
"""Why there is nothing to read at a public address: never or not public, taken away, or another version is there."""


class RowState(Struct, frozen=True):
    """A row for those who write: as it is read now, the text that it would be filled in with (`source`, with its `mark`), and
    what was written, None while it follows. `changed` says that the source changed since; `comments` how many there are.
    """

    row: ReportRow
    source: str
    mark: str
    edit: RowEdit | None
    changed: bool
    comments: int


class Written(Struct, frozen=True):
    """What the pages for those who write share: what was stored just now, a form that was not, the mark of the drawn form, today
    (ISO 8601), and a secret link that was made just now, which is shown this once.
    """

    saved: str
    mark: str
    today: str
    typed: Typed | None = None
    link: str = ""


def report_page(
    *, dossier: Dossier, rows: Sequence[RowState], content: ReportContent, sha256: str, names: Sequence[Found], written: Written
) -> str:
    """`/zaak/<case>/verslag`: the rows with their states, what is missing, and how far the report is. `sha256` is of `content` as
    it is shown; `names` is what looks like names in it. Answer with `Cache-Control: no-store`.
    """
    return render(
        "report.html",
        dossier.language,
        dossier=dossier,
        report=dossier.report,
        rows=rows,
        content=content,
        sha256=sha256,
        names=names,
        begin=_begin,
        **_shared(dossier, written),
    )


def _begin(text: str) -> str:
    """A row's text in one line, for its card."""
    return " ".join(
        closed("; ".join(map(unclosed, block.lines))) if block.is_list else " ".join(block.lines) for block in blocks(text)
    )


def row_page(*, dossier: Dossier, state: RowState, comments: Sequence[Comment], written: Written) -> str:
    """`/zaak/<case>/verslag/rij/<row>`: a row to write, what it is filled in from, and what is said of it."""
    return render(
        "report_row.html",
        dossier.language,
        dossier=dossier,
        report=dossier.report,
        state=state,
        comments=comments,
        number=[row.id for row in ROWS].index(state.row.id) + 1,
        most=MAX_ROW_CHARACTERS,
        day_at=lambda at_ms: spoken_at(at_ms, dossier.language),
        blocks=blocks,
        **_shared(dossier, written),
    )


def publishing_page(
    *,
    dossier: Dossier,
    content: ReportContent | None,
    sha256: str,
    names: Sequence[Found],
    missing: Sequence[Gate],
    is_news: bool,
    public_url: str,
    written: Written,
) -> str:
    """`/zaak/<case>/verslag/openbaar`: the steps before a report is public, and what is public. `content` is what would become
    public, None as long as nothing is shared; `names` in it are left to look at; `missing` steps are left to take.
    """
    return render(
        "report_publish.html",
        dossier.language,
        dossier=dossier,
        report=dossier.report,
        content=content,
        sha256=sha256,
        names=names,
        missing=missing,
        is_news=is_news,
        public_url=public_url,
        **_shared(dossier, written),
    )


def read_page(*, content: ReportContent, dossier_id: str, back: str, files: str = "", origin: Origin | None = None) -> str:
    """A report as it is read by those who may read this one; `back` is where the page leads back to, or empty. `files` with an
    ending are the addresses of its files, where this reader may have them. `origin` says where it comes from, if not from here.
    """
    read = _read(content)
    return render("report_read.html", content.language, dossier_id=dossier_id, back=back, files=files, origin=origin, **read)


def checking_page(
    *, content: ReportContent, dossier_id: str, sha256: str, approved: bool, commented: bool, mark: str, typed: Typed | None
) -> str:
    """`/meekijken/<case>`: exactly what would become public, and the two answers to it."""
    return render(
        "report_check.html",
        content.language,
        dossier_id=dossier_id,
        sha256=sha256,
        approved=approved,
        commented=commented,
        mark=mark,
        typed=typed,
        row_ids=[row.id for row in content.rows],
        row_names=_row_names(content.language),
        **_read(content),
    )


def public_page(cited: Cited) -> str:
    """`/verslag/<case>`: the public report. Everybody may read it, and search engines may find it."""
    content = cited.public.content
    return render(
        "report_public.html",
        content.language,
        dossier_id=cited.case_id,
        version=cited.public.version,
        sha256=cited.public.sha256,
        public_day=spoken(cited.public.day, content.language),
        cited=cited,
        citation=sentence(cited),
        linked=linked(cited),
        **_read(content),
    )


def gone_page(*, lang: Language, why: Gone, day: str = "", newest: str = "") -> str:
    """Instead of a public report: why there is none here. `day` is when it was withdrawn, `newest` where the newest one is."""
    return render("report_gone.html", lang, why=why, day=spoken(day, lang), newest=newest)


def waiting_page(*, lang: Language, door: Literal["reader", "checker"]) -> str:
    """For whoever has a right link while there is nothing to read by it."""
    return render("report_waiting.html", lang, door=door)


class _Shown(Struct, frozen=True):
    """A row with its text as it is set."""

    row: ReportRow
    blocks: tuple[Block, ...]

    @property
    def id(self) -> RowId:
        return self.row.id


def _read(content: ReportContent) -> dict[str, object]:
    """What the template of a report as it is read asks for."""
    lang = content.language
    return {
        "content": content,
        "shown": [_Shown(row, blocks(row.text)) for row in content.rows],
        "day_in": lambda text: spoken(text, lang),
        "credited": lambda credit: worded(credit, lang),
        "when": lambda action: spoken_term(action.term, action.due_day, lang),
        "table_of": table_of,
        "told_reasons": told_reasons,
        "not_chosen": not_chosen,
        "by_principle": by_principle,
    }


def _shared(dossier: Dossier, written: Written) -> dict[str, object]:
    return {
        "base": f"/zaak/{dossier.id}/verslag",
        "saved": written.saved,
        "mark": written.mark,
        "today": written.today,
        "typed": written.typed,
        "link": written.link,
        "day_in": lambda text: spoken(text, dossier.language),
        "row_names": _row_names(dossier.language),
    }


def _row_names(lang: Language) -> dict[RowId, str]:
    return {row.id: row.heading.in_(lang) for row in ROWS}
