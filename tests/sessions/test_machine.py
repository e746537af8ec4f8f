# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A workshop as a machine: people ask, time goes by, silences end; after every step what must never happen has not."""

from __future__ import annotations

from random import Random
from typing import get_args

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from sessions.material.script import leaves
from sessions.model.codes import CODES, Refusal
from sessions.model.viewer import Role, Viewer
from sessions.topics.policy import POLICY
from sessions.wire import commands as c
from tests.sessions.asking import Tape, _Maker
from tests.sessions.test_properties import check_step
from tests.sessions.world import FACILITATOR, SCRIBE, World, person, replayed, script

PEOPLE = 5
KINDS: tuple[type[c.Command], ...] = get_args(c.Command)
STEPS = [leaf.id for leaf in leaves(script())]


class Workshop(RuleBasedStateMachine):
    """`World` compares every view with the changes that led to it; here is what is asked, and what may never be."""

    @initialize(leaf_id=st.sampled_from(["", *STEPS]))
    def open(self, leaf_id: str) -> None:
        self.world = World(PEOPLE)
        self.world.ok(c.AddProxy("oma", "t1"), SCRIBE)
        if leaf_id:
            self.world.go(leaf_id)
        self.before = self.world.session

    @rule(at=st.integers(1, PEOPLE), seed=st.integers(0, 2**32))
    def a_participant_asks(self, at: int, seed: int) -> None:
        self._ask(person(f"p{at}"), seed)

    @rule(seed=st.integers(0, 2**32))
    def the_facilitator_asks(self, seed: int) -> None:
        self._ask(FACILITATOR, seed)

    @rule(seed=st.integers(0, 2**32))
    def the_scribe_asks(self, seed: int) -> None:
        self._ask(SCRIBE, seed)

    @rule(role=st.sampled_from(get_args(Role)), seed=st.integers(0, 2**32))
    def somebody_asks_what_is_not_his(self, role: Role, seed: int) -> None:
        self._ask(Viewer(role, "nobody" if role == "participant" else ""), seed)

    @rule(leaf_id=st.sampled_from(STEPS))
    def the_script_goes_on(self, leaf_id: str) -> None:
        self._do(c.GoToStep(leaf_id, self.world.session.current), FACILITATOR)

    @rule(ms=st.sampled_from([1, 999, 20_000, 61_000]))
    def time_goes_by(self, ms: int) -> None:
        self.world.wait(ms=ms)

    @rule()
    def the_silence_ends(self) -> None:
        run = self.world.session.run()
        if run is not None and run.locked and run.timer.state == "running":
            self.world.wait(ms=max(0, run.timer.ends_at_ms - self.world.now_ms) + 1)
            self._do(c.SayReady(run.id, ready=True), person("p1"))
            assert not self.world.session.runs[run.id].locked

    @invariant()
    def nothing_happened_that_may_never_happen(self) -> None:
        check_step(self.before, self.world.session)
        self.before = self.world.session

    def teardown(self) -> None:
        if hasattr(self, "world"):
            assert replayed(self.world.log) == self.world.session

    def _ask(self, who: Viewer, seed: int) -> None:
        random = Random(seed)
        allowed = tuple(kind for kind in KINDS if who.role in POLICY[kind].roles and kind is not c.CloseWorkshop)
        kind = random.choice((*allowed * 8, *KINDS))
        tape = Tape([random.randrange(2**20) for _ in range(14)])
        command = _Maker(kind, tape, self.world.session, who, ()).command()
        self._do(command, who)

    def _do(self, command: c.AnyCommand, who: Viewer) -> None:
        entries = len(self.world.log)
        decision = self.world.do(command, who)
        if isinstance(decision, Refusal):
            assert decision.code in CODES
            assert len(self.world.log) <= entries + 1, "only the end of silence may have come before a refusal"


def test_in_whatever_order_things_happen_views_follow_and_nothing_hidden_or_lost_comes_of_it() -> None:
    """[BRD-02] [CIR-11] [LCK-10] [LOG-01]"""
    run_state_machine_as_test(Workshop, settings=settings(settings.get_profile("core"), max_examples=40, stateful_step_count=40))
