# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is true of the report of a case. Up to three contents are fixed in it: as established, as shared, and as public."""

from typing import Literal

from msgspec import Struct

from organisation.report.content import ReportContent, Stage
from organisation.report.rows import RowId

CommentBy = Literal["coordinator", "checker"]
"""A comment is the regievoerder's or of whoever takes the second look."""


class RowEdit(Struct, frozen=True):
    """A row that somebody wrote anew. `source` is the mark of the text that it would be filled in with then; `written` is false
    when it follows that text again. `rev` counts changes.
    """

    text: str
    source: str
    rev: int
    written: bool = True


class Comment(Struct, frozen=True):
    """What somebody said of a row, for those who write the report alone."""

    id: str
    row: RowId
    by: CommentBy
    text: str
    at_ms: int


class SecretLink(Struct, frozen=True):
    """A secret link: SHA-256 (hex) of its secret, and when it was made."""

    key_hash: str
    made_at_ms: int


class Origin(Struct, frozen=True):
    """Where a report comes from that was made elsewhere: `uid` tells its case apart wherever it goes, `url` is where everybody
    reads it (empty where nobody but members does), `organisation` gave it first, `given_by` the file that it came in.
    """

    uid: str
    url: str
    organisation: str
    given_by: str


class Fixed(Struct, frozen=True):
    """A report that stands as it was established: the how manieth, on which day, the whole of it, and where it comes from when it
    was made elsewhere.
    """

    version: int
    day: str
    content: ReportContent
    origin: Origin | None = None


class Approval(Struct, frozen=True):
    """Somebody else looked at exactly this content, and on which day."""

    sha256: str
    day: str


class PublicReport(Struct, frozen=True):
    """What is public: the how manieth, since which day, the whole of it, its SHA-256, from which established report it was made,
    and where it comes from when it was made elsewhere.
    """

    version: int
    day: str
    sha256: str
    content: ReportContent
    established: int
    origin: Origin | None = None


class Report(Struct, frozen=True):
    """The report of a case. `versions` counts those that were established, `published` those that were public. `redactions` are
    phrases that are taken out, `kept_names` those that look like names and may stay. `informed` is the day on which people from
    elsewhere who took part were told; `reviewed` the SHA-256 of what was read through for names. `withdrawn` is the day on which
    the public report was taken away; nothing else of it is kept.
    """

    rows: dict[RowId, RowEdit] = {}
    comments: dict[str, Comment] = {}
    established: Fixed | None = None
    internal: Fixed | None = None
    public: PublicReport | None = None
    versions: int = 0
    published: int = 0
    withdrawn: str = ""
    redactions: tuple[str, ...] = ()
    kept_names: tuple[str, ...] = ()
    informed: str = ""
    reviewed: str = ""
    approval: Approval | None = None
    reader: SecretLink | None = None
    checker: SecretLink | None = None

    @property
    def stage(self) -> Stage:
        """How far the report is that is being made; an earlier one may be shared or public meanwhile."""
        if self.established is None:
            return "draft"
        if self.internal is None or self.internal.version != self.established.version:
            return "established"
        return "public" if self.public is not None and self.public.established == self.internal.version else "internal"
