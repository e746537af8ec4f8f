# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What strategies no longer hold: the words of cases that were destroyed, analyses that were taken away, and addresses that
nobody needs any more. First it is said in
the log, then the log begins anew without them; what a crash leaves in between, the next look goes on with.
"""

from collections.abc import Sequence

from msgspec import Struct

from organisation.strategy import commands as c
from organisation.strategy.acting import addresses_over
from organisation.strategy.events import StrategyPacked, encode_events
from organisation.strategy.forgetting import analysis_cases, origin_cases
from organisation.strategy.packing import begun_anew, packed
from organisation.strategy.state import Strategy
from organisation.strategy.viewer import SYSTEM
from server.keeping.beginning_anew import as_one_entry, begin_anew_as
from server.store import DOSSIER, NO_LOG, STRATEGY, Head, Store, WholeLog
from server.strategies.aggregate import STRATEGIES
from server.strategies.strategies import Strategies


class AsRead(Struct, frozen=True):
    """A strategy at a head: the cases of which it holds words, and whether its log has to begin anew. `with_addresses` is kept of
    one that holds addresses of people alone: when one has to go follows from the time too.
    """

    head: Head
    cases: frozenset[str]
    has_remains: bool
    with_addresses: Strategy | None


Known = dict[str, AsRead]
"""By the id of the strategy."""


async def forget(store: Store, known: Known | None = None) -> list[str]:
    """Take the words of destroyed cases out of every strategy, and the addresses that are needed no more (`addresses_over`), and
    what was to go out of its log; the ids of the strategies that
    changed. A case in the bin may come back, and so may one that is being put back: of those nothing is taken out. `known` is
    what need not be read again: keep it from one call to the next. Raises StoreError.
    """
    known = {} if known is None else known
    logs, cases, strategies = store.of(STRATEGY), store.of(DOSSIER), Strategies(store)
    ids, changed = await logs.copies.ids(), list[str]()
    for gone in known.keys() - set(ids):
        del known[gone]
    # What has to be kept stays as it is; what is shown of it has no words of erased cases all the same.
    held = {hold.id.id for hold in await logs.holds.all()}
    for strategy_id, head in zip(ids, await logs.log.heads(ids), strict=True):
        if strategy_id in held:
            continue
        if strategy_id not in known or known[strategy_id].head != head:
            strategy = await strategies.look_at(strategy_id)
            if strategy is None:
                continue
            has_addresses = any(contact.address for contact in strategy.contacts.values())
            known[strategy_id] = AsRead(head, _cases(strategy), strategy.has_remains, strategy if has_addresses else None)
        now, has_remains = known[strategy_id], known[strategy_id].has_remains
        over = addresses_over(now.with_addresses, await strategies.now_ms()) if now.with_addresses else ()
        commands: list[c.Command] = [c.ForgetCase(case_id) for case_id in await _destroyed(cases, sorted(now.cases))]
        for command in [*commands, *over]:
            if await strategies.ask(strategy_id, command, SYSTEM) is None:
                has_remains = True
        if has_remains and await begin_anew(store, strategy_id):
            changed.append(strategy_id)
    if changed:
        await logs.destruction.clean_up()
    return changed


async def begin_anew(store: Store, strategy_id: str) -> bool:
    """Put what is true of a strategy in the place of its log; False when it went on meanwhile, or would become another. Call
    `destruction.clean_up` afterwards. Raises StoreError.
    """
    return await begin_anew_as(store.of(STRATEGY), strategy_id, _packed)


async def _destroyed(cases: Store, case_ids: list[str]) -> list[str]:
    heads = await cases.log.heads(case_ids) if case_ids else []
    lost = [case_id for case_id, head in zip(case_ids, heads, strict=True) if head == NO_LOG]
    return [each for each in lost if await cases.log.is_destroyed(each)]


def _cases(strategy: Strategy) -> frozenset[str]:
    return origin_cases(strategy).union(*map(analysis_cases, strategy.analyses.values()))


def _packed(whole: WholeLog) -> bytes | None:
    """The payload of its one entry; None when what is read back is another strategy."""

    def payload_of(strategy: Strategy, forms: Sequence[str]) -> bytes:
        return encode_events((StrategyPacked(packed(strategy, forms)),))

    return as_one_entry(STRATEGIES, whole, payload_of, begun_anew)
