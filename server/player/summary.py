# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a play tells at its end, and the checks that it went as it must: nothing lost, the poster as in the case."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from server.player.afterwards import CaseSummary
from server.player.browser import Browser
from server.player.device import Device
from server.player.kept import KeptSummary
from server.player.person import Notes, Person, PlayError
from server.player.reporting import ReportSummary
from server.player.watch import Seen, Watcher
from sessions.cases import case as k
from sessions.material.framework import FoundationId, Framework
from sessions.material.script import Leaf
from sessions.model.poster_entries import ActionFields, TensionFields, ValueFields, fields_of
from sessions.topics.poster import PosterContent, ValueLine, parse_poster
from sessions.wire import records as r


class NotesSummary(Struct, frozen=True):
    """Notes that were posted: sent, settled, refused; and what was done with them in silence."""

    sent: int
    settled: int
    refused: int
    edited: int
    moved: int
    deleted: int
    restored: int
    late: int


class StepSummary(Struct, frozen=True):
    """A step as it was played. Times are the store's clock; `minutes` are those of the script."""

    leaf_id: str
    run_id: str
    started_at_ms: int
    minutes: int
    duration_ms: int


class ActionSummary(Struct, frozen=True):
    """An action on the fixed poster with who holds it."""

    action: str
    holder: str


class SnapshotSummary(Struct, frozen=True):
    """The fixed poster. `verified` is true when a participant and the screen got canonical JSON with this SHA-256."""

    version: int
    sha256: str
    verified: bool
    values: dict[str, list[str]]
    actions: list[ActionSummary]


class Summary(Struct, frozen=True):
    """What `waardenbord play --json` prints. `seen` is per kind of silent note and per group of devices; `frames` per role.

    `refusals` are those that nobody expected; `in_vain` are those that had to come: a step in the silence, somebody who was
    quicker. `items` counts what stands on the board beside notes and poster, per kind.
    `after` and `report` are what followed, if it was played.
    """

    workshop: str
    code: str
    case: str
    people: int
    tables: dict[str, int]
    notes: NotesSummary
    seen: dict[str, dict[str, Seen]]
    leaks: list[str]
    refusals: dict[str, int]
    in_vain: dict[str, int]
    items: dict[str, int]
    steps: list[StepSummary]
    snapshot: SnapshotSummary
    kept: KeptSummary
    frames: dict[str, int]
    duration_ms: int
    after: CaseSummary | None = None
    report: ReportSummary | None = None


def check_nothing_lost(
    watcher: Watcher, run_id: str, people: Iterable[Person], facilitator: Device, on_paper: Mapping[str, str]
) -> None:
    """Every note of an opened run that was not taken away is with its author, at its table and with the facilitator.

    `on_paper` are the tables of people without a device, by key. Raises PlayError for the first note that is not there. Call
    when all devices have seen the opening.
    """
    people = list(people)
    table_of = {person.part.key: person.me.table_id for person in people} | dict(on_paper)
    for written in watcher.written.values():
        if written.run_id != run_id:
            continue
        holders = [person.device for person in people if table_of[person.part.key] == table_of[written.author]]
        for device in (*holders, facilitator):
            if (written.note_id in device.records) == written.gone:
                state = "came back" if written.gone else "was lost"
                raise PlayError(f"A {written.kind} note of {written.author} {state} at the opening of {run_id}.")


def check_everybody_sees_the_same(devices: Iterable[Device], facilitator: Device) -> None:
    """The poster and the notes of the plenary are the same on every device. Raises PlayError when they are not."""
    shared = _shared(facilitator)
    for device in devices:
        if _shared(device) != shared:
            raise PlayError("A device shows another poster than the facilitator's.")


_SHARED = (
    r.PosterValueRecord,
    r.PosterActionRecord,
    r.TensionRecord,
    r.AnswerRecord,
    r.DecisionRecord,
    r.SnapshotRecord,
    r.NoteRecord,
)


def _shared(device: Device) -> dict[str, r.Record]:
    return {key: record for key, record in device.records.items() if isinstance(record, _SHARED)}


async def verify_snapshot(
    snapshot: r.SnapshotRecord, code: str, holders: Iterable[Browser], case: k.Case, framework: Framework
) -> SnapshotSummary:
    """Fetch the fixed poster as those do who hold a link, and compare it with its SHA-256 and with the case.

    Raises PlayError when it is another poster.
    """
    bodies: set[str] = set()
    for browser in holders:
        answer = await browser.get(f"/w/{code}/poster.json?versie={snapshot.version}")
        if answer.status != 200:
            raise PlayError(f"The fixed poster was not served: status {answer.status}.")
        bodies.add(answer.body)
    verified = all(hashlib.sha256(body.encode()).hexdigest() == snapshot.sha256 for body in bodies) and len(bodies) == 1
    if not verified:
        raise PlayError("The fixed poster does not have the SHA-256 that the board shows.")
    content = parse_poster(bodies.pop())
    for what, found, wanted in _compared(content, case, framework):
        if found != wanted:
            raise PlayError(f"The {what} on the fixed poster are not those of the case: {found}.")
    values: dict[str, list[str]] = {foundation.id: [] for foundation in framework.foundations}
    for line in content.values:
        values[line.foundation].append(line.name)
    actions = [ActionSummary(line.action, line.holder) for line in content.actions]
    return SnapshotSummary(snapshot.version, snapshot.sha256, verified, values, actions)


def _compared(content: PosterContent, case: k.Case, framework: Framework) -> Iterable[tuple[str, object, object]]:
    poster = case.poster

    def placed(value_id: str) -> FoundationId | None:
        return framework.foundation_of_value(value_id)

    def name(value_id: str) -> str:
        value = framework.value(value_id)
        return value.name.in_(content.language) if value else value_id

    yield (
        "values",
        [(v.value_id, v.foundation, fields_of(ValueFields, v)) for v in sorted(content.values, key=_id)],
        [(v.value_id, placed(v.value_id), fields_of(ValueFields, v)) for v in sorted(poster.values, key=_id)],
    )
    weighed = sorted(poster.actions, key=_weight)
    yield "actions", [fields_of(ActionFields, a) for a in content.actions], [fields_of(ActionFields, a) for a in weighed]
    yield (
        "values of the actions",
        [action.values for action in content.actions],
        [tuple(name(value) for value in action.values) for action in weighed],
    )
    yield "measures", [len(action.measures) for action in content.actions], [len(action.measures) for action in weighed]
    texts = [action.action for action in poster.actions]
    yield (
        "tensions",
        [(t.value_a, t.value_b, fields_of(TensionFields, t), t.actions) for t in content.tensions],
        [
            (name(t.value_a), name(t.value_b), fields_of(TensionFields, t), tuple(texts[n - 1] for n in t.actions))
            for t in poster.tensions
        ],
    )
    yield "checklist answers", {line.item_id: line.answer for line in content.checklist}, poster.checklist
    yield "decisions", (content.decision.outcome, content.decision.reason), (poster.decision.outcome, poster.decision.reason)


def _id(value: ValueLine | k.PosterValue) -> str:
    return value.value_id


_WEIGHTS = {"high": 3, "medium": 2, "low": 1, None: 0}


def _weight(action: k.PosterAction) -> tuple[int, int]:
    """The most needed and most important first, as on the poster (DOM-20). Use with a stable sort."""
    return -_WEIGHTS[action.necessity] - _WEIGHTS[action.importance], -_WEIGHTS[action.necessity]


def notes_of(notes: Notes) -> NotesSummary:
    """What became of the notes."""
    return NotesSummary(
        sent=notes.sent,
        settled=notes.settled,
        refused=notes.refused,
        edited=notes.edited,
        moved=notes.moved,
        deleted=notes.deleted,
        restored=notes.restored,
        late=notes.late,
    )


def steps_of(facilitator: Device, planned: Iterable[Leaf]) -> list[StepSummary]:
    """The steps as they were played, up to now."""
    minutes = {leaf.id: leaf.minutes for leaf in planned}
    runs = sorted(facilitator.all(r.RunRecord), key=lambda run: run.ordinal)
    ends = [*(run.started_at_ms for run in runs[1:]), facilitator.now_ms()]
    return [
        StepSummary(run.leaf_id, run.id, run.started_at_ms, minutes[run.leaf_id], end - run.started_at_ms)
        for run, end in zip(runs, ends, strict=True)
    ]


def items_of(facilitator: Device) -> dict[str, int]:
    """How many things of each kind the facilitator sees beside notes and poster."""
    kinds = Counter(str(item.content.__struct_config__.tag) for item in facilitator.all(r.ItemRecord))
    return dict(sorted(kinds.items()))
