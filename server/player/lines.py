# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What simulated people say in a rehearsal: `sessions/content/rehearsal.toml`, and how a sentence is made of it."""

import random
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from sessions.material.text import Language, Text


class Lines(Struct, frozen=True, forbid_unknown_fields=True):
    """The sentences. `why` and `actions` may name a value: {value}."""

    names: tuple[str, ...]
    why: tuple[Text, ...]
    actions: tuple[Text, ...]
    actors: tuple[Text, ...]
    chosen: tuple[Text, ...]
    set_aside: tuple[Text, ...]
    considerations: tuple[Text, ...]
    accents_yes: tuple[Text, ...]
    accents_partly: tuple[Text, ...]
    parked: tuple[Text, ...]
    help: tuple[Text, ...]
    merged: tuple[Text, ...]
    follow_up: tuple[Text, ...]
    reflections: tuple[Text, ...]


@cache
def lines() -> Lines:
    """The shipped sentences. Raises `msgspec.ValidationError` when the file is wrong."""
    text = (files("sessions") / "content" / "rehearsal.toml").read_text(encoding="utf-8")
    return msgspec.toml.decode(text, type=Lines)


class Speech:
    """One person's way of speaking: says nothing twice before everything of a kind was said."""

    def __init__(self, language: Language, seed: str) -> None:
        self._language = language
        self._random = random.Random(seed)  # noqa: S311 - play, not secrets
        self._left: dict[str, list[Text]] = {}

    def say(self, kind: str, value: str = "") -> str:
        """A sentence of a kind, about a value when it names one."""
        left = self._left.get(kind)
        if not left:
            left = list(getattr(lines(), kind))
            self._random.shuffle(left)
            self._left[kind] = left
        return left.pop().in_(self._language).replace("{value}", value[:1].lower() + value[1:])
