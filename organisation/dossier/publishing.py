# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report becomes public, in steps that nobody passes over: what is taken out, names, telling people, a second look. What is
public stands by itself and is taken away at once.
"""

from typing import Literal, assert_never

from msgspec.structs import replace

from organisation.dossier import events as e
from organisation.dossier import report_commands as rc
from organisation.dossier import report_events as re
from organisation.dossier.bounds import MAX_PHRASES, MAX_VERSIONS
from organisation.dossier.days import day_in_the_netherlands, is_day
from organisation.dossier.report_state import Approval, PublicReport, Report, SecretLink
from organisation.dossier.state import Dossier
from organisation.report.content import ReportContent, report_hash
from organisation.report.names import Found, likely_names
from organisation.report.redaction import can_be_redacted, folded, redacted
from sessions.material.typed import clean_line
from sessions.model.codes import Refusal

Command = (
    rc.Redact
    | rc.KeepName
    | rc.ReviewNames
    | rc.SetInformed
    | rc.MakeCheckersLink
    | rc.RevokeCheckersLink
    | rc.Approve
    | rc.Publish
    | rc.Withdraw
)
Event = (
    re.RedactionsSet
    | re.KeptNamesSet
    | re.NamesReviewed
    | re.InformedSet
    | re.CheckersLinkSet
    | re.Approved
    | re.Published
    | re.Withdrawn
)
Gate = Literal["names", "informed", "second_look"]
"""What still has to be done before a report can be public."""


def decide(dossier: Dossier, command: Command, now_ms: int) -> e.Decision:
    """What follows from a command of this topic."""
    report = dossier.report
    match command:
        case rc.Redact():
            return _redact(report, command)
        case rc.KeepName():
            kept = _changed(report.kept_names, clean_line(command.phrase), put=command.keep)
            return kept if isinstance(kept, Refusal) else (re.KeptNamesSet(kept),) if kept != report.kept_names else ()
        case rc.ReviewNames():
            return _review(report, command)
        case rc.SetInformed():
            if command.day and not is_day(command.day):
                return Refusal("invalid", "day")
            return (re.InformedSet(command.day),) if command.day != report.informed else ()
        case rc.MakeCheckersLink():
            if report.checker is not None and report.checker.key_hash == command.key_hash:
                return ()
            return (re.CheckersLinkSet(SecretLink(command.key_hash, now_ms)),)
        case rc.RevokeCheckersLink():
            return (re.CheckersLinkSet(None),) if report.checker else ()
        case rc.Approve():
            return _approve(report, command)
        case rc.Publish():
            return _publish(report, command)
        case rc.Withdraw():
            if not is_day(command.day):
                return Refusal("invalid", "day")
            return (re.Withdrawn(command.day),) if report.public else ()
        case _:
            assert_never(command)


def reduce(dossier: Dossier, event: Event) -> Dossier:
    """The case after a fact of this topic."""
    report = dossier.report
    match event:
        case re.RedactionsSet():
            report = replace(report, redactions=event.phrases)
        case re.KeptNamesSet():
            report = replace(report, kept_names=event.phrases)
        case re.NamesReviewed():
            report = replace(report, reviewed=event.sha256)
        case re.InformedSet():
            report = replace(report, informed=event.day)
        case re.CheckersLinkSet():
            report = replace(report, checker=event.link)
        case re.Approved():
            report = replace(report, approval=event.approval)
        case re.Published():
            report = replace(report, public=event.public, published=event.public.version, withdrawn="")
        case re.Withdrawn():
            report = replace(report, public=None, withdrawn=event.day, approval=None)
        case _:
            assert_never(event)
    return replace(dossier, report=report)


def candidate(report: Report) -> ReportContent | None:
    """Exactly what would become public now; None as long as what was established last is not shared with those who took part."""
    if report.internal is None or report.stage not in ("internal", "public"):
        return None
    told = redacted(replace(report.internal.content, stage="public", version=report.published + 1), report.redactions)
    public = report.public
    # What says the same as what is public already is no further version of it.
    return public.content if public and replace(told, version=public.version) == public.content else told


def public_until(dossier: Dossier, now_ms: int) -> str:
    """Until which day (ISO 8601) everybody could read the report of a case that is taken away now; empty when they never could.
    It is all that stays for whoever pointed to it.
    """
    report = dossier.report
    return day_in_the_netherlands(now_ms) if report.public is not None else report.withdrawn


def is_news(report: Report, content: ReportContent) -> bool:
    """Whether this is anything else than what is public already."""
    return report.public is None or content != report.public.content


def names_left(report: Report, content: ReportContent) -> tuple[Found, ...]:
    """What looks like a name in a report and was neither taken out nor kept."""
    kept = {folded(phrase) for phrase in report.kept_names}
    return tuple(found for found in likely_names(content) if folded(found.phrase) not in kept)


def gates(report: Report, content: ReportContent) -> tuple[Gate, ...]:
    """What still has to be done before this content can be public."""
    sha256 = report_hash(content)
    open_: list[Gate] = []
    if report.reviewed != sha256:
        open_.append("names")
    if not report.informed:
        open_.append("informed")
    if report.approval is None or report.approval.sha256 != sha256:
        open_.append("second_look")
    return tuple(open_)


def _redact(report: Report, command: rc.Redact) -> e.Decision:
    phrase = clean_line(command.phrase)
    if command.out and not can_be_redacted(phrase):
        return Refusal("empty" if not phrase else "invalid", "phrase")
    phrases = _changed(report.redactions, phrase, put=command.out)
    if isinstance(phrases, Refusal):
        return phrases
    return (re.RedactionsSet(phrases),) if phrases != report.redactions else ()


def _changed(phrases: tuple[str, ...], phrase: str, *, put: bool) -> tuple[str, ...] | Refusal:
    """The phrases with one more, or without one; each once, however it is written."""
    same = [each for each in phrases if folded(each) == folded(phrase)]
    if not put:
        return tuple(each for each in phrases if each not in same)
    if not phrase:
        return Refusal("empty", "phrase")
    if len(phrases) >= MAX_PHRASES:
        return Refusal("too_many")
    return phrases if same else (*phrases, phrase)


def _review(report: Report, command: rc.ReviewNames) -> e.Decision:
    content = candidate(report)
    if content is None:
        return Refusal("not_now")
    if report_hash(content) != command.sha256:
        return Refusal("stale_rev", "report")
    if names_left(report, content):
        return Refusal("not_now", "names")
    return (re.NamesReviewed(command.sha256),) if report.reviewed != command.sha256 else ()


def _approve(report: Report, command: rc.Approve) -> e.Decision:
    content = candidate(report)
    if content is None:
        return Refusal("not_now")
    if not is_day(command.day):
        return Refusal("invalid", "day")
    if report_hash(content) != command.sha256:
        return Refusal("stale_rev", "report")
    if report.approval is not None and report.approval.sha256 == command.sha256:
        return ()
    return (re.Approved(Approval(command.sha256, command.day)),)


def _publish(report: Report, command: rc.Publish) -> e.Decision:
    content = candidate(report)
    if report.public is not None and report.public.sha256 == command.sha256:
        return ()
    if content is None or report.internal is None:
        return Refusal("not_now")
    if not is_day(command.day):
        return Refusal("invalid", "day")
    if report_hash(content) != command.sha256:
        return Refusal("stale_rev", "report")
    if not is_news(report, content):
        return ()
    if open_ := gates(report, content):
        return Refusal("not_now", open_[0])
    if report.published >= MAX_VERSIONS:
        return Refusal("too_many")
    public = PublicReport(content.version, command.day, command.sha256, content, report.internal.version)
    return (re.Published(public),)
