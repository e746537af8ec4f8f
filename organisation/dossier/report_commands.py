# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked of a report. `sha256` is that of the content which the sender saw: when it is another one by now, it is
refused, so that nobody establishes, approves or publishes what he did not see.
"""

from typing import Annotated

from msgspec import Meta, Struct

from organisation.dossier.days import Day
from organisation.dossier.reported import MAX_ROW_CHARACTERS
from organisation.report.rows import RowId
from sessions.material.limits import Id, LongText, Rev, ShortText

RowText = Annotated[str, Meta(max_length=MAX_ROW_CHARACTERS)]
Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]
Mark = Annotated[str, Meta(pattern=r"^[0-9a-f]{0,64}$(?!\n)")]


class _Base(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    pass


class WriteRow(_Base, frozen=True, tag="write_row"):
    """Write a row anew. `source` is the mark of the text that it would be filled in with, as the sender saw it."""

    row: RowId
    base_rev: Rev
    text: RowText
    source: Mark


class FollowSource(_Base, frozen=True, tag="follow_source"):
    """Let a row follow again what it is filled in from."""

    row: RowId
    base_rev: Rev


class AddComment(_Base, frozen=True, tag="add_comment"):
    """Say something of a row, to those who write the report."""

    comment_id: Id
    row: RowId
    text: LongText


class RemoveComment(_Base, frozen=True, tag="remove_comment"):
    """Take a comment away."""

    comment_id: Id


class Establish(_Base, frozen=True, tag="establish"):
    """The report stands as it is now."""

    sha256: Hash
    day: Day


class Reopen(_Base, frozen=True, tag="reopen"):
    """Write on. What is shared or public stays so until it is replaced or taken away."""


class Share(_Base, frozen=True, tag="share"):
    """Whoever has the readers' link reads what was established."""


class Unshare(_Base, frozen=True, tag="unshare"):
    """Nobody reads it by the readers' link any more."""


class MakeReadersLink(_Base, frozen=True, tag="make_readers_link"):
    """A link for those who took part; the one before stops."""

    key_hash: Hash


class RevokeReadersLink(_Base, frozen=True, tag="revoke_readers_link"):
    """The readers' link stops."""


class Redact(_Base, frozen=True, tag="redact"):
    """Take a phrase out of what becomes public, or leave it in after all."""

    phrase: ShortText
    out: bool


class KeepName(_Base, frozen=True, tag="keep_name"):
    """What looks like a name may stay, or has to be looked at again."""

    phrase: ShortText
    keep: bool


class ReviewNames(_Base, frozen=True, tag="review_names"):
    """What becomes public was read through for names."""

    sha256: Hash


class SetInformed(_Base, frozen=True, tag="set_informed"):
    """People from elsewhere who took part were told on this day; empty is not yet."""

    day: Day


class MakeCheckersLink(_Base, frozen=True, tag="make_checkers_link"):
    """A link for whoever takes the second look; the one before stops."""

    key_hash: Hash


class RevokeCheckersLink(_Base, frozen=True, tag="revoke_checkers_link"):
    """That link stops."""


class Approve(_Base, frozen=True, tag="approve"):
    """Whoever takes the second look finds that this very content may be public."""

    sha256: Hash
    day: Day


class Publish(_Base, frozen=True, tag="publish"):
    """Make this very content public. One that is public already is replaced."""

    sha256: Hash
    day: Day


class Withdraw(_Base, frozen=True, tag="withdraw"):
    """Take the public report away at once."""

    day: Day


ReportCommand = (
    WriteRow
    | FollowSource
    | AddComment
    | RemoveComment
    | Establish
    | Reopen
    | Share
    | Unshare
    | MakeReadersLink
    | RevokeReadersLink
    | Redact
    | KeepName
    | ReviewNames
    | SetInformed
    | MakeCheckersLink
    | RevokeCheckersLink
    | Approve
    | Publish
    | Withdraw
)
