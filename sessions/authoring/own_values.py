# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation's own values, each under one of the six principles or under its own, with an owner and a version (DOM-22).

A workshop runs on the framework with them, or on them alone. The three foundations stay.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

import msgspec
from msgspec import Struct

from sessions.authoring import toml
from sessions.authoring.fitting import fit
from sessions.material.framework import Framework, Principle, Source, Value
from sessions.material.limits import (
    MAX_CONTENT_ID_CHARACTERS,
    MAX_OWN_PRINCIPLES,
    MAX_OWN_VALUES,
    MAX_SENTENCE_CHARACTERS,
    MAX_SHORT_CHARACTERS,
    MAX_TITLE_CHARACTERS,
    MAX_VERSION,
)
from sessions.material.problems import MAX_PROBLEMS, Path, Problem, shown
from sessions.material.rules import AtMost, Between, Finds, Forbids, IsId, Table, Words, broken, twice
from sessions.material.text import Text
from sessions.material.typed import stream_safe


class OwnValues(Struct, frozen=True, forbid_unknown_fields=True):
    """A set of values of an organisation. `owner` is who answers for it; `version` rises with every change. `principles` are
    those that it brings itself, each under a foundation, whose colour and stamp it has.
    """

    id: str
    version: int
    title: Text
    owner: str
    source: Source
    values: tuple[Value, ...]
    principles: tuple[Principle, ...] = ()


def read_own_values(toml_text: str, base: Framework, *, alone: bool) -> OwnValues | list[Problem]:
    """The values in a file, or everything that is wrong, with lines. Beside the framework's values (not `alone`) they must differ
    from those.

    A principle may be named by its id or by its name in Dutch or English; a value or a principle without an id gets one from its
    name; `source` may be one sentence.
    """
    data = toml.read_table(toml_text)
    if isinstance(data, list):
        return data
    made = make_own_values(_eased(data, base), base, alone=alone)
    return toml.with_lines(made, toml_text) if isinstance(made, list) else made


def make_own_values(data: dict[str, object], base: Framework, *, alone: bool) -> OwnValues | list[Problem]:
    """The values in a form or a file, as plain data, or everything that is wrong, as paths from the set on."""
    problems: list[Problem] = []
    fitted = fit(data, OwnValues, problems)
    if problems:
        return problems
    own = msgspec.convert(fitted, OwnValues)
    return _problems(own, base, () if alone else base.values) or own


def write_own_values(own: OwnValues) -> str:
    """The set as TOML, to keep, change and bring again."""
    return toml.write(
        own, f"Eigen waarden voor Waardenbord / own values for Waardenbord: {own.title.nl}\nEigenaar / owner: {own.owner}"
    )


def with_own_values(base: Framework, own: OwnValues, *, alone: bool) -> Framework:
    """The framework of a workshop with these values: after those of `base`, or `alone`."""
    if alone:
        title, values, source = own.title, own.values, own.source
    else:
        title = Text(f"{base.title.nl} + {own.title.nl}", f"{base.title.en} + {own.title.en}")
        values = base.values + own.values
        source = Source(
            title=f"{base.source.title}; {own.source.title}",
            authors=f"{base.source.authors}; {own.source.authors}",
            date=f"{base.source.date}; {own.source.date}",
        )
    return Framework(
        id=own.id,
        version=own.version,
        title=title,
        source=source,
        foundations=base.foundations,
        principles=_principles(base, own, values, alone=alone),
        values=values,
        owner=own.owner,
        based_on=base.id,
        own_principles=tuple(principle.id for principle in own.principles),
    )


def _principles(base: Framework, own: OwnValues, values: tuple[Value, ...], *, alone: bool) -> tuple[Principle, ...]:
    """The principles of a workshop. Where an organisation brings its own, and its values alone, they take the place of the six;
    what a value stands under stays, and no foundation is left without any: under one everybody names another value.
    """
    if not own.principles or not alone:
        return base.principles + own.principles
    used = {value.principle for value in values}
    brought = {principle.foundation for principle in own.principles}
    return own.principles + tuple(each for each in base.principles if each.id in used or each.foundation not in brought)


def own_values_of(framework: Framework, base: Framework) -> OwnValues | None:
    """The organisation's own values in a workshop's framework, or None when it has none."""
    if not framework.owner:
        return None
    shipped = set(base.values)
    split = len(base.values) if framework.values[: len(base.values)] == base.values else 0
    return OwnValues(
        id=framework.id,
        version=framework.version,
        title=_without(framework.title, base.title) if split else framework.title,
        owner=framework.owner,
        source=_source_without(framework.source, base.source) if split else framework.source,
        values=tuple(value for value in framework.values if not split or value not in shipped),
        principles=tuple(each for each in framework.principles if each.id in framework.own_principles),
    )


RULES: Table = {
    OwnValues: (
        IsId("id", MAX_CONTENT_ID_CHARACTERS),
        Between("version", 1, MAX_VERSION),
        Words("title", MAX_TITLE_CHARACTERS),
        Words("owner", MAX_TITLE_CHARACTERS),
        AtMost("values", MAX_OWN_VALUES),
        Forbids[OwnValues]("values", "empty", "a set has at least one value", lambda own: not own.values),
        Finds[OwnValues](
            "values",
            ("id_twice",),
            "this id is used twice",
            lambda own: twice((("values", number, "id"), value.id) for number, value in enumerate(own.values)),
        ),
        AtMost("principles", MAX_OWN_PRINCIPLES),
        Finds[OwnValues](
            "principles",
            ("id_twice",),
            "this id is used twice",
            lambda own: twice((("principles", number, "id"), each.id) for number, each in enumerate(own.principles)),
        ),
    ),
    Source: (
        Words("title", MAX_SENTENCE_CHARACTERS),
        Words("authors", MAX_SENTENCE_CHARACTERS, needed=False),
        Words("date", MAX_TITLE_CHARACTERS, needed=False),
    ),
    Value: (
        IsId("id", MAX_CONTENT_ID_CHARACTERS),
        Words("name", MAX_SHORT_CHARACTERS),
        Words("definition", MAX_SENTENCE_CHARACTERS),
        AtMost("synonyms_nl", MAX_OWN_VALUES),
        Words("synonyms_nl", MAX_SHORT_CHARACTERS),
        AtMost("synonyms_en", MAX_OWN_VALUES),
        Words("synonyms_en", MAX_SHORT_CHARACTERS),
    ),
    Principle: (
        IsId("id", MAX_CONTENT_ID_CHARACTERS),
        Words("name", MAX_SHORT_CHARACTERS),
        Words("definition", MAX_SENTENCE_CHARACTERS),
    ),
}
"""What is asked of every set; `_beside` asks the rest."""


def rules_broken_by(own: OwnValues) -> list[Problem]:
    """What is wrong with a set by itself, whatever the framework beside which it is used."""
    return [problem for _, problem in islice(broken(RULES, _things(own)), MAX_PROBLEMS)]


def _problems(own: OwnValues, base: Framework, beside: tuple[Value, ...]) -> list[Problem]:
    return list(islice(chain(rules_broken_by(own), _beside(own, base, beside)), MAX_PROBLEMS))


def _things(own: OwnValues) -> Iterator[tuple[Path, Struct]]:
    yield (), own
    yield ("source",), own.source
    for number, value in enumerate(own.values):
        yield ("values", number), value
    for number, principle in enumerate(own.principles):
        yield ("principles", number), principle


def _beside(own: OwnValues, base: Framework, beside: tuple[Value, ...]) -> Iterator[Problem]:
    """What does not go with the framework, or with the values beside which it is used; and names that stand twice."""
    if own.id == base.id:
        yield Problem(("id",), "id_taken", given=shown(own.id))
    principles = tuple(principle.id for principle in (*base.principles, *own.principles))
    yield from _principles_beside(own, base)
    names = Counter(value.name.nl.casefold() for value in own.values)
    taken_ids = {value.id for value in beside}
    taken_names = {value.name.nl.casefold() for value in beside}
    for number, value in enumerate(own.values):
        name = value.name.nl.casefold()
        if value.principle not in principles:
            yield Problem(("values", number, "principle"), "unknown_principle", principles, shown(value.principle))
        if name in taken_names:
            yield Problem(("values", number, "name"), "name_taken", given=shown(value.name.nl))
        elif value.id in taken_ids:
            yield Problem(("values", number, "id"), "id_taken", given=shown(value.id))
        if names[name] > 1 and name:
            yield Problem(("values", number, "name"), "name_twice", given=shown(value.name.nl))


def _principles_beside(own: OwnValues, base: Framework) -> Iterator[Problem]:
    """Own principles that cannot be told from those of the framework, or from each other."""
    ids = {principle.id for principle in base.principles}
    taken = {principle.name.nl.casefold() for principle in base.principles}
    names = Counter(principle.name.nl.casefold() for principle in own.principles)
    for number, principle in enumerate(own.principles):
        name = principle.name.nl.casefold()
        if name in taken:
            yield Problem(("principles", number, "name"), "name_taken", given=shown(principle.name.nl))
        elif principle.id in ids:
            yield Problem(("principles", number, "id"), "id_taken", given=shown(principle.id))
        if names[name] > 1 and name:
            yield Problem(("principles", number, "name"), "name_twice", given=shown(principle.name.nl))


def _eased(data: dict[str, object], base: Framework) -> dict[str, object]:
    """The data with what may be left out filled in."""
    eased = dict(data)
    source = data.get("source")
    if isinstance(source, str):
        eased["source"] = {"title": source, "authors": data.get("owner", ""), "date": ""}
    elif isinstance(source, dict):
        eased["source"] = {"authors": "", "date": "", **source}
    names = {_folded(word): each.id for each in base.principles for word in (each.id, *each.name.by_language().values())}
    principles = data.get("principles")
    if isinstance(principles, list):
        eased["principles"] = [_eased_principle(each, names) if isinstance(each, dict) else each for each in principles]
    values = data.get("values")
    if isinstance(values, list):
        eased["values"] = [_eased_value(value, names) if isinstance(value, dict) else value for value in values]
    return eased


def _eased_principle(principle: dict[str, object], names: dict[str, str]) -> dict[str, object]:
    """A principle with its id; `names` learns by which words values may name it."""
    eased, name = dict(principle), principle.get("name")
    said = [each for each in (name.values() if isinstance(name, dict) else (name,)) if isinstance(each, str)]
    if "id" not in eased and said:
        eased["id"] = id_from(said[0])
    its_id, foundation = eased.get("id"), eased.get("foundation")
    if isinstance(foundation, str):
        eased["foundation"] = _folded(foundation)
    if isinstance(its_id, str):
        names |= {_folded(word): its_id for word in (its_id, *said)}
    return eased


def _eased_value(value: dict[str, object], principles: dict[str, str]) -> dict[str, object]:
    eased = dict(value)
    principle, name = value.get("principle"), value.get("name")
    if isinstance(principle, str):
        eased["principle"] = principles.get(_folded(principle), principle)
    name = name.get("nl") if isinstance(name, dict) else name
    if "id" not in value and isinstance(name, str):
        eased["id"] = id_from(name)
    return eased


def _folded(word: str) -> str:
    return " ".join(word.casefold().replace("_", " ").split())


def id_from(name: str) -> str:
    """A short name made of a name that people read; empty when nothing in it can stand in one."""
    plain = unicodedata.normalize("NFKD", stream_safe(name[: 4 * MAX_CONTENT_ID_CHARACTERS].casefold()))
    kept = "".join(ch if ch.isascii() and ch.isalnum() else " " for ch in plain if not unicodedata.combining(ch))
    return "_".join(kept.split())[:MAX_CONTENT_ID_CHARACTERS].strip("_")


def _without(title: Text, base: Text) -> Text:
    return Text(title.nl.removeprefix(f"{base.nl} + "), title.en.removeprefix(f"{base.en} + "))


def _source_without(source: Source, base: Source) -> Source:
    return Source(
        title=source.title.removeprefix(f"{base.title}; "),
        authors=source.authors.removeprefix(f"{base.authors}; "),
        date=source.date.removeprefix(f"{base.date}; "),
    )
