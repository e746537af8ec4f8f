# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What follows from a command in a strategy, and what is true then. Each topic says by its `Command` and `Event` what is its
own; here it only goes there, and the type checker sees that nothing is left over.
"""

from collections.abc import Iterable
from typing import assert_never

from msgspec.structs import replace

from organisation.archive.facets import Known, Names
from organisation.dossier import commands as d
from organisation.dossier import events as de
from organisation.strategy import acting, analysing, establishing, forgetting, listing, writing
from organisation.strategy import commands as c
from organisation.strategy import events as e
from organisation.strategy.bounds import KEPT_FOR_STOPPING, MAX_CHANGES
from organisation.strategy.material import Material
from organisation.strategy.packing import unpacked
from organisation.strategy.policy import RIGHTS
from organisation.strategy.state import Strategy
from organisation.strategy.viewer import Viewer
from sessions.model.codes import Refusal

_WRITES_A_VERSION = writing.Command | listing.Command


def begin(command: c.OpenStrategy, now_ms: int) -> e.Decision:
    """The first entry of a strategy's log."""
    return (e.StrategyOpened(command.strategy_id, command.organisation, command.language, now_ms),)


def decide(strategy: Strategy, command: c.Command, who: Viewer, now_ms: int, *, material: Material) -> e.Decision:
    """What follows from a command: events (none when it changes nothing), or a refusal."""
    if who.role not in RIGHTS.get(type(command), ()):
        return Refusal("not_allowed")
    if strategy.changes >= MAX_CHANGES + (KEPT_FOR_STOPPING if _stops(command) else 0):
        return Refusal("too_many")
    if isinstance(command, c.OpenStrategy):
        return Refusal("id_taken", "strategy_id")
    if isinstance(command, c.NameOrganisation):
        return () if command.organisation == strategy.organisation else (e.OrganisationNamed(command.organisation),)
    if isinstance(command, _WRITES_A_VERSION) and not strategy.drafting:
        # What was established stands: whoever wants it otherwise begins a next version.
        return Refusal("not_now")
    if isinstance(command, writing.Command):
        return writing.decide(strategy, command)
    if isinstance(command, listing.Command):
        return listing.decide(strategy, command, material)
    if isinstance(command, establishing.Command):
        return establishing.decide(strategy, command, material, now_ms)
    if isinstance(command, analysing.Command):
        return analysing.decide(strategy, command, now_ms)
    if isinstance(command, c.ForgetCase):
        return forgetting.decide(strategy, command.case_id, Names(Known(material.framework, material.measures)))
    return acting.decide(strategy, command, who, now_ms, material)


def _stops(command: c.Command) -> bool:
    """Whether a command only takes away or stops what must be stopped, however much was changed."""
    return (
        isinstance(command, d.RevokeHolderLink | c.RemoveAnalysis | c.ForgetCase)
        or (isinstance(command, c.ShareAnalysis) and not command.shared)
        or (isinstance(command, d.SetMail) and not command.wanted)
        or (isinstance(command, d.SetAddress) and not command.address)
    )


def reduce(strategy: Strategy | None, event: e.Event) -> Strategy:
    """The strategy after a fact. `strategy` is None only before the first."""
    if isinstance(event, e.StrategyOpened):
        return Strategy(event.strategy_id, event.organisation, event.language, event.at_ms)
    if isinstance(event, e.StrategyPacked):
        return unpacked(event.content)
    if strategy is None:
        raise ValueError("a strategy begins with strategy_opened or strategy_packed")
    if isinstance(event, e.CaseForgotten | de.MailSet):
        # What the server does by itself takes nothing of what people may do.
        return _reduce(strategy, event)
    return _reduce(replace(strategy, changes=strategy.changes + (0 if _only_looked(strategy, event) else 1)), event)


def _only_looked(strategy: Strategy, event: e.ChangeOfStrategy) -> bool:
    if not isinstance(event, de.HolderLinkSet):
        return False
    known = strategy.actions[event.action_id].link
    return known is not None and event.link is not None and known.key_hash == event.link.key_hash


def _reduce(strategy: Strategy, event: e.ChangeOfStrategy) -> Strategy:
    if isinstance(event, e.CaseForgotten):
        return forgetting.reduce(strategy, event)
    if isinstance(event, e.OrganisationNamed):
        return replace(strategy, organisation=event.organisation)
    if isinstance(event, writing.Event):
        return writing.reduce(strategy, event)
    if isinstance(event, listing.Event):
        return listing.reduce(strategy, event)
    if isinstance(event, establishing.Event):
        return establishing.reduce(strategy, event)
    if isinstance(event, analysing.Event):
        return analysing.reduce(strategy, event)
    if isinstance(event, acting.Event):
        return acting.reduce(strategy, event)
    assert_never(event)


def replay(events: Iterable[e.Event], strategy: Strategy | None = None) -> Strategy | None:
    """The strategy after a series of facts."""
    for event in events:
        strategy = reduce(strategy, event)
    return strategy
