# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A strategy that is played: every command decided as the store does, every event through the log's bytes."""

from __future__ import annotations

from organisation.archive.facets import Known, Names
from organisation.strategy import commands as c
from organisation.strategy import events as e
from organisation.strategy.content import strategy_hash
from organisation.strategy.decider import begin, decide, replay
from organisation.strategy.form import StrategyForm, parse_form
from organisation.strategy.material import Material
from organisation.strategy.state import ListedContent, Strategy
from organisation.strategy.told import strategy_content
from organisation.strategy.viewer import STRATEGIST, Viewer
from sessions.material.framework import ValueRef
from sessions.model.codes import Refusal
from tests.sessions.shipped import FRAMEWORK, MEASURES, toml
from tests.sessions.world import START_MS

FORM: StrategyForm = parse_form(toml("strategie-2025"))
MATERIAL = Material(FORM, FRAMEWORK, MEASURES)
NAMES = Names(Known(FRAMEWORK, MEASURES))


class Played:
    """A strategy and its log."""

    def __init__(self, organisation: str = "Gemeente Voorbeeld") -> None:
        self.now_ms = START_MS
        events = begin(c.OpenStrategy("o1", organisation), self.now_ms)
        assert not isinstance(events, Refusal)
        self.log = [e.encode_events(events)]
        self.strategy = self.replayed()

    def replayed(self) -> Strategy:
        strategy: Strategy | None = None
        for payload in self.log:
            strategy = replay(e.decode_events(payload), strategy)
        assert strategy is not None
        return strategy

    def do(self, command: c.Command, who: Viewer = STRATEGIST) -> e.Decision:
        decision = decide(self.strategy, command, who, self.now_ms, material=MATERIAL)
        if not isinstance(decision, Refusal) and decision:
            self.log.append(e.encode_events(decision))
            self.strategy = self.replayed()
        return decision

    def ok(self, command: c.Command, who: Viewer = STRATEGIST) -> None:
        decision = self.do(command, who)
        assert not isinstance(decision, Refusal), decision

    def refused(self, command: c.Command, who: Viewer = STRATEGIST) -> str:
        decision = self.do(command, who)
        assert isinstance(decision, Refusal), decision
        return decision.code

    def lists(self, value: str | ValueRef, *, chosen: bool = True, why: str = "omdat", meaning: str = "zo") -> str:
        """Put a value on the long list; its id."""
        ref = ValueRef(value) if isinstance(value, str) else value
        listed_id = f"l-{len(self.strategy.listed)}"
        self.ok(c.PutListed(listed_id, 0, ListedContent(ref, ("practice",), chosen=chosen, why=why, meaning=meaning)))
        return listed_id

    def seen(self) -> str:
        """The SHA-256 of the strategy as somebody sees it who looks now."""
        return strategy_hash(strategy_content(self.strategy, MATERIAL))

    def establish(self, day: str = "2023-02-01") -> None:
        """The administrator establishes it."""
        rev = self.strategy.people.rev
        self.ok(c.SetPeople(rev, "CIO", "van de directie", "wethouder digitalisering", "adviseur ethiek"))
        self.ok(c.Establish(self.seen(), day))
