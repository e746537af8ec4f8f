# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Content in a further language: Dutch sentences and what they are in it, laid over what is written in the content files."""

from collections.abc import Mapping
from typing import TypeVar, cast

import msgspec
from msgspec import Struct

from sessions.material.text import Language, Text

_Thing = TypeVar("_Thing")


def parse_overlay(toml_text: str) -> dict[str, str]:
    """The sentences of a language: TOML with Dutch on the left. Raises `msgspec.ValidationError` when it is no such table."""
    return msgspec.toml.decode(toml_text, type=dict[str, str])


def with_language(thing: _Thing, language: Language, words: Mapping[str, str]) -> _Thing:
    """The same content, with every text that `words` has the Dutch of said in `language` too."""
    if isinstance(thing, Text):
        said = words.get(thing.nl)
        others = {**(thing.others or {}), language: said} if said else thing.others
        return cast("_Thing", msgspec.structs.replace(thing, others=others))
    if isinstance(thing, tuple):
        return cast("_Thing", tuple(with_language(each, language, words) for each in thing))
    if isinstance(thing, Struct):
        fields = {name: getattr(thing, name) for name in thing.__struct_fields__}
        changed = {name: with_language(value, language, words) for name, value in fields.items()}
        return cast("_Thing", msgspec.structs.replace(thing, **changed)) if changed != fields else thing
    return thing


def dutch_in(thing: object) -> set[str]:
    """Every Dutch sentence in it: what a further language can say."""
    if isinstance(thing, Text):
        return {thing.nl}
    if isinstance(thing, tuple):
        return {said for each in thing for said in dutch_in(each)}
    if isinstance(thing, Struct):
        return {said for name in thing.__struct_fields__ for said in dutch_in(getattr(thing, name))}
    return set()
