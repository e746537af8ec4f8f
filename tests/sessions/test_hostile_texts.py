# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever people type, in every field of every command: what is kept is clean, and no longer than it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.material.typed import clean
from sessions.topics.poster import canonical_poster, parse_poster, poster_content
from sessions.wire import events as e
from tests.sessions import asking, asking_items
from tests.sessions.asking import KINDS, Step, ask, plans
from tests.sessions.hostile import FAMILY, FLAG, HOSTILE, NEVER_SEEN
from tests.sessions.world import World, action, own_value, replayed, value

NOT_TYPED = (e.WorkshopOpened,)
"""Made of the opening form, which is checked where it is read, and of scripts and frameworks."""


@pytest.fixture(autouse=True)
def hostile_people(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody types only this."""
    short = tuple(text[:120] for text in HOSTILE)
    contents = tuple(
        made for text in short for made in (value("privacy", text), own_value(text, why=text), action(text, actor=text))
    )
    monkeypatch.setattr(asking, "TEXTS", short)
    monkeypatch.setattr(asking, "CONTENTS", contents)
    monkeypatch.setattr(asking_items, "TEXTS", short)


def texts(thing: Any) -> Iterator[str]:
    """Every text in a thing, at any depth."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        for name, inner in thing.items():
            yield from texts(name)
            yield from texts(inner)
    elif isinstance(thing, list | tuple):
        for inner in thing:
            yield from texts(inner)


@settings(max_examples=60)
@given(leaf_id=st.sampled_from(["A1", "A2c1", "A3", "B4b1"]), plan=plans(70, KINDS))
def test_what_is_kept_of_any_command_is_clean_and_reads_back(leaf_id: str, plan: list[Step]) -> None:
    """[BRD-18]"""
    world = World(4)
    world.go(leaf_id)
    for step in plan:
        command, who, pause_ms = ask(step, world.session)
        world.wait(ms=pause_ms)
        world.do(command, who)
    for events in world.log:
        for event in events:
            if isinstance(event, NOT_TYPED):
                continue
            for text in texts(msgspec.to_builtins(event)):
                assert text == clean(text)
                assert NEVER_SEEN.isdisjoint(text)
    assert replayed(world.log) == world.session
    canonical = canonical_poster(poster_content(world.session))
    assert canonical_poster(parse_poster(canonical)) == canonical


@pytest.mark.parametrize("text", [FAMILY, FLAG, f"{FAMILY} en {FLAG}"])
def test_an_emoji_of_several_stays_whole(text: str) -> None:
    assert clean(text) == text
