# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happened in a case: complete facts, in the past tense. They are its log; change them by adding fields with defaults."""

import msgspec
from msgspec import Struct

from organisation.dossier.case_file import CaseFile
from organisation.dossier.contacts import Contact, Mail
from organisation.dossier.handing_over import HandOver
from organisation.dossier.messages import StatusMessage
from organisation.dossier.report_events import ReportEvent
from organisation.dossier.state import Answer, Appointment, CheckMoment, Coordination, HolderLink, LivingAction, PathStep
from sessions.model.codes import Refusal


class _Event(Struct, frozen=True, tag_field="type"):
    pass


class DossierOpened(_Event, frozen=True, tag="dossier_opened"):
    """The case begins, with the first poster."""

    dossier_id: str
    key_hash: str
    at_ms: int
    hand_over: HandOver
    feed_hash: str = ""
    status_key: str = ""
    organisation_id: str = ""


class DossierPacked(_Event, frozen=True, tag="dossier_packed"):
    """All that happened before, as what is true then: what `packing.packed` made of it."""

    content: bytes


class DossierRestored(_Event, frozen=True, tag="dossier_restored"):
    """The case begins with what a file held of another one."""

    dossier_id: str
    key_hash: str
    at_ms: int
    case: CaseFile
    feed_hash: str = ""
    status_key: str = ""


class TakenOver(_Event, frozen=True, tag="taken_over"):
    """A further poster was handed over, and what is agreed on its actions now; what was told of them stays."""

    hand_over: HandOver
    actions: tuple[LivingAction, ...]
    status_key: str = ""


class KeyRenewed(_Event, frozen=True, tag="key_renewed"):
    """The regievoerder has another link."""

    key_hash: str
    feed_hash: str = ""


class KeyUsed(_Event, frozen=True, tag="key_used"):
    """The regievoerder's link opened the case."""

    at_ms: int


class OrganisationSet(_Event, frozen=True, tag="organisation_set"):
    """The case is an organisation's, or stands alone (empty)."""

    organisation_id: str


class CoordinatorSet(_Event, frozen=True, tag="coordinator_set"):
    """Who is the regievoerder."""

    coordination: Coordination


class AppointmentSet(_Event, frozen=True, tag="appointment_set"):
    """When the follow-up talk is."""

    appointment: Appointment


class FollowUpAnswered(_Event, frozen=True, tag="follow_up_answered"):
    """What was said at the follow-up talk."""

    question: int
    answer: Answer


class StepDone(_Event, frozen=True, tag="step_done"):
    """A step of the path is finished since a day, or not after all."""

    step: PathStep
    day: str


class ActionPut(_Event, frozen=True, tag="action_put"):
    """What is agreed on an action now; what was told of it stays."""

    action: LivingAction


class ProgressReported(_Event, frozen=True, tag="progress_reported"):
    """How an action was doing."""

    action_id: str
    moment: CheckMoment


class ProgressTakenBack(_Event, frozen=True, tag="progress_taken_back"):
    """The latest check moment of an action was a slip, and is none: it is as it was before."""

    action_id: str


class HolderLinkSet(_Event, frozen=True, tag="holder_link_set"):
    """An action has this personal link now, or none."""

    action_id: str
    link: HolderLink | None


class ContactSet(_Event, frozen=True, tag="contact_set"):
    """Where somebody gets mail now: the holder of an action, or the regievoerder (`whom` is empty)."""

    whom: str
    contact: Contact


class MailSet(_Event, frozen=True, tag="mail_set"):
    """A mail was asked for, is handed on, or this became of it. With a key it holds a link, which has a calendar."""

    mail: Mail
    key_hash: str = ""
    feed_hash: str = ""


class MessagePut(_Event, frozen=True, tag="message_put"):
    """A message as it stands on the status page now."""

    message: StatusMessage


ChangeOfDossier = (
    TakenOver
    | KeyRenewed
    | KeyUsed
    | OrganisationSet
    | CoordinatorSet
    | AppointmentSet
    | FollowUpAnswered
    | StepDone
    | ActionPut
    | ProgressReported
    | ProgressTakenBack
    | HolderLinkSet
    | ContactSet
    | MailSet
    | MessagePut
    | ReportEvent
)
Event = DossierOpened | DossierPacked | DossierRestored | ChangeOfDossier
Decision = tuple[Event, ...] | Refusal

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(tuple[Event, ...])


def encode_events(events: tuple[Event, ...]) -> bytes:
    """The events of one command as they stand in the log."""
    return _encoder.encode(events)


def decode_events(payload: bytes) -> tuple[Event, ...]:
    """Read what `encode_events` wrote. Raises `msgspec.DecodeError` for anything else."""
    return _decoder.decode(payload)
