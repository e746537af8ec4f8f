# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that can be asked of a strategy. `base_rev` is the revision that the sender saw: a stale one is refused. Actions of
the organisation take the commands of a case's.
"""

from typing import Annotated

from msgspec import Meta, Struct

from organisation.dossier import commands as d
from organisation.dossier.days import Day
from organisation.strategy.analysis_facts import AnalysisFacts, QuestionId
from organisation.strategy.bounds import MAX_CASES, MAX_FIELD_CHARACTERS
from organisation.strategy.form import Approach, FieldId, Governance, InstrumentId, Use
from organisation.strategy.state import ListedContent
from sessions.material.limits import MAX_VALUES_PER_ACTION, Id, LongText, OptionalId, Rev, ShortText
from sessions.material.text import Language

FieldText = Annotated[str, Meta(max_length=MAX_FIELD_CHARACTERS)]
Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]
ValueNames = Annotated[tuple[ShortText, ...], Meta(max_length=MAX_VALUES_PER_ACTION)]
CaseIds = Annotated[tuple[Id, ...], Meta(max_length=MAX_CASES)]


class _Base(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    pass


class OpenStrategy(_Base, frozen=True, tag="open_strategy"):
    """The first of a strategy: which organisation's it is."""

    strategy_id: Id
    organisation: ShortText
    language: Language = "nl"


class NameOrganisation(_Base, frozen=True, tag="name_organisation"):
    """The organisation is called otherwise now."""

    organisation: ShortText


class SetPeople(_Base, frozen=True, tag="set_people"):
    """Whose strategy it is, who establishes it, and to whom the half-yearly analysis goes: functions."""

    base_rev: Rev
    owner: ShortText
    mandate: LongText
    administrator: ShortText
    contact: ShortText


class WriteField(_Base, frozen=True, tag="write_field"):
    """Write a text of the form."""

    field: FieldId
    base_rev: Rev
    text: FieldText


class SetChosen(_Base, frozen=True, tag="set_chosen"):
    """Choose accents or all values, and where safeguarding gets its place. None is not chosen yet."""

    base_rev: Rev
    approach: Approach | None = None
    governance: Governance | None = None


class PlaceInstrument(_Base, frozen=True, tag="place_instrument"):
    """When the organisation uses an instrument."""

    instrument: InstrumentId
    base_rev: Rev
    use: Use | None = None
    note: LongText = ""


class PutListed(_Base, frozen=True, tag="put_listed"):
    """Put a value on the long list (`base_rev` 0), or change what is said of it."""

    listed_id: Id
    base_rev: Rev
    content: ListedContent


class RemoveListed(_Base, frozen=True, tag="remove_listed"):
    """Take a value off the long list."""

    listed_id: Id
    base_rev: Rev


class SetAbout(_Base, frozen=True, tag="set_about"):
    """What an action of the organisation is for: a kind of measure, and values by their names."""

    action_id: Id
    base_rev: Rev
    category: OptionalId = ""
    values: ValueNames = ()


class LinkOrigin(_Base, frozen=True, tag="link_origin"):
    """An action of the organisation came from one of a project. Title and words are told by the server, which read the case."""

    action_id: Id
    case_id: Id
    project_action_id: Id
    title: ShortText
    action: LongText


class UnlinkOrigin(_Base, frozen=True, tag="unlink_origin"):
    """It did not come from that one after all."""

    action_id: Id
    case_id: Id
    project_action_id: Id


class Establish(_Base, frozen=True, tag="establish"):
    """The administrator who is named establishes the strategy on a day, exactly the content with this SHA-256. `erased` are cases
    that the server knows to be erased just now: what was seen has no words of theirs, and neither has what is established.
    """

    sha256: Hash
    day: Day
    erased: CaseIds = ()


class BeginVersion(_Base, frozen=True, tag="begin_version"):
    """Write a next version; the one that was established holds until that is."""


class BeginAnalysis(_Base, frozen=True, tag="begin_analysis"):
    """Begin an analysis of the cases from one day to another, both included."""

    analysis_id: Id
    from_day: Day
    to_day: Day


class SelectCases(_Base, frozen=True, tag="select_cases"):
    """Change the period of an analysis, and which cases in it are left out."""

    analysis_id: Id
    base_rev: Rev
    from_day: Day
    to_day: Day
    left_out: CaseIds = ()


class WriteConclusion(_Base, frozen=True, tag="write_conclusion"):
    """Write what you conclude at a question of an analysis."""

    analysis_id: Id
    question: QuestionId
    base_rev: Rev
    text: FieldText


class EstablishAnalysis(_Base, frozen=True, tag="establish_analysis"):
    """Establish an analysis on a day. The facts are computed by the server of the cases as they are; with them the content must
    have the SHA-256 that was seen.
    """

    analysis_id: Id
    sha256: Hash
    day: Day
    facts: AnalysisFacts


class ReopenAnalysis(_Base, frozen=True, tag="reopen_analysis"):
    """Write a next version of an analysis."""

    analysis_id: Id


class ShareAnalysis(_Base, frozen=True, tag="share_analysis"):
    """Let members who only read see the analysis as it was established, or not any more."""

    analysis_id: Id
    shared: bool


class RemoveAnalysis(_Base, frozen=True, tag="remove_analysis"):
    """Take an analysis away. One that was established goes with a reason, which stays."""

    analysis_id: Id
    reason: LongText = ""


class ForgetCase(_Base, frozen=True, tag="forget_case"):
    """A case was destroyed: no words of it stay in the strategy and in what was established."""

    case_id: Id


OfMail = d.SetAddress | d.SetMail | d.AskMail | d.IntendMail | d.SettleMail
OfAction = d.PutAction | d.ReportProgress | d.TakeBackProgress | d.MakeHolderLink | d.RevokeHolderLink | d.NoteUse | OfMail
OfAnalysis = BeginAnalysis | SelectCases | WriteConclusion | EstablishAnalysis | ReopenAnalysis | ShareAnalysis | RemoveAnalysis
Command = (
    OpenStrategy
    | NameOrganisation
    | SetPeople
    | WriteField
    | SetChosen
    | PlaceInstrument
    | PutListed
    | RemoveListed
    | SetAbout
    | LinkOrigin
    | UnlinkOrigin
    | Establish
    | BeginVersion
    | OfAction
    | OfAnalysis
    | ForgetCase
)
