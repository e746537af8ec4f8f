# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two worlds that differ only in what silent authors write give everybody else the same bytes, on real servers (I9).

More and other worlds: `python -m tests.noninterference --examples 200`.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgpack  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sessions.wire.frames import Patch, Settled, encode
from sessions.wire.records import RunRecord
from tests.noninterference import pages
from tests.noninterference.base import make_past_folders
from tests.noninterference.leaks import LEAKS, Leak
from tests.noninterference.pair import Outcome, Stage, compare_processes
from tests.noninterference.plans import Plan, everything, plans, probes, withdrawn
from tests.noninterference.recording import Recording, differences, mask_frame
from tests.noninterference.world import Looks

EXAMPLES = int(os.environ.get("NONINTERFERENCE_EXAMPLES", "4"))
FIRST = ("counted_in_the_run", "by_another_refusal", "on_the_page_of_the_poster", "by_what_a_restart_forgets")
"""Of the planted leaks those that are caught where something is sent, asked, read and taken up again; all in the long run."""
CHANNELS = {"live", "view", "resume", "refusal", "pong", "presence", "page", "export"}
"""Where somebody must have got something, or nothing was compared."""


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with Stage.open() as stage:
        yield stage


def channels_of(outcome: Outcome) -> set[str]:
    return {channel for _, channel in outcome.one.told()}


@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(plan=plans(), by_stream=st.booleans())
def test_nobody_can_tell_two_worlds_apart_by_what_silent_authors_write(stage: Stage, plan: Plan, by_stream: bool) -> None:
    """[LCK-02] [LCK-03] [LCK-17] [CIR-12] [WIR-08] [WIR-16]"""
    looks = Looks(every_page=16, first_page=len(plan.rounds), probed=("neighbour",), ids=1, by_stream=by_stream)
    outcome = stage.compare(plan, looks)
    assert not outcome.found, str(outcome)


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.long)], ids=["a fourth", "all"])
def test_nobody_can_tell_two_full_worlds_apart_in_any_page_or_refusal(stage: Stage, every: int) -> None:
    """[LCK-02] [LCK-03] [CIR-12] [WIR-06] [WIR-08] With one page in `every`, others than the plans above look at."""
    outcome = stage.compare(everything(), Looks(every_page=every, ids=1 if every > 1 else 2))
    assert not outcome.found, str(outcome)
    assert channels_of(outcome) >= CHANNELS
    assert {viewer for viewer, _ in outcome.one.told()} >= {*everything().others, "late0", "stranger"}


@pytest.mark.long
def test_nobody_can_tell_two_full_worlds_apart_by_streams_and_the_requests_beside_them(stage: Stage) -> None:
    """[LCK-02] [LCK-03] [CIR-12] [WIR-06] [WIR-08] [WIR-16] Where a network lets no WebSocket through."""
    outcome = stage.compare(everything(), Looks(every_page=8, by_stream=True))
    assert not outcome.found, str(outcome)
    assert channels_of(outcome) >= {*CHANNELS, "answer"}
    assert {viewer for viewer, _ in outcome.one.told()} >= {*everything().others, "late0"}


@pytest.mark.parametrize("by_stream", [False, pytest.param(True, marks=pytest.mark.long)], ids=["sockets", "streams"])
@pytest.mark.parametrize("many", [1, *(pytest.param(each, marks=pytest.mark.long) for each in (0, 7, 20))])
def test_what_is_changed_and_withdrawn_in_silence_is_seen_by_nobody_ever(stage: Stage, many: int, by_stream: bool) -> None:
    """[LCK-20] [LCK-21] [LCK-17]"""
    looks = Looks(every_page=8, first_page=many % 8, probed=(), ids=0, by_stream=by_stream)
    outcome = stage.compare(withdrawn(many), looks)
    assert not outcome.found, str(outcome)
    assert {viewer for viewer, channel in outcome.one.told() if channel == "resume"} >= set(withdrawn(many).others)


@pytest.mark.long
def test_nobody_can_tell_two_worlds_of_server_processes_apart() -> None:
    """[LCK-02] [LCK-03]"""
    # Not pytest's tmp_path: the embedded store's socket has a path of at most 108 bytes.
    with tempfile.TemporaryDirectory(prefix="wb-") as folder, asyncio.Runner() as runner:
        past, folders = runner.run(make_past_folders(Path(folder), 2))
        looks = Looks(every_page=4, probed=("facilitator",), ids=1)
        outcome = runner.run(compare_processes(past, folders, everything(), looks))
    assert not outcome.found, str(outcome)
    assert channels_of(outcome) >= CHANNELS


@pytest.mark.parametrize(
    "leak",
    [pytest.param(leak, id=leak.name, marks=() if leak.name in FIRST else pytest.mark.long) for leak in LEAKS],
)
def test_a_planted_leak_is_caught_where_it_is(stage: Stage, leak: Leak) -> None:
    with leak.plant():
        outcome = stage.compare(leak.plan(), leak.looks)
    assert {each.channel for each in outcome.found} == leak.channels, str(outcome)
    assert leak.kind in {each.kind for each in outcome.found}, str(outcome)


def test_the_plans_of_planted_leaks_show_nothing_without_the_leak(stage: Stage) -> None:
    (restarting,) = (leak for leak in LEAKS if leak.public.kind == "restart")
    outcome = stage.compare(restarting.plan(), restarting.looks)
    assert not outcome.found, str(outcome)


def test_of_every_page_it_is_known_what_its_address_is_in_a_world() -> None:
    assert not pages.unknown_parameters(), "say what these are in OF_EVERY_WORLD of tests/noninterference/pages.py"


def test_every_command_that_can_name_a_note_is_tried_on_a_hidden_one() -> None:
    names = {kind.__name__ for kind in probes()}
    assert {"EditNote", "DeleteNote", "RestoreNote", "MoveNote", "StackNote", "UnstackNote", "ChooseNote", "HideNote"} <= names


class TestWhatIsMasked:
    def test_clocks_and_the_text_of_tokens_are_masked_and_nothing_else(self) -> None:
        run = RunRecord("r1", "A2b", 1, True, "author", 1_700_000_000_000, "running", 2, 1_700_000_300_000, 0, 3)
        frame = Patch("sealed", 1_700_000_000_001, (run,), ("n1",), Settled(4))
        kind, masked = mask_frame(encode(frame))
        told = msgpack.unpackb(masked)
        assert (kind, told["token"], told["at_ms"]) == ("patch", "******", 1)
        assert (told["drop"], told["settled"]["n"]) == (["n1"], 4)
        shown = told["put"][0]
        assert (shown["started_at_ms"], shown["ends_at_ms"], shown["left_ms"], shown["ready"]) == (1, 1, 0, 3)

    def test_a_longer_token_is_seen(self) -> None:
        assert self.kinds([Patch("aa", 1, (), ())], [Patch("bbb", 2, (), ())]) == ["size"]
        assert self.kinds([Patch("aa", 1, (), ())], [Patch("bb", 2, (), ())]) == []

    def test_another_order_is_seen(self) -> None:
        assert self.kinds([Patch("", 1, (), ("a", "b"))], [Patch("", 1, (), ("b", "a"))]) == ["bytes"]

    def test_a_frame_more_is_seen(self) -> None:
        assert self.kinds([Patch("", 1, (), ())], [Patch("", 1, (), ()), Patch("", 1, (), ())]) == ["number"]

    def kinds(self, one: list[Patch], other: list[Patch]) -> list[str]:
        recordings = []
        for frames in (one, other):
            recordings.append(Recording())
            for frame in frames:
                recordings[-1].add_frame("screen", encode(frame), first=None)
        return [each.kind for each in differences(*recordings)]
