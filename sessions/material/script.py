# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A workshop script (draaiboek) as data: parts, steps and leaves.

A *leaf* is what the facilitator runs: a step without sub-steps, or one sub-step. Leaf minutes add up to the step's
(group talk 25 + pitches 5 = 30: the sources do not say whether the pitches come on top).
"""

from typing import Literal

from msgspec import Struct

from sessions.material.text import Text

Mode = Literal["plenary", "individual", "group"]
NoteKind = Literal["value", "action"]
Screen = Literal[
    "framework",
    "case",
    "silence",
    "tables",
    "research",
    "mechanisms",
    "pitches",
    "values",
    "actions",
    "poster",
    "wider",
    "checklist",
    "reflection",
]
LeafScreen = Literal[Screen, "break"]
"""What is shown of a leaf: as a script says, or that people have a break."""
Tool = Literal[
    "case",
    "accents",
    "research",
    "joint_actions",
    "examples",
    "dots",
    "tensions",
    "ordering",
    "wider",
    "answers",
    "parked",
    "reflection",
]
"""What a step lays ready: `case` validates and classifies it, `parked` looks back at the parking lot, `ordering` is by necessity
and importance, `examples` are example actions and mechanisms. Parking itself, hands, help and observations need no tool.
"""
Measures = Literal["categories", "mechanisms"]


class Question(Text, frozen=True, forbid_unknown_fields=True):
    """A question of a step. `only_with_accents` hides it while no accent values are loaded (DOM-09); `keep` asks for an answer
    that is kept (the four questions of step 4a).
    """

    only_with_accents: bool = False
    keep: bool = False


class SubStep(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a step with a time of its own. What it leaves out it takes from its step."""

    id: str
    title: Text
    minutes: int
    mode: Mode
    screen: Screen
    do: Text
    say: Text
    pitches: bool = False
    questions: tuple[Question, ...] = ()
    deliver: tuple[Text, ...] = ()
    tools: tuple[Tool, ...] = ()


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """One row of the script.

    `stage` is the number printed before it ("2"; several rows share one, "0" where the source gives none), `stage_title` what the
    source calls the whole step ("Identificeren van waarden"), where that has a title beside those of its rows. `do` tells a
    participant what to do now, `say` is what the facilitator can say. `kinds` is what may be written; `sheet` names the kind of
    the table's sheet that is made. A silent step has no sub-steps.
    """

    id: str
    stage: str
    title: Text
    minutes: int
    mode: Mode
    screen: Screen
    do: Text
    say: Text
    silent: bool = False
    kinds: tuple[NoteKind, ...] = ()
    sheet: NoteKind | None = None
    questions: tuple[Question, ...] = ()
    deliver: tuple[Text, ...] = ()
    tools: tuple[Tool, ...] = ()
    sub_steps: tuple[SubStep, ...] = ()
    stage_title: Text | None = None


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """Deel A or deel B."""

    id: str
    title: Text
    steps: tuple[Step, ...]


class ChecklistItem(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the poster's checklist questions."""

    id: str
    question: Text


class Script(Struct, weakref=True, frozen=True, forbid_unknown_fields=True, dict=True):
    """A whole script. `version` changes whenever a published file changes; a session keeps its own copy.

    `stated_minutes` is what the source says that it takes: 155 and "two and a half hours" are both shown (DOM-02). `label`
    says what kind of script this is when that must be known (a reconstruction, a copy). `measures` is the vocabulary of actions:
    the six categories or the eight mechanisms. With `minutes_to_fill` a leaf may have 0 minutes: who opens a workshop fills
    them in. `prepare` is what to do beforehand, `after` what to do once it is over. `based_on` is the id of the script that
    it was copied from, `owner` whose it is.
    """

    id: str
    version: int
    title: Text
    source: str
    framework: str
    parts: tuple[Part, ...]
    checklist: tuple[ChecklistItem, ...]
    stated_minutes: int = 150
    label: Text | None = None
    measures: Measures = "categories"
    minutes_to_fill: bool = False
    prepare: tuple[Text, ...] = ()
    after: tuple[Text, ...] = ()
    based_on: str = ""
    owner: str = ""

    @property
    def leaves(self) -> "tuple[Leaf, ...]":
        """Everything that can be run, in order."""
        return self._made()[1]

    @property
    def leaf_of(self) -> "dict[str, Leaf]":
        """The same by id."""
        return self._made()[2]

    def _made(self) -> "tuple[tuple[Part, ...], tuple[Leaf, ...], dict[str, Leaf]]":
        """The leaves, made once and kept beside the fields (`dict`): every command asks for its leaf. `msgspec.structs.replace`
        copies what is kept, so it counts only for the parts that it was made of.
        """
        kept = self.__dict__.get("made")
        if kept is None or kept[0] is not self.parts:
            made = tuple(leaf for part in self.parts for step in part.steps for leaf in _leaves_of(part, step))
            kept = self.__dict__["made"] = (self.parts, made, {leaf.id: leaf for leaf in made})
        return kept


class Leaf(Struct, frozen=True):
    """What one run is of: a step or sub-step with everything filled in."""

    id: str
    part_id: str
    step_id: str
    stage: str
    stage_title: Text | None
    title: Text
    minutes: int
    mode: Mode
    screen: LeafScreen
    do: Text
    say: Text
    silent: bool
    kinds: tuple[NoteKind, ...]
    sheet: NoteKind | None
    questions: tuple[Question, ...]
    deliver: tuple[Text, ...]
    pitches: bool
    tools: tuple[Tool, ...]


def leaves(script: Script) -> tuple[Leaf, ...]:
    """Everything that can be run, in order."""
    return script.leaves


def name_in_step(whole: str, own: str) -> str:
    """A sub-step's title with its step's before it ("Kiezen: vertellen"), unless it opens with that already."""
    opening = whole.rstrip(".:… ").casefold()
    return own if own.casefold().startswith(opening) else f"{whole}: {own}"


BREAK = "break:"
"""How the id of a break begins; a number follows. No script has one: it is put into the plan of a workshop, at any place."""


def is_break(leaf_id: str) -> bool:
    """Whether this is the id of a break."""
    return leaf_id.startswith(BREAK)


def break_leaf(leaf_id: str) -> Leaf:
    """A break as a leaf that can be run, a step of its own; its minutes stand in the plan."""
    return Leaf(
        id=leaf_id,
        part_id="",
        step_id=leaf_id,
        stage="0",
        stage_title=None,
        title=Text("Pauze", "Break"),
        minutes=0,
        mode="plenary",
        screen="break",
        do=Text("Haal iets te drinken en loop even rond.", "Get something to drink and stretch your legs."),
        say=Text(
            "We nemen pauze. Op het scherm staat hoe laat we verdergaan.", "Time for a break. The screen says when we go on."
        ),
        silent=False,
        kinds=(),
        sheet=None,
        questions=(),
        deliver=(),
        pitches=False,
        tools=(),
    )


def find_leaf(script: Script, leaf_id: str) -> Leaf | None:
    """The leaf with this id, or None. A break is one too."""
    return break_leaf(leaf_id) if is_break(leaf_id) else script.leaf_of.get(leaf_id)


def _leaves_of(part: Part, step: Step) -> tuple[Leaf, ...]:
    units: tuple[Step | SubStep, ...] = step.sub_steps or (step,)
    return tuple(
        Leaf(
            id=unit.id,
            part_id=part.id,
            step_id=step.id,
            stage=step.stage,
            stage_title=step.stage_title,
            title=unit.title,
            minutes=unit.minutes,
            mode=unit.mode,
            screen=unit.screen,
            do=unit.do,
            say=unit.say,
            silent=step.silent,
            kinds=step.kinds,
            sheet=step.sheet,
            questions=unit.questions or step.questions,
            deliver=unit.deliver or step.deliver,
            pitches=isinstance(unit, SubStep) and unit.pitches,
            tools=unit.tools or step.tools,
        )
        for unit in units
    )
