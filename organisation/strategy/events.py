# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a strategy's log says, and how it is written and read. An event or a field that comes later has a default."""

import msgspec
from msgspec import Struct

from organisation.dossier import events as d
from organisation.strategy.analysis_facts import QuestionId
from organisation.strategy.analysis_state import Analysis, Conclusion, FixedAnalysis
from organisation.strategy.form import FieldId, InstrumentId
from organisation.strategy.state import AboutAction, Chosen, Fixed, Listed, People, Placed, TakenAway, Written
from sessions.material.text import Language
from sessions.model.codes import Refusal


class _Event(Struct, frozen=True, tag_field="type"):
    pass


class StrategyOpened(_Event, frozen=True, tag="strategy_opened"):
    """A strategy begins."""

    strategy_id: str
    organisation: str
    language: Language
    at_ms: int


class OrganisationNamed(_Event, frozen=True, tag="organisation_named"):
    """What the organisation is called now."""

    organisation: str


class PeopleSet(_Event, frozen=True, tag="people_set"):
    """Whose strategy it is."""

    people: People


class FieldWritten(_Event, frozen=True, tag="field_written"):
    """What stands in a field now."""

    field: FieldId
    written: Written


class ChosenSet(_Event, frozen=True, tag="chosen_set"):
    """What was chosen."""

    chosen: Chosen


class InstrumentPlaced(_Event, frozen=True, tag="instrument_placed"):
    """When an instrument is used."""

    instrument: InstrumentId
    placed: Placed


class ListedPut(_Event, frozen=True, tag="listed_put"):
    """A value as it stands on the long list now."""

    listed: Listed


class ListedRemoved(_Event, frozen=True, tag="listed_removed"):
    """A value is not on the long list any more."""

    listed_id: str


class AboutSet(_Event, frozen=True, tag="about_set"):
    """What an action of the organisation is for, and where it came from."""

    action_id: str
    about: AboutAction


class Established(_Event, frozen=True, tag="established"):
    """The strategy as it was established."""

    fixed: Fixed


class VersionBegun(_Event, frozen=True, tag="version_begun"):
    """A next version is being written."""


class AnalysisPut(_Event, frozen=True, tag="analysis_put"):
    """An analysis begins, or its period and choice of cases are these now; what is written and established in it stays."""

    analysis: Analysis


class Concluded(_Event, frozen=True, tag="concluded"):
    """What people conclude at a question."""

    analysis_id: str
    question: QuestionId
    conclusion: Conclusion


class AnalysisEstablished(_Event, frozen=True, tag="analysis_established"):
    """An analysis as it was established."""

    analysis_id: str
    fixed: FixedAnalysis


class AnalysisReopened(_Event, frozen=True, tag="analysis_reopened"):
    """A next version of an analysis is being written."""

    analysis_id: str


class AnalysisShared(_Event, frozen=True, tag="analysis_shared"):
    """Whether members who only read may see it."""

    analysis_id: str
    shared: bool


class AnalysisRemoved(_Event, frozen=True, tag="analysis_removed"):
    """An analysis is there no more; `taken_away` when it was established."""

    analysis_id: str
    taken_away: TakenAway | None = None


class ForgottenIn(Struct, frozen=True):
    """An analysis without the words of a case: its SHA-256 now, the places of values whose very names go, and whether the titles
    of what was left out go.
    """

    analysis_id: str
    sha256: str
    unnamed: tuple[int, ...]
    hides_left_out: bool


class CaseForgotten(_Event, frozen=True, tag="case_forgotten"):
    """No words of a case stay: the SHA-256 of each version now (none when no version had any), and the analyses that had some."""

    case_id: str
    versions: tuple[str, ...]
    analyses: tuple[ForgottenIn, ...]


class StrategyPacked(_Event, frozen=True, tag="strategy_packed"):
    """All that happened before, as what is true then: what `packing.packed` made of it."""

    content: bytes


OfActions = d.ActionPut | d.ProgressReported | d.ProgressTakenBack | d.HolderLinkSet | d.ContactSet | d.MailSet
OfAnalyses = AnalysisPut | Concluded | AnalysisEstablished | AnalysisReopened | AnalysisShared | AnalysisRemoved
ChangeOfStrategy = (
    OrganisationNamed
    | PeopleSet
    | FieldWritten
    | ChosenSet
    | InstrumentPlaced
    | ListedPut
    | ListedRemoved
    | AboutSet
    | Established
    | VersionBegun
    | OfActions
    | OfAnalyses
    | CaseForgotten
)
Event = StrategyOpened | StrategyPacked | ChangeOfStrategy
Decision = tuple[Event, ...] | Refusal

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(tuple[Event, ...])


def encode_events(events: tuple[Event, ...]) -> bytes:
    """The events of one command as they stand in the log."""
    return _encoder.encode(events)


def decode_events(payload: bytes) -> tuple[Event, ...]:
    """Read what `encode_events` wrote. Raises `msgspec.DecodeError` for anything else."""
    return _decoder.decode(payload)
