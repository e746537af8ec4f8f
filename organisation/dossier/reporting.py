# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report while it is written: its rows, what is said of them, and how far it is for those whose it is."""

from typing import assert_never

from msgspec.structs import replace

from organisation.dossier import events as e
from organisation.dossier import report_commands as rc
from organisation.dossier import report_events as re
from organisation.dossier.bounds import MAX_COMMENTS, MAX_VERSIONS
from organisation.dossier.days import is_day
from organisation.dossier.report_state import Comment, CommentBy, Fixed, RowEdit, SecretLink
from organisation.dossier.reported import filled_in, report_content, source_mark
from organisation.dossier.state import Dossier
from organisation.dossier.viewer import Viewer
from organisation.report.content import report_hash
from sessions.material.typed import clean
from sessions.model.codes import Refusal

Command = (
    rc.WriteRow
    | rc.FollowSource
    | rc.AddComment
    | rc.RemoveComment
    | rc.Establish
    | rc.Reopen
    | rc.Share
    | rc.Unshare
    | rc.MakeReadersLink
    | rc.RevokeReadersLink
)
Event = re.RowWritten | re.Commented | re.CommentRemoved | re.Established | re.Reopened | re.Shared | re.ReadersLinkSet


def decide(dossier: Dossier, command: Command, who: Viewer, now_ms: int) -> e.Decision:
    """What follows from a command of this topic."""
    report = dossier.report
    match command:
        case rc.WriteRow():
            return _write(dossier, command)
        case rc.FollowSource():
            return _follow(dossier, command)
        case rc.AddComment():
            return _comment(dossier, command, who, now_ms)
        case rc.RemoveComment():
            return (re.CommentRemoved(command.comment_id),) if command.comment_id in report.comments else ()
        case rc.Establish():
            return _establish(dossier, command)
        case rc.Reopen():
            return (re.Reopened(), e.StepDone("report", "")) if report.established else ()
        case rc.Share():
            if report.established is None:
                return Refusal("not_now")
            return (re.Shared(shared=True),) if report.stage == "established" else ()
        case rc.Unshare():
            return (re.Shared(shared=False),) if report.internal else ()
        case rc.MakeReadersLink():
            if report.reader is not None and report.reader.key_hash == command.key_hash:
                return ()
            return (re.ReadersLinkSet(SecretLink(command.key_hash, now_ms)),)
        case rc.RevokeReadersLink():
            return (re.ReadersLinkSet(None),) if report.reader else ()
        case _:
            assert_never(command)


def reduce(dossier: Dossier, event: Event) -> Dossier:
    """The case after a fact of this topic."""
    report = dossier.report
    match event:
        case re.RowWritten():
            report = replace(report, rows={**report.rows, event.row: event.edit})
        case re.Commented():
            report = replace(report, comments={**report.comments, event.comment.id: event.comment})
        case re.CommentRemoved():
            left = {key: comment for key, comment in report.comments.items() if key != event.comment_id}
            report = replace(report, comments=left)
        case re.Established():
            # Who was told of an earlier one was not told of this one.
            report = replace(report, established=event.fixed, versions=event.fixed.version, informed="")
        case re.Reopened():
            report = replace(report, established=None)
        case re.Shared():
            report = replace(report, internal=report.established if event.shared else None)
        case re.ReadersLinkSet():
            report = replace(report, reader=event.link)
        case _:
            assert_never(event)
    return replace(dossier, report=report)


def _write(dossier: Dossier, command: rc.WriteRow) -> e.Decision:
    was, text = dossier.report.rows.get(command.row), clean(command.text)
    if dossier.report.stage != "draft":
        return Refusal("not_now", "text")
    if not (was and was.written) and text == clean(filled_in(dossier, command.row)):
        # Pressed without a change: it goes on following.
        return ()
    now = RowEdit(text, command.source, (was.rev if was else 0) + 1)
    if was is not None and replace(now, rev=was.rev) == was:
        return ()
    if command.base_rev != now.rev - 1:
        return Refusal("stale_rev", "text")
    return (re.RowWritten(command.row, now),)


def _follow(dossier: Dossier, command: rc.FollowSource) -> e.Decision:
    was = dossier.report.rows.get(command.row)
    if dossier.report.stage != "draft":
        return Refusal("not_now", "text")
    if was is None or not was.written:
        return ()
    if command.base_rev != was.rev:
        return Refusal("stale_rev", "text")
    mark = source_mark(filled_in(dossier, command.row))
    return (re.RowWritten(command.row, RowEdit("", mark, was.rev + 1, written=False)),)


def _comment(dossier: Dossier, command: rc.AddComment, who: Viewer, now_ms: int) -> e.Decision:
    text = clean(command.text)
    if not text:
        return Refusal("empty", "comment")
    if command.comment_id in dossier.report.comments:
        return Refusal("id_taken", "comment_id")
    if len(dossier.report.comments) >= MAX_COMMENTS:
        return Refusal("too_many")
    by: CommentBy = "checker" if who.role == "checker" else "coordinator"
    return (re.Commented(Comment(command.comment_id, command.row, by, text, now_ms)),)


def _establish(dossier: Dossier, command: rc.Establish) -> e.Decision:
    report = dossier.report
    if report.stage != "draft":
        return ()
    if not is_day(command.day):
        return Refusal("invalid", "day")
    content = report_content(dossier)
    if report_hash(content) != command.sha256:
        return Refusal("stale_rev", "report")
    if report.versions >= MAX_VERSIONS:
        return Refusal("too_many")
    fixed = Fixed(report.versions + 1, command.day, replace(content, stage="established", day=command.day))
    return (re.Established(fixed), e.StepDone("report", command.day))
