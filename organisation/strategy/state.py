# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is true of one organisation's strategy. Frozen structs; dicts in them are never changed in place, always copied."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from organisation.dossier.contacts import Contact, Mail
from organisation.dossier.days import Day
from organisation.dossier.state import LivingAction
from organisation.strategy.analysis_state import Analysis
from organisation.strategy.content import StrategyContent
from organisation.strategy.form import REASON_IDS, Approach, FieldId, Governance, InstrumentId, ReasonId, Use
from sessions.material.framework import FoundationId, ValueRef
from sessions.material.limits import LongText, ShortText
from sessions.material.text import Language, Text
from sessions.model.poster_entries import Orientation

Stage = Literal["draft", "established"]


class Written(Struct, frozen=True):
    """A text of the form; `rev` counts its changes."""

    text: str = ""
    rev: int = 0


class Chosen(Struct, frozen=True):
    """What was chosen on a question of the form, None as long as nothing was; `rev` counts changes."""

    approach: Approach | None = None
    governance: Governance | None = None
    rev: int = 0


class Placed(Struct, frozen=True):
    """When the organisation uses an instrument, and what that means; `rev` counts changes."""

    use: Use | None = None
    note: LongText = ""
    rev: int = 0


class People(Struct, frozen=True):
    """Whose strategy it is, all functions and no names: the owner with the mandate that he has, the administrator who establishes
    it, and the contact to whom the half-yearly analysis goes. `rev` counts changes.
    """

    owner: ShortText = ""
    mandate: LongText = ""
    administrator: ShortText = ""
    contact: ShortText = ""
    rev: int = 0


class OwnListed(Struct, frozen=True):
    """What a set of the organisation says of a value of its own, told by the server when it is put on the list: a strategy can be
    read whatever becomes of the set. `name` and `definition` are None for one that is named here, under a principle of the set.
    """

    set_title: Text
    principle: Text
    foundation: FoundationId
    name: Text | None = None
    definition: Text | None = None


class ListedContent(Struct, frozen=True):
    """A value on the long list: what speaks for it, and which of the four reasons that is. `chosen` makes it an accent value,
    `why` says why just this one, `meaning` what the board means by it. `orientation` is set by people, never by us. `own` is
    there where it comes from a set of the organisation.
    """

    value: ValueRef
    reasons: Annotated[tuple[ReasonId, ...], Meta(max_length=len(REASON_IDS))] = ()
    note: LongText = ""
    chosen: bool = False
    why: LongText = ""
    meaning: LongText = ""
    orientation: Orientation | None = None
    own: OwnListed | None = None


class Listed(Struct, frozen=True):
    """A value on the long list as it stands there; `rev` counts changes."""

    id: str
    content: ListedContent
    rev: int = 1


class Origin(Struct, frozen=True):
    """An action of a project from which one of the organisation came: of which case, and its words as they were then."""

    case_id: str
    action_id: str
    title: str
    action: str

    @property
    def said(self) -> str:
        """As it stands in a version."""
        return f"{self.title}: {self.action}"


class AboutAction(Struct, frozen=True):
    """What an action of the organisation is for: a kind of measure (empty for none), values by their names, and where it came
    from. `rev` counts changes.
    """

    category: str = ""
    values: tuple[ShortText, ...] = ()
    origins: tuple[Origin, ...] = ()
    rev: int = 0


class Fixed(Struct, frozen=True):
    """A strategy as it was established: the how manieth, on which day, its SHA-256, and the whole of it."""

    version: int
    day: Day
    sha256: str
    content: StrategyContent


class TakenAway(Struct, frozen=True):
    """That an analysis was established and is no more: its period, version and SHA-256, when and why it was taken away (unix ms),
    and whether members who only read had seen it. Nothing of what stood in it.
    """

    id: str
    from_day: Day
    to_day: Day
    version: int
    sha256: str
    at_ms: int
    reason: str
    was_shared: bool


class Strategy(Struct, frozen=True):
    """The whole strategy of an organisation. `established` are all versions, oldest first; `drafting` says that a next one is
    being written. `actions` live on whatever is established; what is told of them is not part of a version. `changes` counts what
    people did. `marks` are as in a case. `taken_away` are analyses that were established once, `unlinked` actions of projects
    that stand in a version and nowhere else. `contacts` and `mails` are by action, as in a case. `has_remains` says that the log
    still holds words that were to go: it has to begin anew.
    """

    id: str
    organisation: str
    language: Language
    opened_at_ms: int
    people: People = People()
    fields: dict[FieldId, Written] = {}
    chosen: Chosen = Chosen()
    instruments: dict[InstrumentId, Placed] = {}
    listed: dict[str, Listed] = {}
    actions: dict[str, LivingAction] = {}
    about: dict[str, AboutAction] = {}
    established: tuple[Fixed, ...] = ()
    drafting: bool = True
    analyses: dict[str, Analysis] = {}
    changes: int = 0
    marks: bytes = b""
    taken_away: tuple[TakenAway, ...] = ()
    unlinked: tuple[Origin, ...] = ()
    has_remains: bool = False
    contacts: dict[str, Contact] = {}
    mails: dict[str, Mail] = {}

    @property
    def stage(self) -> Stage:
        """How far what is being written is."""
        return "draft" if self.drafting else "established"

    @property
    def latest(self) -> Fixed | None:
        """The version that holds now; None before the first."""
        return self.established[-1] if self.established else None

    @property
    def accents(self) -> tuple[Listed, ...]:
        """The values that were chosen, where there are to be any."""
        if self.chosen.approach == "generic":
            return ()
        return tuple(each for each in self.listed.values() if each.content.chosen)

    def text(self, field: FieldId) -> str:
        """What stands in a field."""
        return self.fields.get(field, Written()).text
