# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long an organisation keeps what is its own, where it says so itself: never longer than the server, and never gone before
its people had time to see it coming (PRIV-09).
"""

from msgspec import Struct
from msgspec.structs import replace

from organisation.members import commands as c
from organisation.members import events as e
from organisation.members.bounds import MAX_TERM_DAYS, MIN_CASES_DAYS, MIN_CLOSED_DAYS
from organisation.members.state import Organisation, OwnTerms
from sessions.afterwards.terms import Due, Terms, due
from sessions.material.limits import DAY_MS
from sessions.model.codes import Refusal
from sessions.model.state import Session

GRACE_DAYS = 14
"""After a manager set a term nothing goes by it for so long: what would go at once is announced first."""
LEAST_DAYS: dict[str, int] = {
    "closed_days": MIN_CLOSED_DAYS,
    "cases_days": MIN_CASES_DAYS,
}


class End(Struct, frozen=True):
    """When a term is over, and whether it is the organisation's own."""

    at_ms: int
    is_own: bool


def decide(organisation: Organisation, command: c.SetTerms, now_ms: int) -> e.Decision:
    """What follows from setting terms."""
    was = organisation.terms
    wanted = {name: getattr(command, name) for name in LEAST_DAYS}
    for name, days in wanted.items():
        if days and not LEAST_DAYS[name] <= days <= MAX_TERM_DAYS:
            return Refusal("invalid", name)
    if all(getattr(was, name) == days for name, days in wanted.items()):
        return ()
    if command.base_rev != was.rev:
        return Refusal("stale_rev", "terms")
    return (e.TermsSet(OwnTerms(**wanted, set_at_ms=now_ms, rev=was.rev + 1)),)


def is_shorter(server_days: int, own_days: int) -> bool:
    """Whether an organisation keeps something shorter than the server; 0 is for ever, or nothing of its own."""
    return own_days > 0 and (server_days == 0 or own_days < server_days)


def end(since_ms: int, server_days: int, own_days: int, own: OwnTerms) -> End | None:
    """When something goes of which this is the term; None for never."""
    of_server = since_ms + server_days * DAY_MS if server_days else 0
    if not is_shorter(server_days, own_days):
        return End(of_server, is_own=False) if of_server else None
    at_ms = max(since_ms + own_days * DAY_MS, own.set_at_ms + GRACE_DAYS * DAY_MS)
    return End(of_server, is_own=False) if 0 < of_server <= at_ms else End(at_ms, is_own=True)


def due_in(session: Session, last_ms: int, terms: Terms, own: OwnTerms) -> tuple[tuple[Due, bool], ...]:
    """What is to be done with a workshop of an organisation, the first first, each with whether it is by the organisation's own
    term. Arguments as those of `due`.
    """
    todo = [(each, False) for each in due(session, last_ms, terms)]
    if session.phase != "closed" or not is_shorter(terms.closed_days, own.closed_days):
        return tuple(todo)
    # What was over already when anything last happened in it was taken in later: that is announced first, too.
    closed_at_ms = session.closed_at_ms or last_ms
    late_ms = last_ms if last_ms > closed_at_ms + own.closed_days * DAY_MS else 0
    own = replace(own, set_at_ms=max(own.set_at_ms, late_ms))
    over = end(closed_at_ms, terms.closed_days, own.closed_days, own)
    rest = [(each, is_own) for each, is_own in todo if each.what != "over"]
    if over is not None:
        rest.append((Due("over", over.at_ms), over.is_own))
    return tuple(sorted(rest, key=lambda each: each[0].at_ms))


def reduce(organisation: Organisation, event: e.TermsSet) -> Organisation:
    """The organisation with its terms."""
    return replace(organisation, terms=event.terms)
