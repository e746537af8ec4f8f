# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation's own values, each under one of the six principles, with an owner and a version (DOM-22).

A workshop runs on the framework with them, or on them alone. The three foundations and six principles stay.
"""

import unicodedata
from collections import Counter

import msgspec
from msgspec import Struct

from sessions.authoring import toml
from sessions.authoring.fitting import Problem, fit
from sessions.authoring.script_check import MAX_SCRIPT_ID, MAX_SENTENCE, MAX_TITLE, MAX_VERSION, Checker
from sessions.authoring.toml_lines import Path
from sessions.material.framework import Framework, Source, Value
from sessions.material.limits import MAX_SHORT_CHARACTERS
from sessions.material.text import Text
from sessions.material.typed import stream_safe

MAX_OWN_VALUES = 100


class OwnValues(Struct, frozen=True, forbid_unknown_fields=True):
    """A set of values of an organisation. `owner` is who answers for it; `version` rises with every change."""

    id: str
    version: int
    title: Text
    owner: str
    source: Source
    values: tuple[Value, ...]


def read_own_values(toml_text: str, base: Framework, *, alone: bool) -> OwnValues | list[Problem]:
    """The values in a file, or everything that is wrong, with lines. Beside the framework's values (not `alone`) they must differ
    from those.

    A principle may be named by its id or by its name in Dutch or English; a value without an id gets one from its name; `source`
    may be one sentence.
    """
    data = toml.read_table(toml_text)
    if isinstance(data, list):
        return data
    problems: list[Problem] = []
    fitted = fit(_eased(data, base), OwnValues, problems)
    if problems:
        return toml.with_lines(problems, toml_text)
    own = msgspec.convert(fitted, OwnValues)
    problems = _problems(own, base, () if alone else base.values)
    return toml.with_lines(problems, toml_text) if problems else own


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
        principles=base.principles,
        values=values,
        owner=own.owner,
        based_on=base.id,
    )


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
    )


def _problems(own: OwnValues, base: Framework, beside: tuple[Value, ...]) -> list[Problem]:
    checker = Checker()
    checker.check_id(("id",), own.id, MAX_SCRIPT_ID)
    if own.id == base.id:
        checker.add(("id",), "id_taken", given=own.id)
    checker.check_between(("version",), own.version, 1, MAX_VERSION)
    checker.check_text(("title",), own.title, MAX_TITLE)
    checker.check_line(("owner",), own.owner, MAX_TITLE)
    checker.check_line(("source", "title"), own.source.title, MAX_SENTENCE)
    checker.check_line(("source", "authors"), own.source.authors, MAX_SENTENCE, needed=False)
    checker.check_line(("source", "date"), own.source.date, MAX_TITLE, needed=False)
    checker.check_count(("values",), own.values, MAX_OWN_VALUES)
    if not own.values:
        checker.add(("values",), "empty")
    principles = tuple(principle.id for principle in base.principles)
    for number, value in enumerate(own.values):
        path: Path = ("values", number)
        checker.check_id((*path, "id"), value.id, MAX_SCRIPT_ID)
        checker.check_text((*path, "name"), value.name, MAX_SHORT_CHARACTERS)
        checker.check_text((*path, "definition"), value.definition, MAX_SENTENCE)
        if value.principle not in principles:
            checker.add((*path, "principle"), "unknown_principle", *principles, given=value.principle)
        for name in ("synonyms_nl", "synonyms_en"):
            checker.check_count((*path, name), getattr(value, name), MAX_OWN_VALUES)
            for place, word in enumerate(getattr(value, name)):
                checker.check_line((*path, name, place), word, MAX_SHORT_CHARACTERS)
    checker.check_unique((("values", number, "id"), value.id) for number, value in enumerate(own.values))
    names = Counter(value.name.nl.casefold() for value in own.values)
    taken_ids = {value.id for value in beside}
    taken_names = {value.name.nl.casefold() for value in beside}
    for number, value in enumerate(own.values):
        name = value.name.nl.casefold()
        if name in taken_names:
            checker.add(("values", number, "name"), "name_taken", given=value.name.nl)
        elif value.id in taken_ids:
            checker.add(("values", number, "id"), "id_taken", given=value.id)
        if names[name] > 1 and name:
            checker.add(("values", number, "name"), "name_twice", given=value.name.nl)
    return checker.problems


def _eased(data: dict[str, object], base: Framework) -> dict[str, object]:
    """The data with what may be left out filled in."""
    eased = dict(data)
    source = data.get("source")
    if isinstance(source, str):
        eased["source"] = {"title": source, "authors": data.get("owner", ""), "date": ""}
    elif isinstance(source, dict):
        eased["source"] = {"authors": "", "date": "", **source}
    values = data.get("values")
    if isinstance(values, list):
        names = {_folded(word): each.id for each in base.principles for word in (each.id, each.name.nl, each.name.en)}
        eased["values"] = [_eased_value(value, names) if isinstance(value, dict) else value for value in values]
    return eased


def _eased_value(value: dict[str, object], principles: dict[str, str]) -> dict[str, object]:
    eased = dict(value)
    principle, name = value.get("principle"), value.get("name")
    if isinstance(principle, str):
        eased["principle"] = principles.get(_folded(principle), principle)
    name = name.get("nl") if isinstance(name, dict) else name
    if "id" not in value and isinstance(name, str):
        eased["id"] = _id_from(name)
    return eased


def _folded(word: str) -> str:
    return " ".join(word.casefold().replace("_", " ").split())


def _id_from(name: str) -> str:
    plain = unicodedata.normalize("NFKD", stream_safe(name[: 4 * MAX_SCRIPT_ID].casefold()))
    kept = "".join(ch if ch.isascii() and ch.isalnum() else " " for ch in plain if not unicodedata.combining(ch))
    return "_".join(kept.split())[:MAX_SCRIPT_ID].strip("_")


def _without(title: Text, base: Text) -> Text:
    return Text(title.nl.removeprefix(f"{base.nl} + "), title.en.removeprefix(f"{base.en} + "))


def _source_without(source: Source, base: Source) -> Source:
    return Source(
        title=source.title.removeprefix(f"{base.title}; "),
        authors=source.authors.removeprefix(f"{base.authors}; "),
        date=source.date.removeprefix(f"{base.date}; "),
    )
