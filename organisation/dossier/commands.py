# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that can be asked of a case. `base_rev` is the revision that the sender saw: a stale one is refused."""

from typing import Annotated

from msgspec import Meta, Struct

from organisation.dossier.case_file import CaseFile
from organisation.dossier.contacts import EmailText, MailKind, Outcome
from organisation.dossier.days import Day
from organisation.dossier.handing_over import HandOver
from organisation.dossier.messages import MessageText
from organisation.dossier.questions import FOLLOW_UP, PROGRESS
from organisation.dossier.report_commands import ReportCommand
from organisation.dossier.state import ActionPlan, PathStep, Status
from sessions.material.limits import Id, LongText, OptionalId, Rev, ShortText

KeyHash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]
OptionalHash = Annotated[str, Meta(pattern=r"^([0-9a-f]{64})?$(?!\n)")]
StatusKey = Annotated[str, Meta(pattern=r"^([A-Za-z0-9_-]{24})?$(?!\n)")]
Progress = Annotated[tuple[LongText, ...], Meta(min_length=len(PROGRESS), max_length=len(PROGRESS))]


class _Base(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    pass


class OpenDossier(_Base, frozen=True, tag="open_dossier"):
    """The first of a case: it begins with a poster that a workshop hands over. The key is the regievoerder's, and the one of his
    calendar; that of the status page is the workshop's.
    """

    dossier_id: Id
    key_hash: KeyHash
    hand_over: HandOver
    feed_hash: OptionalHash = ""
    status_key: StatusKey = ""
    organisation_id: OptionalId = ""


class RestoreDossier(_Base, frozen=True, tag="restore_dossier"):
    """The first of a case that a file was kept of. The key is the regievoerder's, and the one of his calendar; the status page is
    a new one, for no file holds the key of the one that there was.
    """

    dossier_id: Id
    key_hash: KeyHash
    case: CaseFile
    feed_hash: OptionalHash = ""
    status_key: StatusKey = ""


class TakeOver(_Base, frozen=True, tag="take_over"):
    """A further poster, of the same workshop or another one of the same case. The same one, by its SHA-256, changes
    nothing.
    """

    hand_over: HandOver
    status_key: StatusKey = ""


class RenewKey(_Base, frozen=True, tag="renew_key"):
    """Another link for the regievoerder; the old one stops, and its calendar."""

    key_hash: KeyHash
    feed_hash: OptionalHash = ""


class UseKey(_Base, frozen=True, tag="use_key"):
    """Somebody opened the case with the regievoerder's link, so that it is known to have arrived."""


class SetOrganisation(_Base, frozen=True, tag="set_organisation"):
    """An organisation takes the case in, of which the server knows that a member asks; empty lets it stand alone."""

    organisation_id: OptionalId


class SetCoordinator(_Base, frozen=True, tag="set_coordinator"):
    """Who is the regievoerder (a function), and from which day."""

    base_rev: Rev
    coordinator: ShortText
    from_day: Day = ""


class SetAppointment(_Base, frozen=True, tag="set_appointment"):
    """When the follow-up talk is, and with whom."""

    base_rev: Rev
    day: Day
    time: Annotated[str, Meta(max_length=5)] = ""
    with_whom: ShortText = ""


class AnswerFollowUp(_Base, frozen=True, tag="answer_follow_up"):
    """The answer to a question of the follow-up talk."""

    question: Annotated[int, Meta(ge=0, lt=len(FOLLOW_UP))]
    base_rev: Rev
    text: LongText


class SetDone(_Base, frozen=True, tag="set_done"):
    """A step of the path is finished since a day; an empty one is not finished after all."""

    step: PathStep
    day: Day


class PutAction(_Base, frozen=True, tag="put_action"):
    """Agree on an action (`base_rev` 0 adds one), beside what the poster says of it."""

    action_id: Id
    base_rev: Rev
    plan: ActionPlan


class ReportProgress(_Base, frozen=True, tag="report_progress"):
    """How an action is doing: a check moment. What is dropped has a reason. An empty answer leaves the former one."""

    action_id: Id
    base_rev: Rev
    status: Status
    reason: LongText = ""
    answers: Progress = ("",) * len(PROGRESS)
    check_day: Day = ""


class TakeBackProgress(_Base, frozen=True, tag="take_back_progress"):
    """What was told last was a slip: within the hour, by who told it, and before anything else became of the action."""

    action_id: Id
    base_rev: Rev


class MakeHolderLink(_Base, frozen=True, tag="make_holder_link"):
    """A personal link for whoever holds an action; the one before stops, and its calendar."""

    action_id: Id
    key_hash: KeyHash
    feed_hash: OptionalHash = ""


class RevokeHolderLink(_Base, frozen=True, tag="revoke_holder_link"):
    """The personal link of an action stops."""

    action_id: Id


class LiftAction(_Base, frozen=True, tag="lift_action"):
    """An action of this project becomes one of the organisation too, with its own holder and state; both know each other."""

    action_id: Id
    base_rev: Rev


class LowerAction(_Base, frozen=True, tag="lower_action"):
    """Undo that: what was told of it at the organisation is kept with the project's action."""

    action_id: Id
    base_rev: Rev


class JoinAction(_Base, frozen=True, tag="join_action"):
    """This action is another one of the case, told once more."""

    action_id: Id
    base_rev: Rev
    into_id: Id


class PartAction(_Base, frozen=True, tag="part_action"):
    """It is an action of its own after all."""

    action_id: Id
    base_rev: Rev


class NoteUse(_Base, frozen=True, tag="note_use"):
    """A holder opened the action with the link, so that the regievoerder sees that it arrived."""

    action_id: Id


class SetAddress(_Base, frozen=True, tag="set_address"):
    """Where the holder of an action gets mail, or the regievoerder (`whom` is empty); an empty address is none."""

    whom: OptionalId
    base_rev: Rev
    address: EmailText


class SetMail(_Base, frozen=True, tag="set_mail"):
    """Whoever gets mail wants no more of it, or wants it again."""

    whom: OptionalId
    wanted: bool


class AskMail(_Base, frozen=True, tag="ask_mail"):
    """Mail a holder a link to his action."""

    whom: Id


class IntendMail(_Base, frozen=True, tag="intend_mail"):
    """A mail that is due is about to be handed on; it holds a link with this key, and its calendar. Refused when it is due no
    more.
    """

    whom: OptionalId
    kind: MailKind
    day: Annotated[str, Meta(max_length=20)]
    today: Day
    key_hash: OptionalHash = ""
    feed_hash: OptionalHash = ""


class SettleMail(_Base, frozen=True, tag="settle_mail"):
    """What became of a mail at its latest try."""

    whom: OptionalId
    kind: MailKind
    day: Annotated[str, Meta(max_length=20)]
    tries: int
    outcome: Outcome


class PublishMessage(_Base, frozen=True, tag="publish_message"):
    """Put a message on the status page, with the actions as they are; `seen` names them as the sender saw them."""

    message_id: Id
    text: MessageText
    seen: Annotated[str, Meta(max_length=16)]


class CorrectMessage(_Base, frozen=True, tag="correct_message"):
    """Other words for a message; its actions stay as they stood."""

    message_id: Id
    base_rev: Rev
    text: MessageText


class WithdrawMessage(_Base, frozen=True, tag="withdraw_message"):
    """Take a message off the status page; only that there was one is left."""

    message_id: Id
    base_rev: Rev


Command = (
    OpenDossier
    | RestoreDossier
    | TakeOver
    | RenewKey
    | UseKey
    | SetOrganisation
    | SetCoordinator
    | SetAppointment
    | AnswerFollowUp
    | SetDone
    | PutAction
    | ReportProgress
    | TakeBackProgress
    | MakeHolderLink
    | RevokeHolderLink
    | LiftAction
    | LowerAction
    | JoinAction
    | PartAction
    | NoteUse
    | SetAddress
    | SetMail
    | AskMail
    | IntendMail
    | SettleMail
    | PublishMessage
    | CorrectMessage
    | WithdrawMessage
    | ReportCommand
)
