# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""By what reports are put together and told apart: one list of facets, each computed from the report and from nothing else."""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from organisation.archive.folding import composed, folded, folded_text
from organisation.report.content import ReportContent, ReportedTension
from organisation.report.words import DECISIONS, FOUNDATIONS, PHASES
from sessions.material.framework import Framework
from sessions.material.limits import MAX_VALUES_PER_TENSION
from sessions.material.measures import MeasureSet
from sessions.material.text import Text
from sessions.model.items import Stage

OWN = "eigen-"
"""Before the key of what is no value, and no kind of measure, of ours."""
BETWEEN_SIDES = "~"
"""Between the keys of values that clash."""
MAX_KEY = 120
MAX_LABEL = 120
_OTHER_PHASE = Text("anders, in eigen woorden", "something else, in own words")
_DECISION_KEYS = {"go": "doorgaan", "go_adapted": "aangepast", "stop": "stoppen", "open": "open"}
_PHASE_KEYS = {"exploration": "verkenning", "execution": "uitvoering", "evaluation": "evaluatie"}


class Known(Struct, frozen=True):
    """By which names of values and measures are known again."""

    framework: Framework
    measures: MeasureSet


class Choice(Struct, frozen=True, gc=False):
    """Something of a facet: its key in addresses, and what it is called."""

    key: str
    label: Text


class Facet(Struct, frozen=True):
    """One way of telling reports apart. `id` stands in addresses."""

    id: str
    name: Text
    choices_of: Callable[[ReportContent, "Names", str], Iterator[Choice]]
    """What a report has of it: its content, the known names, and the day since which it is public."""


class Names:
    """Values, principles and measures by what they are called, in both languages."""

    def __init__(self, known: Known) -> None:
        framework = known.framework
        self.principles = {principle.id: principle for principle in framework.principles}
        self.principle_names = {
            _slug(name): principle for principle in framework.principles for name in principle.name.by_language().values()
        }
        self.values = {_slug(name): value for value in framework.values for name in value.name.by_language().values()}
        self.measures = {
            _slug(name): measure
            for measure in (*known.measures.categories, *known.measures.mechanisms)
            for name in measure.name.by_language().values()
        }

    def value(self, name: str) -> Choice | None:
        """A value by its name; None for what has no name."""
        slug = _slug(name)
        if not slug:
            return None
        found = self.values.get(slug)
        return Choice(_key(found.name.nl), found.name) if found else Choice(OWN + slug[:MAX_KEY], _as_said(name))

    def measure(self, name: str) -> Choice | None:
        """A kind of measure by its name; None for what has no name."""
        slug = _slug(name)
        if not slug:
            return None
        found = self.measures.get(slug)
        return Choice(_key(found.name.nl), found.name) if found else Choice(OWN + slug[:MAX_KEY], _as_said(name))

    def known_measure(self, name: str) -> Text | None:
        """What a kind of measure of ours is called, by one of its names; None for another."""
        found = self.measures.get(_slug(name))
        return found.name if found else None


def _slug(name: str) -> str:
    return "-".join(folded_text(composed(name)).split())


def _key(dutch_name: str) -> str:
    """A key that people can read in an address."""
    return "-".join("".join(ch if ch.isalnum() else " " for ch in dutch_name.casefold()).split())


def _as_said(name: str) -> Text:
    said = " ".join(name.split())[:MAX_LABEL]
    return Text(said, said)


def _values(content: ReportContent, names: Names, day: str) -> Iterator[Choice]:  # noqa: ARG001
    yield from filter(None, (names.value(value.name) for value in content.values))


def _principles(content: ReportContent, names: Names, day: str) -> Iterator[Choice]:  # noqa: ARG001
    for value in content.values:
        found = names.values.get(_slug(value.name))
        if value.principle:
            known = names.principle_names.get(_slug(value.principle))
            own = Choice(OWN + _slug(value.principle)[:MAX_KEY], _as_said(value.principle))
            yield Choice(_key(known.name.nl), known.name) if known else own
        elif found is not None:
            principle = names.principles[found.principle]
            yield Choice(_key(principle.name.nl), principle.name)


def _foundations(content: ReportContent, names: Names, day: str) -> Iterator[Choice]:  # noqa: ARG001
    for foundation, name in FOUNDATIONS.items():
        if any(value.foundation == foundation for value in content.values):
            yield Choice(foundation, name)


def _tensions(content: ReportContent, names: Names, day: str) -> Iterator[Choice]:  # noqa: ARG001
    own = own_values(content, names)
    for tension in content.tensions:
        yield from tension_choices(tension, own, names)


def own_values(content: ReportContent, names: Names) -> frozenset[str]:
    """The keys of the values on a report that are the organisation's own."""
    found = (names.value(value.name) for value in content.values)
    return frozenset(choice.key for choice in found if choice is not None and choice.key.startswith(OWN))


def tension_choices(tension: ReportedTension, own: Collection[str], names: Names) -> tuple[Choice, ...]:
    """The values that clash, in whichever order they were named: all of them together first, then, of more than two, every two of
    them. None of which no side is known for a value, of ours or among those of its report (`own`, by key): two actions, of which
    every case has its own.
    """
    named = [names.value(side) for side in tension.sides[:MAX_VALUES_PER_TENSION]]
    known = {choice.key: choice for choice in named if choice is not None}
    sides = [known[key] for key in sorted(known)]
    if len(sides) < 2 or None in named:
        return ()
    sets = [tuple(sides), *(combinations(sides, 2) if len(sides) > 2 else ())]
    return tuple(_clash(each) for each in sets if any(not choice.key.startswith(OWN) or choice.key in own for choice in each))


def _clash(sides: Sequence[Choice]) -> Choice:
    return Choice(
        BETWEEN_SIDES.join(side.key for side in sides),
        Text(" ↔ ".join(side.label.nl for side in sides), " ↔ ".join(side.label.en for side in sides)),
    )


def _measures(content: ReportContent, names: Names, day: str) -> Iterator[Choice]:  # noqa: ARG001
    for action in content.actions:
        for measure in action.measures:
            found = names.known_measure(measure)
            if found is not None:
                yield Choice(_key(found.nl), found)


def _phase(content: ReportContent, names: Names, day: str) -> Iterator[Choice]:  # noqa: ARG001
    """As it was chosen. Where nobody chose, what the row about the stage plainly speaks of, if that is one of them; else it is
    something else, which can be found too.
    """
    said = folded_text(composed(" ".join(row.text for row in content.rows if row.id == "stage")))
    is_plain = not any(word in said for word in _NOT_SO)
    spoken = [stage for stage, words in _PHASE_WORDS.items() if is_plain and any(word in said for word in words)]
    stage = content.phase or (spoken[0] if len(spoken) == 1 else "")
    if stage:
        yield Choice(_PHASE_KEYS[stage], PHASES[stage])
    elif said.strip():
        yield Choice("anders", _OTHER_PHASE)


def _organisation(content: ReportContent, names: Names, day: str) -> Iterator[Choice]:  # noqa: ARG001
    if slug := _slug(content.organisation):
        yield Choice(slug[:MAX_KEY], _as_said(content.organisation))


def _period(content: ReportContent, names: Names, day: str) -> Iterator[Choice]:  # noqa: ARG001
    if year := day[:4]:
        yield Choice(year, Text(year, year))


def _decision(content: ReportContent, names: Names, day: str) -> Iterator[Choice]:  # noqa: ARG001
    if content.decision is not None:
        outcome = content.decision.outcome
        yield Choice(_DECISION_KEYS[outcome], DECISIONS[outcome])


class _Technology(Struct, frozen=True):
    """A kind of technology, and the beginnings of words (folded, in both languages) by which a text speaks of it."""

    key: str
    name: Text
    words: tuple[str, ...]


def _spoken_of(*words: str) -> tuple[str, ...]:
    """As they stand in a folded text: a word begins with it, or is it where a space ends it."""
    return tuple(f" {' '.join(map(folded, word.split()))}{' ' if word.endswith(' ') else ''}" for word in words)


_PHASE_WORDS: dict[Stage, tuple[str, ...]] = {
    "exploration": _spoken_of(
        *("nieuw", "nog een plan", "verken", "idee ", "ideeën", "ontwerp", "design", "in ontwikkeling", "voorbereid"),
        "haalbaarheid",
        *("new ", "still a plan", "explor", "idea ", "in development", "feasibility", "prepar"),
    ),
    "execution": _spoken_of(
        *("uitvoer", "proef", "pilot", "lopend", "loopt ", "in gebruik", "implementat", "uitrol", "ingevoerd"),
        *("carried out", "carrying out", "trial", "running ", "in use", "rolled out", "rollout"),
    ),
    "evaluation": _spoken_of("evalu", "terugblik", "afgerond", "beëindigd", "looking back", "completed"),
}
"""Beginnings of words by which the row "Stadium" of a report tells where the project was."""
_NOT_SO = _spoken_of(
    *("niet ", "geen ", "nooit ", "zonder ", "moet ", "moeten ", "komt ", "komen ", "straks ", "later ", "volgt ", "wordt "),
    *("not ", "no ", "never ", "without ", "must ", "will ", "to come", "later ", "follows "),
)
"""Words with which a text may say that it is not so, or not yet: then it is told of nothing."""
TECHNOLOGIES: tuple[_Technology, ...] = (
    _Technology(
        "cameras-en-sensoren", Text("Camera’s en sensoren", "Cameras and sensors"), _spoken_of("camera", "sensor", "drone")
    ),
    _Technology(
        "herkenning",
        Text("Mensen of kentekens herkennen", "Recognising people or number plates"),
        _spoken_of("gezichtsherkenning", "gezichten herkennen", "kenteken", "biometr", "facial recognition", "number plate"),
    ),
    _Technology(
        "algoritmen",
        Text("Algoritmen en risicomodellen", "Algorithms and risk models"),
        _spoken_of("algoritm", "risicomodel", "risicoprofiel", "profiler", "voorspel", "algorithm", "risk model", "predict"),
    ),
    _Technology(
        "kunstmatige-intelligentie",
        Text("Kunstmatige intelligentie en taalmodellen", "Artificial intelligence and language models"),
        _spoken_of(
            "kunstmatige intelligentie", "taalmodel", "chatbot", "generatieve", "artificial intelligence", "language model"
        ),
    ),
    _Technology(
        "gegevens-combineren",
        Text("Gegevens koppelen en doorzoeken", "Linking and searching data"),
        _spoken_of("koppel", "zoekvraag", "dashboard", "bestandsvergelijking", "linking data", "linked data", "query"),
    ),
    _Technology(
        "digitale-diensten",
        Text("Digitale diensten en formulieren", "Digital services and forms"),
        _spoken_of("app ", "apps ", "portaal", "website", "formulier", "digitaal loket", "portal", "online form"),
    ),
    _Technology(
        "platforms",
        Text("Platforms en sociale media", "Platforms and social media"),
        _spoken_of("platform", "reclameplatform", "advertentie", "sociale media", "social media", "advertisement"),
    ),
)
"""By which the row "Rol van de digitale technologie" of a report is told apart. Nobody fills a kind in: it is what the text
speaks of, also where it says that something is not done.
"""


def _technologies(content: ReportContent, names: Names, day: str) -> Iterator[Choice]:  # noqa: ARG001
    said = folded_text(composed(" ".join(row.text for row in content.rows if row.id == "technology")))
    for technology in TECHNOLOGIES:
        if any(word in said for word in technology.words):
            yield Choice(technology.key, technology.name)


FACETS: tuple[Facet, ...] = (
    Facet("waarde", Text("Waarde", "Value"), _values),
    Facet("beginsel", Text("Principe", "Principle"), _principles),
    Facet("fundament", Text("Fundament", "Foundation"), _foundations),
    Facet("spanning", Text("Spanning", "Tension"), _tensions),
    Facet("maatregel", Text("Soort maatregel", "Kind of measure"), _measures),
    Facet("techniek", Text("Techniek (naar de tekst)", "Technology (by the text)"), _technologies),
    Facet("fase", Text("Waar het project was, of naar de tekst", "Where the project was, or by the text"), _phase),
    Facet("organisatie", Text("Organisatie", "Organisation"), _organisation),
    Facet("periode", Text("Openbaar sinds", "Public since"), _period),
    Facet("besluit", Text("Besluit over het project", "Decision about the project"), _decision),
)
SHARED_SINCE = Text("Gedeeld sinds", "Shared since")
"""What the facet `periode` is called the reports that are shared with members stand."""
FACET_IDS = tuple(facet.id for facet in FACETS)


def facts_of(content: ReportContent, names: Names, day: str) -> dict[str, tuple[Choice, ...]]:
    """What a report has of each facet, each once; a facet of which it has nothing is left out."""
    found = {facet.id: tuple(dict.fromkeys(facet.choices_of(content, names, day))) for facet in FACETS}
    return {facet_id: choices for facet_id, choices in found.items() if choices}
