# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""From draft to what holds: the named administrator establishes the strategy, and a next version can be begun."""

from msgspec.structs import replace

from organisation.dossier.days import day_in_the_netherlands, is_day
from organisation.strategy import commands as c
from organisation.strategy import events as e
from organisation.strategy.bounds import MAX_VERSIONS
from organisation.strategy.content import strategy_hash
from organisation.strategy.forgetting import without_origins
from organisation.strategy.material import Material
from organisation.strategy.progress import obstacles
from organisation.strategy.state import Fixed, Strategy
from organisation.strategy.told import strategy_content
from sessions.model.codes import Refusal

Command = c.Establish | c.BeginVersion
Event = e.Established | e.VersionBegun


def decide(strategy: Strategy, command: Command, material: Material, now_ms: int) -> e.Decision:
    """What follows from a command of this topic."""
    if isinstance(command, c.BeginVersion):
        return () if strategy.drafting else (e.VersionBegun(),)
    if not strategy.drafting:
        return ()
    if obstacles(strategy):
        return Refusal("empty", "administrator")
    if not is_day(command.day):
        return Refusal("invalid", "day")
    # What was established stands, so a day that has yet to come would be told for good.
    if command.day > day_in_the_netherlands(now_ms):
        return Refusal("not_now", "day")
    content = strategy_content(without_origins(strategy, command.erased), material)
    sha256 = strategy_hash(content)
    if sha256 != command.sha256:
        return Refusal("stale_rev", "strategy")
    if len(strategy.established) >= MAX_VERSIONS:
        return Refusal("too_many")
    return (e.Established(Fixed(content.version, command.day, sha256, replace(content, day=command.day))),)


def reduce(strategy: Strategy, event: Event) -> Strategy:
    """The strategy after a fact of this topic."""
    if isinstance(event, e.VersionBegun):
        return replace(strategy, drafting=True)
    return replace(strategy, drafting=False, established=(*strategy.established, event.fixed))
