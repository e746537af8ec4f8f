# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who sees what of a case: every stored word × every kind of viewer. Two cases that differ in one word look the same to whoever
may not see it; a field that comes later is nobody's until it stands in the table here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

import msgspec
import pytest
from msgspec import Struct
from msgspec.structs import replace

from organisation.dossier import commands as c
from organisation.dossier import report_commands as rc
from organisation.dossier.contacts import Mail
from organisation.dossier.decider import reduce
from organisation.dossier.events import MailSet
from organisation.dossier.policy import RIGHTS
from organisation.dossier.seen import SEEN_BY, View, key_hashes, view
from organisation.dossier.standing import mark_of, told_actions
from organisation.dossier.state import ActionPlan, Dossier
from organisation.dossier.viewer import CHECKER, COORDINATOR, EVERYBODY, FOLLOWER, READER, SYSTEM, Role, Viewer
from tests.organisation.dossier.test_decider import Case
from tests.organisation.dossier.test_publishing import ready, sha, shared
from tests.organisation.dossier.test_reporting import DAY

VIEWERS = {
    "system": SYSTEM,
    "coordinator": COORDINATOR,
    "holder": Viewer("holder", "s1.a1"),
    "own calendar": Viewer("calendar", "s1.a1"),
    "calendar": Viewer("calendar"),
    "checker": CHECKER,
    "reader": READER,
    "follower": FOLLOWER,
    "everybody": EVERYBODY,
}
ALL = frozenset(VIEWERS)
KEEPERS = frozenset({"system", "coordinator"})
"""Who see everything that is stored."""
IN_DAYS = {"calendar"}
IN_OWN_DAYS = {"holder", "own calendar"}
OWN = {"holder"}
SEEN: dict[str, set[str]] = {
    "": set(),
    "id": IN_DAYS | IN_OWN_DAYS,
    "title": IN_DAYS | IN_OWN_DAYS | {"follower"},
    "organisation": OWN | {"follower"},
    "language": IN_DAYS | IN_OWN_DAYS | {"follower"},
    "opened_at_ms": IN_DAYS | IN_OWN_DAYS | {"follower"},
    "coordination.coordinator": OWN,
    "appointment": IN_DAYS,
    "actions.own.plan.action": IN_DAYS | IN_OWN_DAYS,
    "actions.own.plan.holder": IN_DAYS,
    "actions.own.plan.monitor": OWN,
    "actions.own.plan.term": OWN,
    "actions.own.plan.due_day": IN_DAYS | IN_OWN_DAYS,
    "actions.own.on_poster.values": OWN,
    "actions.own.foundation": OWN,
    "actions.own.status": OWN,
    "actions.own.reason": OWN,
    "actions.own.check_day": IN_DAYS | IN_OWN_DAYS,
    "actions.own.rev": IN_DAYS | IN_OWN_DAYS,
    "actions.own.moments.answers": OWN,
    "actions.own.moments.by": OWN,
    "actions.own.moments.before.status": OWN,
    "actions.own.moments.at_ms": IN_OWN_DAYS | IN_DAYS,
    "actions.own.id": IN_DAYS | IN_OWN_DAYS,
    "actions.own.same_as": IN_DAYS | IN_OWN_DAYS,
    "actions.own.gone": IN_DAYS | IN_OWN_DAYS,
    "actions.other.plan.action": IN_DAYS,
    "actions.other.plan.holder": IN_DAYS,
    "actions.other.plan.due_day": IN_DAYS,
    "actions.other.check_day": IN_DAYS,
    "actions.other.rev": IN_DAYS,
    "actions.other.id": IN_DAYS,
    "actions.other.same_as": IN_DAYS,
    "actions.other.gone": IN_DAYS,
    "actions.other.moments.at_ms": IN_DAYS,
    "contacts.own": OWN,
    "messages": {"follower"},
    # That two versions are the same one says whether there is anything to look at.
    "report.established.version": {"checker"},
    "report.internal": {"reader"},
    "report.internal.version": {"reader", "checker"},
    "report.internal.content": {"reader", "checker"},
    "report.internal.content.stage": {"reader"},
    "report.internal.content.version": {"reader"},
    "report.internal.content.sources.sha256": {"reader"},
    "report.public": set(ALL) - {"calendar", "own calendar"},
    "report.redactions": {"checker"},
    "report.withdrawn": set(ALL) - {"calendar", "own calendar"},
    "report.approval.sha256": {"checker"},
}
"""Who else sees what is stored, by where it stands; what is not in it stands under the longest beginning that is."""


@cache
def whole() -> Dossier:
    """A case in which something stands everywhere: two actions, the report shared, looked at and public, and one message."""
    case = ready(shared())
    case.ok(rc.Publish(sha(case), DAY))
    case.ok(c.PutAction("n1", 0, ActionPlan(action="Iets anders", holder="Team", due_day="2027-05-01")))
    case.ok(c.PutAction("s1.a1", 1, replace(case.action().plan, monitor="controller", due_day="2027-04-01", needs="geld")))
    case.ok(c.ReportProgress("n1", 1, "stuck", "geen geld", ("Anders",) * 5, "2027-03-02"))
    case.ok(c.ReportProgress("s1.a1", 2, "busy", "het loopt", ("Eigen",) * 5, "2027-03-01"), VIEWERS["holder"])
    for number, action_id in enumerate(("s1.a1", "n1")):
        case.ok(c.MakeHolderLink(action_id, f"{number}" * 64, f"{number + 2}" * 64))
        case.ok(c.SetAddress(action_id, 0, f"{number}@example.nl"))
    case.ok(c.SetCoordinator(0, "Adviseur", "2027-01-01"))
    case.ok(c.SetAppointment(0, "2027-02-01", "10:00", "de leiding"))
    case.ok(c.AnswerFollowUp(0, 0, "Ja."))
    case.ok(c.SetDone("follow_up", DAY))
    case.ok(c.PublishMessage("m1", "Zo staat het ervoor.", mark_of(told_actions(case.dossier))))
    case.ok(rc.AddComment("k1", "goal", "Te lang."))
    case.ok(rc.KeepName("Wet open overheid", keep=True))
    case.ok(rc.MakeReadersLink("4" * 64))
    case.ok(rc.MakeCheckersLink("5" * 64))
    mailed = MailSet(Mail("s1.a1", "link", "1", "sent", 1), "6" * 64, "7" * 64)
    dossier = reduce(case.dossier, mailed)
    own = dossier.actions["s1.a1"]
    assert own.on_poster is not None
    own = replace(own, on_poster=replace(own.on_poster, values=("Privacy",), measures=("Techniek",)))
    actions = {**dossier.actions, own.id: own}
    return replace(dossier, actions=actions, feed_hash="8" * 64, status_keys=("A" * 24,), marks=b"12345678")


def leaves(thing: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a case where something stands."""
    match thing:
        case Struct():
            for name in thing.__struct_fields__:
                yield from leaves(getattr(thing, name), (*path, name))
        case dict():
            for name, each in thing.items():
                yield from leaves(each, (*path, (name,)))
        case tuple():
            for place, each in enumerate(thing):
                yield from leaves(each, (*path, place))
        case None:
            return
        case _:
            yield path


def changed(thing: Any, path: tuple[Any, ...]) -> Any:
    """The same with another word in one place."""
    if not path:
        match thing:
            case bool():
                return not thing
            case int():
                return thing + 1
            case bytes():
                return thing + b"12345678"
            case _:
                return f"{thing}x"
    at, *rest = path
    match thing:
        case Struct():
            return replace(thing, **{at: changed(getattr(thing, at), tuple(rest))})
        case dict():
            return {name: changed(each, tuple(rest)) if name == at[0] else each for name, each in thing.items()}
        case _:
            return tuple(changed(each, tuple(rest)) if place == at else each for place, each in enumerate(thing))


def named(path: tuple[Any, ...]) -> str:
    """A place in words: whose action it is, and not the how manieth."""
    whose = {"s1.a1": "own", "n1": "other", "": "coordinators"}
    return ".".join(whose.get(p[0], str(p[0])) if isinstance(p, tuple) else str(p) for p in path if not isinstance(p, int))


def expected(name: str) -> set[str]:
    words = name.split(".")
    known = (SEEN[".".join(words[:n])] for n in range(len(words), -1, -1) if ".".join(words[:n]) in SEEN)
    return next(known) | KEEPERS


def seen(dossier: Dossier) -> dict[str, bytes]:
    return {name: msgspec.msgpack.encode(view(dossier, who)) for name, who in VIEWERS.items()}


def test_whoever_may_not_see_a_word_of_a_case_sees_no_other_byte_when_it_is_another_one() -> None:
    """[CAS-16]"""
    before = seen(whole())
    by_name: dict[str, set[str]] = {}
    for path in leaves(whole()):
        after = seen(changed(whole(), path))
        by_name.setdefault(named(path), set()).update(name for name in VIEWERS if after[name] != before[name])
    wrong = [(name, sorted(differs ^ expected(name))) for name, differs in by_name.items() if differs != expected(name)]
    assert not wrong, wrong
    assert {name for name in SEEN if name and not any(each.startswith(name) for each in by_name)} == set()


@pytest.mark.parametrize("role", get_args(Role))
def test_every_kind_of_viewer_gets_its_own_parts_and_no_other(role: Role) -> None:
    """[CAS-16]"""
    got = view(whole(), Viewer(role, "s1.a1" if role in ("holder", "calendar") else ""))
    assert {part for part in View.__struct_fields__ if getattr(got, part) is not None} == set(SEEN_BY[role])


def test_of_an_action_that_is_not_there_nobody_sees_anything() -> None:
    """[CAS-16] [CAS-06]"""
    for role in ("holder", "calendar"):
        got = view(whole(), Viewer(role, "s1.nooit"))
        assert (got.held, got.days, got.whole) == (None, None, None)
        assert key_hashes(whole(), Viewer(role, "s1.nooit")) == ()


def test_each_link_opens_what_it_is_for_and_nothing_else() -> None:
    """[CAS-10] [LIV-01]"""
    hashes = {name: key_hashes(whole(), who) for name, who in VIEWERS.items()}
    assert hashes["holder"] == ("0" * 64, "6" * 64)
    assert hashes["own calendar"] == ("2" * 64, "7" * 64)
    assert (hashes["calendar"], hashes["reader"], hashes["checker"]) == (("8" * 64,), ("4" * 64,), ("5" * 64,))
    found = [each for every in hashes.values() for each in every]
    assert len(found) == len(set(found))
    assert not hashes["everybody"] + hashes["follower"] + hashes["system"]


def test_who_only_looks_may_ask_nothing() -> None:
    """[CAS-06] [CAS-16]"""
    asking = {role for roles in RIGHTS.values() for role in roles}
    assert asking == {"system", "coordinator", "holder", "checker"}


def test_a_link_that_was_taken_away_opens_nothing() -> None:
    """[CAS-07] [LIV-01]"""
    case = Case()
    case.ok(c.MakeHolderLink("s1.a1", "b" * 64, "c" * 64))
    case.ok(c.RevokeHolderLink("s1.a1"))
    assert key_hashes(case.dossier, VIEWERS["holder"]) == key_hashes(case.dossier, VIEWERS["own calendar"]) == ()
