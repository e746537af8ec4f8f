# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is true of one case. Frozen structs; dicts in them are never changed in place, always copied."""

from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from organisation.dossier.contacts import Contact, Mail
from organisation.dossier.days import Day
from organisation.dossier.handing_over import HandOver
from organisation.dossier.messages import StatusMessage
from organisation.dossier.questions import FOLLOW_UP, PROGRESS
from organisation.dossier.report_state import Report
from sessions.material.framework import FoundationId
from sessions.material.limits import LongText, ShortText
from sessions.material.text import Language
from sessions.model.former import ActionState
from sessions.model.poster_entries import Level
from sessions.topics.poster import ActionLine

Status = ActionState
PathStep = Literal["follow_up", "report", "monitoring", "feedback"]
"""What follows a workshop, in this order: the talk, the report, carrying out while somebody watches, telling it back."""
STATUSES: tuple[Status, ...] = get_args(Status)
PATH: tuple[PathStep, ...] = get_args(PathStep)
By = Literal["coordinator", "holder"]


class ActionPlan(Struct, frozen=True, kw_only=True):
    """What is agreed about an action, sharper than the poster can be. `holder` and `monitor` are functions, no names. `term` is
    as it was said, `due_day` the day that it means, empty as long as nobody knows. `wider` says that it is of use in other
    projects too.
    """

    action: LongText
    holder: ShortText = ""
    monitor: ShortText = ""
    term: ShortText = ""
    due_day: Day = ""
    level: Level | None = None
    needs: LongText = ""
    wider: bool = False
    wider_note: LongText = ""


class Standing(Struct, frozen=True):
    """How an action stands: its state, why, and until when it can wait."""

    status: Status = "not_started"
    reason: str = ""
    check_day: str = ""


class CheckMoment(Struct, frozen=True):
    """How an action was doing at a moment: `answers` to the questions of `PROGRESS`, and until when it can wait (`check_day`).
    `before` is how it stood until then; None in what was told before that was kept.
    """

    at_ms: int
    by: By
    status: Status
    reason: LongText
    answers: tuple[LongText, ...]
    check_day: Day
    before: Standing | None = None


class HolderLink(Struct, frozen=True):
    """The personal link of whoever holds an action: SHA-256 (hex) of its secret, and when it was last used; 0 is never.
    `feed_hash` is that of its calendar's secret, `mailed` those of the keys that came with the last mails and `mailed_feeds`
    of their calendars, `holder` says for whom it was made.
    """

    key_hash: str
    made_at_ms: int
    last_used_ms: int = 0
    feed_hash: str = ""
    holder: str = ""
    mailed: tuple[str, ...] = ()
    mailed_feeds: tuple[str, ...] = ()

    @property
    def feed_hashes(self) -> tuple[str, ...]:
        """Of the secret of every calendar that came with a key that opens the action now."""
        return tuple(filter(None, (self.feed_hash, *self.mailed_feeds)))

    @property
    def key_hashes(self) -> tuple[str, ...]:
        """Of every key that opens the action now."""
        return (self.key_hash, *self.mailed)


class LivingAction(Struct, frozen=True):
    """An action while it is carried out. `on_poster` is what the latest poster says of it, None for one that was added since;
    `workshop_id` and `entry_id` say where it came from. `gone` says that the latest poster has it no more. `rev` counts changes.

    `lifted_to` is the id of what this project's action became at the level of the organisation, and `lifted_from` there the id
    of this one. `same_as` is the id of the action that this one is, told once more by a later workshop: then it is only kept.
    """

    id: str
    plan: ActionPlan
    foundation: FoundationId | None = None
    on_poster: ActionLine | None = None
    workshop_id: str = ""
    entry_id: str = ""
    gone: bool = False
    status: Status = "not_started"
    reason: str = ""
    check_day: str = ""
    moments: tuple[CheckMoment, ...] = ()
    link: HolderLink | None = None
    rev: int = 1
    lifted_to: str = ""
    lifted_from: str = ""
    same_as: str = ""

    @property
    def standing(self) -> Standing:
        """How it stands now."""
        return Standing(self.status, self.reason, self.check_day)

    @property
    def told_ms(self) -> int:
        """When somebody last told how it is doing; 0 for never."""
        return self.moments[-1].at_ms if self.moments else 0

    @property
    def next_day(self) -> str:
        """The day on which its holder is to look again: the one that was promised, else its own. Empty when there is none, or
        nothing is left to do.
        """
        return (self.check_day or self.plan.due_day) if self.is_open else ""

    @property
    def answers(self) -> tuple[str, ...]:
        """The latest answers to `PROGRESS`, each as it was last given."""
        latest = [""] * len(PROGRESS)
        for moment in self.moments:
            latest = [new or old for new, old in zip(moment.answers, latest, strict=True)]
        return tuple(latest)

    def agreed(self, other: "LivingAction") -> "LivingAction":
        """This action with what another says is agreed, and all that was told of it and its link as they are here."""
        return replace(
            other,
            status=self.status,
            reason=self.reason,
            check_day=self.check_day,
            moments=self.moments,
            link=self.link,
        )

    @property
    def bare(self) -> "LivingAction":
        """What is agreed alone, for the log: all that was told before stands there already."""
        return replace(self, status="not_started", reason="", check_day="", moments=(), link=None)

    @property
    def is_open(self) -> bool:
        """Whether anything is still to be done."""
        return not self.same_as and self.status not in ("done", "dropped")


class Answer(Struct, frozen=True):
    """An answer of the follow-up talk; `rev` counts its changes."""

    text: str = ""
    rev: int = 0


class Coordination(Struct, frozen=True):
    """Who watches over all actions (the regievoerder, a function), and from which day."""

    coordinator: ShortText = ""
    from_day: Day = ""
    rev: int = 0


class Appointment(Struct, frozen=True):
    """The follow-up talk: a day, a time (local, `09:30`, may be empty), and with whom."""

    day: Day = ""
    time: str = ""
    with_whom: ShortText = ""
    rev: int = 0


class Dossier(Struct, frozen=True):
    """A whole case. `key_hash` is SHA-256 (hex) of the secret of the regievoerder's link. `handed` are the posters that were
    handed over, oldest first; `done` says on which day a step of the path was finished. `changes` counts all that people did, and
    `touched` says whether they did anything but hand over. `feed_hash` is that of the secret of the regievoerder's calendar,
    `status_keys` open the status page (one of each workshop). `contacts` and `mails` are by action, empty for the regievoerder.
    `key_used_at_ms` says when somebody last opened the case with that link, 0 for never: whoever began it needs none.
    `organisation_id` is the organisation that the case belongs to, empty where it stands alone (`organisation` is a name).
    `from_file` says that it was read from a file: what that names (workshops, people) nobody vouches for.
    `marks` are the forms that were sent before it was packed, which it is when nothing happens for long: as it stands here, so
    that all of this is changed by adding fields with defaults alone, as an event is.
    """

    id: str
    title: str
    organisation: str
    language: Language
    key_hash: str
    opened_at_ms: int
    handed: tuple[HandOver, ...]
    actions: dict[str, LivingAction]
    coordination: Coordination = Coordination()
    appointment: Appointment = Appointment()
    answers: tuple[Answer, ...] = (Answer(),) * len(FOLLOW_UP)
    done: dict[PathStep, str] = {}
    changes: int = 0
    report: Report = Report()
    key_used_at_ms: int = 0
    touched: bool = False
    feed_hash: str = ""
    status_keys: tuple[str, ...] = ()
    contacts: dict[str, Contact] = {}
    mails: dict[str, Mail] = {}
    messages: tuple[StatusMessage, ...] = ()
    marks: bytes = b""
    organisation_id: str = ""
    from_file: bool = False

    @property
    def living(self) -> tuple[LivingAction, ...]:
        """The actions, each once: without those that are another one, told once more."""
        return tuple(action for action in self.actions.values() if not action.same_as)

    @property
    def told_ms(self) -> int:
        """When somebody last told of any action, else when the case began."""
        return max((action.told_ms for action in self.actions.values()), default=0) or self.opened_at_ms

    @property
    def is_taken_over(self) -> bool:
        """Whether it was read from the file of another archive: then there is its report, and nothing else."""
        return self.report.internal is not None and self.report.internal.origin is not None

    @property
    def latest(self) -> HandOver:
        """The poster that was handed over last."""
        return self.handed[-1]
