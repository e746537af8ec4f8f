# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happened to a report: complete facts, as those of the case that they stand among."""

from msgspec import Struct

from organisation.dossier.report_state import Approval, Comment, Fixed, PublicReport, RowEdit, SecretLink
from organisation.report.rows import RowId


class _Event(Struct, frozen=True, tag_field="type"):
    pass


class RowWritten(_Event, frozen=True, tag="row_written"):
    """Somebody wrote a row anew, or it follows what it is filled in from again."""

    row: RowId
    edit: RowEdit


class Commented(_Event, frozen=True, tag="commented"):
    """Somebody said something of a row."""

    comment: Comment


class CommentRemoved(_Event, frozen=True, tag="comment_removed"):
    """A comment is gone."""

    comment_id: str


class Established(_Event, frozen=True, tag="established"):
    """The report stands as it was then."""

    fixed: Fixed


class Reopened(_Event, frozen=True, tag="reopened"):
    """It is written on."""


class Shared(_Event, frozen=True, tag="shared"):
    """What was established is read by whoever has the readers' link, or nothing is any more."""

    shared: bool


class ReadersLinkSet(_Event, frozen=True, tag="readers_link_set"):
    """The readers have this link now, or none."""

    link: SecretLink | None


class RedactionsSet(_Event, frozen=True, tag="redactions_set"):
    """These phrases are taken out of what becomes public."""

    phrases: tuple[str, ...]


class KeptNamesSet(_Event, frozen=True, tag="kept_names_set"):
    """These look like names and may stay."""

    phrases: tuple[str, ...]


class NamesReviewed(_Event, frozen=True, tag="names_reviewed"):
    """The content with this SHA-256 was read through for names."""

    sha256: str


class InformedSet(_Event, frozen=True, tag="informed_set"):
    """People from elsewhere were told on this day, or not yet."""

    day: str


class CheckersLinkSet(_Event, frozen=True, tag="checkers_link_set"):
    """Whoever takes the second look has this link now, or none."""

    link: SecretLink | None


class Approved(_Event, frozen=True, tag="approved"):
    """Somebody else looked, and finds that it may be public."""

    approval: Approval


class Published(_Event, frozen=True, tag="published"):
    """This is public now."""

    public: PublicReport


class Withdrawn(_Event, frozen=True, tag="withdrawn"):
    """Nothing of the report is public any more since a day."""

    day: str


ReportEvent = (
    RowWritten
    | Commented
    | CommentRemoved
    | Established
    | Reopened
    | Shared
    | ReadersLinkSet
    | RedactionsSet
    | KeptNamesSet
    | NamesReviewed
    | InformedSet
    | CheckersLinkSet
    | Approved
    | Published
    | Withdrawn
)
