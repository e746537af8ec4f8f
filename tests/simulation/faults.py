# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes wrong, by name. Each schedule turns some kinds on and leaves others off (swarm testing): two kinds often hide what a
third one shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from redis import exceptions as redis_errors

from tests.simulation.network import FaultyLine

if TYPE_CHECKING:
    from tests.simulation.world import World

Fault = Callable[["World"], str]
"""Strikes once, and says what it did; "" when there was nothing to strike. What it changes it sets right again by itself."""


def worker_crash(world: World) -> str:
    """Kill -9 of a worker; another one comes in its place."""
    worker = world.some(world.alive)
    if worker is None:
        return ""
    worker.crash(world.draw((0.0, 0.01, 0.3, None)))
    world.later(world.between(0.1, 3.0), world.start_worker)
    return worker.name


def worker_stop(world: World) -> str:
    """A worker stops as it does on SIGTERM; another one comes in its place."""
    worker = world.some(world.alive)
    if worker is None or len(world.alive) == 1:
        return ""
    worker.stop()
    world.later(world.between(0.0, 0.5), world.start_worker)
    return worker.name


def connection_cut(world: World) -> str:
    """A socket breaks and both sides know."""
    page = world.some([page for page in world.pages if page.serving is not None])
    if page is None or page.serving is None:
        return ""
    page.serving.cut(page_after_s=world.between(0.0, 0.2), worker_after_s=world.between(0.0, 0.2))
    return page.client_id


def half_open(world: World) -> str:
    """A socket carries nothing any more, and nobody is told; the worker finds out late."""
    page = world.some([page for page in world.pages if page.serving is not None])
    if page is None or page.serving is None:
        return ""
    page.serving.cut(page_after_s=None, worker_after_s=world.between(1.0, 25.0))
    return page.client_id


def late_close(world: World) -> str:
    """A page makes a second connection while the first serves; the worker hears of the first one's end late."""
    page = world.some([page for page in world.pages if page.serving is not None])
    if page is None or page.serving is None:
        return ""
    old = page.serving
    page.redial()
    world.later(world.between(0.0, 0.1), lambda: old.cut(page_after_s=0.0, worker_after_s=world.between(0.5, 20.0)))
    return page.client_id


def slow_reader(world: World) -> str:
    """A page stops reading for a while."""
    page = world.some([page for page in world.pages if page.serving is not None])
    if page is None or page.serving is None:
        return ""
    wire = page.serving
    wire.stall()
    world.later(world.between(0.2, 9.0), wire.read_on)
    return page.client_id


def page_crash(world: World) -> str:
    """A browser ends; later the person opens the page again, on the same device."""
    page = world.some([page for page in world.pages if not page.is_dead])
    if page is None:
        return ""
    world.end_page(page)
    world.later(world.between(0.1, 12.0), lambda: world.open_page(page.device))
    return page.client_id


def duplicate_tab(world: World) -> str:
    """The same person opens the page once more."""
    page = world.some([page for page in world.pages if not page.is_dead])
    if page is None or len(world.pages) > 2 * len(world.devices):
        return ""
    world.open_page(page.device)
    return page.client_id


def frozen_page(world: World) -> str:
    """A device sleeps; other pages of it take this one for dead."""
    page = world.some([page for page in world.pages if not page.is_dead and not page.is_frozen])
    if page is None:
        return ""
    page.freeze()
    world.later(world.between(1.0, 25.0), page.thaw)
    return page.client_id


def _on_line(world: World, name: str, value: float | bool, seconds: float) -> str:
    """Set one thing on the line of some worker, and set it back after a while."""
    worker = world.some(world.alive)
    if worker is None:
        return ""
    before = getattr(FaultyLine(world.random), name)
    setattr(worker.line, name, value)
    world.later(seconds, lambda: setattr(worker.line, name, before))
    return f"{worker.name} for {seconds:.1f} s"


def reply_lost(world: World) -> str:
    """Commands are carried out and their replies do not come."""
    return _on_line(world, "reply_loss", world.between(0.1, 0.6), world.between(0.5, 4.0))


def request_lost(world: World) -> str:
    """Connections break before commands arrive."""
    return _on_line(world, "request_loss", world.between(0.1, 0.6), world.between(0.5, 4.0))


def slow_store(world: World) -> str:
    """Commands take long."""
    return _on_line(world, "slowest_s", world.between(0.05, 1.5), world.between(0.5, 4.0))


def silent_store(world: World) -> str:
    """A black hole between a worker and the store; what opens again has forgotten the connections that went through it."""
    worker = world.some(world.alive)
    if worker is None:
        return ""
    seconds = world.between(1.0, 12.0)
    worker.line.is_silent = True

    def mend() -> None:
        worker.line.is_silent = False
        world.host.break_line(worker.line)

    world.later(seconds, mend)
    return f"{worker.name} for {seconds:.1f} s"


def unreachable_store(world: World) -> str:
    """A worker cannot reach the store; the others can."""
    return _on_line(world, "is_cut", value=True, seconds=world.between(0.2, 4.0))


def publication_lost(world: World) -> str:
    """Publications get lost; in the end the feed's connection breaks, as the store does with a reader that cannot keep up."""
    worker = world.some(world.alive)
    if worker is None:
        return ""
    seconds = world.between(0.2, 4.0)
    worker.line.publication_loss = world.between(0.1, 1.0)

    def mend() -> None:
        worker.line.publication_loss = 0.0
        world.host.break_feeds(worker.line)

    world.later(seconds, mend)
    return f"{worker.name} for {seconds:.1f} s"


def publication_late(world: World) -> str:
    """Publications take long."""
    return _on_line(world, "slowest_publication_s", world.between(0.1, 3.0), world.between(0.5, 5.0))


def publication_twice(world: World) -> str:
    """Publications come more than once."""
    return _on_line(world, "duplication", world.between(0.2, 1.0), world.between(0.5, 5.0))


def store_refuses(world: World) -> str:
    """The disk is full, the memory is, or the store has become a replica."""
    error = world.draw(
        (
            redis_errors.ReadOnlyError("You can't write against a read only replica."),
            redis_errors.ResponseError("MISCONF Errors writing to the AOF file"),
            redis_errors.OutOfMemoryError("command not allowed when used memory > 'maxmemory'."),
            redis_errors.ResponseError("NOREPLICAS Not enough good replicas to write."),
        )
    )
    world.host.log.refusing = error

    def mend() -> None:
        world.host.log.refusing = None

    world.later(world.between(0.2, 4.0), mend)
    return str(error)


def store_crash(world: World) -> str:
    """The store's process ends and starts again; nothing that it had written to its file is lost."""
    return _restart(world, 0.0, chosen=False)


def power_cut(world: World) -> str:
    """The store's machine ends. With `everysec`, what was written in the last moments is lost."""
    return _restart(world, 0.0 if world.profile == "always" else 1.0, chosen=True)


def failover(world: World) -> str:
    """Another host takes over, with what it had got so far, and with a clock of its own."""
    told = _restart(world, 2.0, chosen=True)
    if told:
        world.host.log.skew_s += world.between(-90.0, 2.0)
    return told


def _restart(world: World, unsafe_s: float, *, chosen: bool) -> str:
    host = world.host
    if not host.is_up:
        return ""
    # That there is a workshop at all is never lost here.
    safe = max(1, host.log.records_before(unsafe_s)) if chosen and unsafe_s else host.log.records
    records = world.random.randint(safe, host.log.records)
    lost = host.log.records - records
    host.go_down()

    def up() -> None:
        host.come_up(records)
        host.loading = world.random.random() < 0.3
        world.later(world.between(0.05, 0.5), loaded)

    def loaded() -> None:
        host.loading = False

    world.later(world.between(0.01, 3.0), up)
    return f"{lost} of {host.log.records} records lost"


def clock_step(world: World) -> str:
    """The clock of the store's host is set."""
    step_s = world.between(-3.0, 3.0)
    world.host.log.skew_s += step_s
    return f"{step_s:+.2f} s"


def cut_everybody(world: World) -> str:
    """The network of the room is gone for a moment."""
    for page in world.pages:
        if page.serving is not None:
            page.serving.cut(page_after_s=world.between(0.0, 0.5), worker_after_s=world.between(0.0, 0.5))
    return f"{len(world.pages)} pages"


EVERYWHERE: dict[str, Fault] = {
    fault.__name__: fault
    for fault in (
        worker_crash,
        worker_stop,
        connection_cut,
        half_open,
        late_close,
        slow_reader,
        page_crash,
        duplicate_tab,
        frozen_page,
        reply_lost,
        request_lost,
        slow_store,
        silent_store,
        unreachable_store,
        publication_lost,
        publication_late,
        publication_twice,
        store_refuses,
        store_crash,
        power_cut,
        clock_step,
        cut_everybody,
    )
}
ONLY_IN = {"failover": "sentinel"}
"""Kinds that belong to one profile."""


def kinds_of(profile: str) -> dict[str, Fault]:
    """The kinds that can strike under a profile of the store."""
    return {**EVERYWHERE, "failover": failover} if profile == ONLY_IN["failover"] else EVERYWHERE
