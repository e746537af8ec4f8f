# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a worked case fits together, and fits the script, framework and measures that it is played with."""

from collections.abc import Iterable, Iterator

import msgspec

from sessions.cases.case import Case, Table, ValueNote, form_after
from sessions.material.framework import Framework
from sessions.material.measures import MeasureSet
from sessions.material.script import Script
from sessions.model.poster_entries import TensionFields, fields_of


def check_case(case: Case, framework: Framework, script: Script, measures: MeasureSet) -> None:
    """Raise `msgspec.ValidationError` for the first thing that does not fit or does not exist."""
    for sentence in (
        *_people_and_tables(case),
        *_names(case, framework, script, measures),
        *_steps(case, script),
        *_kept(case),
        *_afterwards(case),
    ):
        raise msgspec.ValidationError(f"case {case.id}: {sentence}")
    form_after(case.form, case.additions)


def _afterwards(case: Case) -> Iterator[str]:
    for check in case.afterwards.checks if case.afterwards else ():
        if check.action > len(case.poster.actions):
            yield f"a check moment is of action {check.action}, which is not on the poster"


def _people_and_tables(case: Case) -> Iterator[str]:
    people = {participant.id: participant for participant in case.participants}
    if len(people) != len(case.participants):
        yield "two participants have the same id"
    for participant in case.participants:
        for note in participant.value_notes:
            if (note.value is None) == (note.other is None):
                yield f"participant {participant.id}: a note has a value or another value, one of the two"
    for table in case.tables:
        speaker = people.get(table.speaker)
        if speaker is None or speaker.table != table.foundation:
            yield f"table {table.foundation}: its speaker does not sit there"
        own = {note.other.name for p in case.participants if p.table == table.foundation for note in p.value_notes if note.other}
        for weighed in (*table.chosen, *table.set_aside):
            if bool(weighed.value_id) == bool(weighed.other):
                yield f"table {table.foundation}: what it weighs is a value or another value, one of the two"
            if weighed.other and weighed.other not in own:
                yield f"table {table.foundation}: nobody there wrote {weighed.other}"


def _names(case: Case, framework: Framework, script: Script, measures: MeasureSet) -> Iterator[str]:
    for value_id in sorted(set(_value_ids(case))):
        if framework.value(value_id) is None:
            yield f"{value_id} is not a value of {framework.id}"
    notes: list[ValueNote] = [note for participant in case.participants for note in participant.value_notes]
    for other in (*(note.other for note in notes), *(accent.other for accent in case.accents)):
        if other and framework.principle(other.principle) is None:
            yield f"{other.principle} is not a principle of {framework.id}"
    for item_id in case.poster.checklist:
        if item_id not in {item.id for item in script.checklist}:
            yield f"{item_id} is not on the checklist of {script.id}"
    named = [measure for table in case.tables for action in table.joint_actions for measure in action.measures]
    named += [measure for action in case.poster.actions for measure in action.measures]
    for measure in named:
        if not measures.known(measure):
            yield f"{measure} is not a measure of {measures.id}"


def _steps(case: Case, script: Script) -> Iterator[str]:
    for leaf_id in (*(parked.leaf_id for parked in case.parked), *(seen.leaf_id for seen in case.observations)):
        if leaf_id not in script.leaf_of:
            yield f"{leaf_id} is not a step of {script.id}"
    for answer in case.answers:
        leaf = script.leaf_of.get(answer.step_id)
        if leaf is None or answer.question not in range(len(leaf.questions)) or not leaf.questions[answer.question].keep:
            yield f"step {answer.step_id} of {script.id} keeps no answer to question {answer.question}"
    reflecting = next((leaf for leaf in script.leaves if "reflection" in leaf.tools), None)
    for reflection in (reflection for participant in case.participants for reflection in participant.reflections):
        if reflecting is None or reflection.question not in range(len(reflecting.questions)):
            yield f"{script.id} has no question {reflection.question} in a step with reflection"


def _kept(case: Case) -> Iterator[str]:
    """Accent values, research, the parking lot and tensions point at each other as they must."""
    accents = [accent.id for accent in case.accents]
    research = {value.id: value for value in case.research}
    if len(set(accents)) != len(accents) or len(research) != len(case.research):
        yield "two accent values, or two values from research, have the same id"
    for accent in case.accents:
        if (accent.value is None) == (accent.other is None):
            yield f"accent value {accent.id}: it is a value or another value, one of the two"
    for answer in (*case.accent_answers, *(answer for table in case.tables for answer in table.accent_answers)):
        if answer.accent not in accents:
            yield f"{answer.accent} is not an accent value of the case"
    for table in case.tables:
        yield from _verdicts(case, table)
    for parked in case.parked:
        if (parked.outcome == "forwarded") != bool(parked.forwarded_to):
            yield f'parked "{parked.text}": who is forwarded to goes with the outcome forwarded'
    for tension in case.poster.tensions:
        if any(number not in range(1, len(case.poster.actions) + 1) for number in tension.actions):
            yield f"tension between {tension.value_a} and {tension.value_b}: an action that is not on the poster"
        for name, told in fields_of(TensionFields, tension).items():
            if not told:
                yield f"tension between {tension.value_a} and {tension.value_b}: its {name} is not told"


def _verdicts(case: Case, table: Table) -> Iterable[str]:
    research = {value.id: value for value in case.research}
    chosen = {weighed.value_id for weighed in table.chosen}
    for verdict in table.verdicts:
        value = research.get(verdict.research)
        if value is None:
            yield f"{verdict.research} is not a value from research of the case"
        elif verdict.verdict == "chosen" and value.value not in chosen:
            yield f"table {table.foundation}: it chooses {value.value} from research, which is not among its chosen values"
        elif verdict.verdict == "set_aside" and not verdict.reason:
            yield f"table {table.foundation}: it sets {value.value} from research aside without a reason"


def _value_ids(case: Case) -> Iterator[str]:
    yield from (value.value_id for value in case.poster.values)
    yield from (weighed.value_id for weighed in case.poster.left_out)
    yield from (value_id for action in case.poster.actions for value_id in action.values)
    yield from (value.value for value in case.research)
    yield from (accent.value for accent in case.accents if accent.value)
    for tension in case.poster.tensions:
        yield from (tension.value_a, tension.value_b)
    for table in case.tables:
        yield from (entry.value_id for entry in (*table.chosen, *table.set_aside) if entry.value_id)
        yield from (value_id for action in table.actions for value_id in action.values)
        yield from (value_id for action in table.joint_actions for value_id in action.values)
    for participant in case.participants:
        yield from (note.value for note in participant.value_notes if note.value)
        yield from (value_id for action in participant.action_notes for value_id in action.values)
