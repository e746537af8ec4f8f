# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Items: put, change, remove, restore. What each holds is cleaned in `item_cleaning.py`, who may is said in `item_policy.py`."""

from typing import assert_never

from msgspec.structs import replace

from sessions.material.limits import MAX_CASE_VERSIONS_BEFOREHAND, MAX_ITEMS, MAX_ITEMS_PER_PERSON
from sessions.model import items as i
from sessions.model.circles import proxy_tables, sees_item
from sessions.model.codes import Refusal
from sessions.model.state import Session, opened_rev
from sessions.model.viewer import Viewer
from sessions.topics.item_cleaning import clean_item, fixed_id
from sessions.topics.item_policy import ITEM_POLICY, check_item_policy
from sessions.topics.wording import clean_value
from sessions.wire import commands as c
from sessions.wire import events as e

Command = c.PutItem | c.RemoveItem | c.RestoreItem | c.FillCase
Event = e.ItemPut


def decide(session: Session, command: Command, who: Viewer, now_ms: int) -> e.Decision:
    """What follows from a command about an item. The policy table has been asked already."""
    match command:
        case c.PutItem():
            return _put(session, command, who, now_ms)
        case c.FillCase():
            return _fill_case(session, command, now_ms)
        case c.RemoveItem() | c.RestoreItem():
            item = session.items.get(command.item_id)
            removed = isinstance(command, c.RemoveItem)
            refusal = _may_touch(session, item, who, removing=removed)
            if refusal or item is None:
                return refusal or Refusal("unknown_item", "item_id")
            if not _fits(item, command.base_rev, who):
                return Refusal("stale_rev")
            if item.removed == removed:
                return ()
            wrong = None if removed else _cannot_be_back(session, item)
            if wrong:
                return wrong
            touched = replace(item, removed=removed, withdrawn=False)
            return (_fact(session, _next(session, item, touched, command.base_rev), now_ms),)
        case _:
            assert_never(command)


def reduce(session: Session, event: Event) -> Session:
    """The session after a fact about an item. Every version of the case is kept."""
    item = event.item
    known = session.items.get(item.id)
    # What opens now stands last, so that nothing tells when it was put.
    opens = known is not None and item.rev >= opened_rev(known.rev)
    before = _without(session.items, item.id) if opens else session.items
    session = replace(session, items={**before, item.id: item})
    if not isinstance(item.content, i.CaseForm):
        return session
    version = i.CaseVersion(item.rev, item.content, event.at_ms, event.leaf_id, event.by)
    # What the project leader stores piece by piece is one version, until somebody else changes it.
    goes_on = event.by and session.case_versions and session.case_versions[-1].by == event.by
    return replace(session, case_versions=(*(session.case_versions[:-1] if goes_on else session.case_versions), version))


def _fill_case(session: Session, command: c.FillCase, now_ms: int) -> e.Decision:
    """What the project leader wrote takes the place of what he saw, and nothing that was put there meanwhile."""
    cleaned = clean_item(session, command.form)
    if isinstance(cleaned, Refusal):
        return cleaned
    known = session.items.get(i.CASE_ID)
    there = known is not None and not known.removed
    if command.base_rev != (known.rev if known is not None and there else 0):
        return Refusal("stale_rev")
    if known is not None and there and known.content == cleaned:
        return ()
    if (known.rev if known else 0) >= MAX_CASE_VERSIONS_BEFOREHAND:
        return Refusal("too_many")
    item = i.Item(i.CASE_ID, cleaned) if known is None else replace(known, content=cleaned, removed=False, rev=known.rev + 1)
    return (e.ItemPut(item, now_ms, "", by="project_leader"),)


def opening_items(session: Session, run_id: str) -> tuple[e.ItemOpened, ...]:
    """What was parked in a silence that ends, by id, each with a revision that does not tell how often it was changed."""
    parked = (item for item in session.items.values() if item.run_id == run_id and _is_own(item) and not item.removed)
    return tuple(e.ItemOpened(item.id, opened_rev(item.rev)) for item in sorted(parked, key=lambda item: item.id))


def open_items(session: Session, opened: tuple[e.ItemOpened, ...]) -> dict[str, i.Item]:
    """All items, with these open: they stand last, in their order here."""
    if not opened:
        return session.items
    known = {each.item_id: session.items[each.item_id] for each in opened}
    return {
        **_without(session.items, *known),
        **{each.item_id: replace(known[each.item_id], rev=each.rev, former_rev=known[each.item_id].rev) for each in opened},
    }


def _without(items: dict[str, i.Item], *ids: str) -> dict[str, i.Item]:
    gone = set(ids)
    return {item_id: item for item_id, item in items.items() if item_id not in gone}


def _is_own(item: i.Item) -> bool:
    """What a participant parked: in silence it is his alone (`circles.item_circles`)."""
    return isinstance(item.content, i.Parked) and bool(item.author)


def _cannot_be_back(session: Session, item: i.Item) -> Refusal | None:
    """Why a value that was taken away cannot lie there again, when other values were chosen since: they lack it, or the strategy
    brought it meanwhile.
    """
    if not isinstance(item.content, i.Accent | i.ResearchValue):
        return None
    value = clean_value(item.content.value, session.framework)
    if isinstance(value, Refusal):
        return value
    lying = (other.content for other in session.items.values() if not other.removed and isinstance(other.content, i.Accent))
    twice = isinstance(item.content, i.Accent) and any(
        other.value == item.content.value and (other.strategy_version or item.content.strategy_version) for other in lying
    )
    return Refusal("id_taken", "value") if twice else None


def _fits(item: i.Item, base_rev: int, who: Viewer) -> bool:
    """Whether a command was made for the item as it is. Its author may know it by the revision from before it opened."""
    former = item.former_rev > 0 and item.former_rev == base_rev and item.author == who.participant_id
    return item.rev == base_rev or former


def _next(session: Session, known: i.Item, item: i.Item, base_rev: int) -> i.Item:
    """An item with the revision that follows on a change of `known`. One that others see only from now on begins anew:
    its revision does not tell how often it was changed while it was its author's alone.
    """
    if _opens(session, known, item):
        return replace(item, rev=opened_rev(known.rev), former_rev=known.rev + 1)
    former = known.former_rev + 1 if known.former_rev and known.former_rev == base_rev else 0
    return replace(item, rev=known.rev + 1, former_rev=former)


def _opens(session: Session, known: i.Item, item: i.Item) -> bool:
    match known.content, item.content:
        case i.Reflection(), i.Reflection():
            return item.content.shared and not known.content.shared
        case i.Parked(), i.Parked():
            # Taken back in a silence, brought back after it.
            run = session.runs.get(known.run_id)
            parked_in_silence = _is_own(known) and run is not None and run.silent and not run.locked
            return parked_in_silence and known.removed and not item.removed and known.rev < opened_rev(0)
        case _:
            return False


def answered_help(session: Session, now_ms: int) -> list[e.Event]:
    """Requests for help end with the step in which they were made."""
    asking = (item for item in session.items.values() if isinstance(item.content, i.Help) and not item.removed)
    return [_fact(session, replace(item, removed=True, rev=item.rev + 1), now_ms) for item in asking]


def dots_of(session: Session, table_id: str, kind: str) -> list[i.Item]:
    """The dots that people who sit at a table now have placed there; those of who was removed stay, as their notes do."""
    return [
        item
        for item in session.items.values()
        if isinstance(item.content, i.Dots)
        and not item.removed
        and (item.content.table_id, item.content.kind) == (table_id, kind)
        and item.author in session.people
        and session.people[item.author].table_id == table_id
    ]


def dots_shown(session: Session, table_id: str, kind: str) -> bool:
    """Whether a table's dots are turned over."""
    item = session.items.get(f"shown:{table_id}:{kind}")
    return item is not None and not item.removed


def _put(session: Session, command: c.PutItem, who: Viewer, now_ms: int) -> e.Decision:
    content = command.content
    refusal = check_item_policy(session, content, who) or _may_own(session, content, who)
    if refusal:
        return refusal
    author = who.participant_id if ITEM_POLICY[type(content)].owner == "person" or who.role == "participant" else ""
    wanted_id = fixed_id(content, author)
    if wanted_id is not None and command.item_id != wanted_id:
        return Refusal("invalid", "item_id")
    cleaned = clean_item(session, content)
    if isinstance(cleaned, Refusal):
        return cleaned
    known = session.items.get(command.item_id)
    if known is None:
        if command.base_rev:
            return Refusal("unknown_item", "item_id")
        return _add(session, i.Item(command.item_id, cleaned, author, _table_of(cleaned), session.current), who, now_ms)
    refusal = _may_touch(session, known, who)
    if refusal:
        return refusal
    if type(known.content) is not type(cleaned):
        return Refusal("id_taken", "item_id")
    # One that was removed is put anew with the revision at which it went.
    if not _fits(known, command.base_rev, who) and not (known.removed and command.base_rev == 0 and wanted_id):
        return Refusal("stale_rev")
    if known.removed and not wanted_id:
        return Refusal("stale_rev")
    refusal = _may_change(session, known, cleaned, who)
    if refusal:
        return refusal
    if not known.removed and known.content == cleaned:
        return ()
    item = replace(known, content=cleaned, table_id=_table_of(cleaned), removed=False)
    item = _next(session, known, item, command.base_rev)
    return (_fact(session, item, now_ms), *_turned_over(session, item, now_ms))


def _add(session: Session, item: i.Item, who: Viewer, now_ms: int) -> e.Decision:
    # People are counted by themselves: what somebody puts in silence must not make another's command fail (I9).
    mine = sum(other.author == item.author for other in session.items.values())
    if mine >= (MAX_ITEMS_PER_PERSON if who.role == "participant" else MAX_ITEMS):
        return Refusal("too_many")
    if isinstance(item.content, i.Parked) and item.content.outcome != "open" and who.role == "participant":
        return Refusal("not_allowed", "outcome")
    if isinstance(item.content, i.Reflection) and _answered_already(session, item, item.content.question):
        return Refusal("id_taken", "question")
    if isinstance(item.content, i.Dots) and dots_shown(session, item.content.table_id, item.content.kind):
        return Refusal("not_now")
    return (_fact(session, item, now_ms), *_turned_over(session, item, now_ms))


def _answered_already(session: Session, item: i.Item, question: int) -> bool:
    return any(
        isinstance(other.content, i.Reflection) and other.content.question == question and not other.removed
        for other in session.items.values()
        if other.author == item.author and other.id != item.id
    )


def _may_own(session: Session, content: i.ItemContent, who: Viewer) -> Refusal | None:
    """A participant acts at his own table only, the scribe where somebody has no device; an answer of the whole room is the
    facilitator's.
    """
    table_id = _table_of(content)
    if who.role == "facilitator" or ITEM_POLICY[type(content)].owner == "room":
        return None
    if isinstance(content, i.AccentAnswer) and not table_id:
        return Refusal("not_allowed", "table_id")
    if who.role == "scribe":
        helped = table_id in proxy_tables(session) or not table_id
        return None if helped else Refusal("not_yours", "table_id")
    if table_id and session.people[who.participant_id].table_id != table_id:
        return Refusal("not_yours", "table_id")
    return None


def _may_touch(session: Session, item: i.Item | None, who: Viewer, *, removing: bool = False) -> Refusal | None:
    """Whether somebody may change an item that exists. What he cannot see does not exist for him."""
    if item is None or not sees_item(session, who, replace(item, removed=False)):
        return Refusal("unknown_item", "item_id")
    refusal = check_item_policy(session, item.content, who, removing=removing)
    if refusal:
        return refusal
    rule = ITEM_POLICY[type(item.content)]
    if who.role == "participant":
        if rule.owner == "person" and item.author != who.participant_id:
            return Refusal("not_yours")
        if rule.owner == "table" and item.table_id != session.people[who.participant_id].table_id:
            return Refusal("not_yours")
    if who.role == "scribe" and rule.owner == "table" and item.table_id not in proxy_tables(session):
        return Refusal("not_yours")
    # In silence nobody may let others notice anything: only what is hidden itself may change.
    if session.locked() and isinstance(item.content, i.Parked) and who.role == "participant" and item.run_id != session.current:
        return Refusal("silence_running")
    return None


def _may_change(session: Session, known: i.Item, content: i.ItemContent, who: Viewer) -> Refusal | None:
    match known.content, content:
        case i.Parked(), i.Parked() if who.role == "participant":
            if known.content.outcome != "open" or content.outcome != "open":
                return Refusal("not_allowed", "outcome")
        case i.Dots(), i.Dots():
            # Dots that lie open stay where they are.
            return Refusal("not_now") if dots_shown(session, content.table_id, content.kind) else None
        case _:
            pass
    return None


def _turned_over(session: Session, item: i.Item, now_ms: int) -> tuple[e.Event, ...]:
    """The dots are shown as soon as everybody with a device at the table has placed theirs."""
    content = item.content
    if not isinstance(content, i.Dots) or dots_shown(session, content.table_id, content.kind):
        return ()
    placed = {other.author for other in dots_of(session, content.table_id, content.kind)} | {item.author}
    seated = {p.id for p in session.people.values() if p.table_id == content.table_id and not p.proxy and p.counted}
    if not seated <= placed:
        return ()
    shown_id = f"shown:{content.table_id}:{content.kind}"
    known = session.items.get(shown_id)
    rev = known.rev + 1 if known else 1
    shown = i.DotsShown(content.table_id, content.kind)
    return (_fact(session, i.Item(shown_id, shown, "", content.table_id, session.current, rev=rev), now_ms),)


def _table_of(content: i.ItemContent) -> str:
    return str(getattr(content, "table_id", ""))


def _fact(session: Session, item: i.Item, now_ms: int) -> e.ItemPut:
    run = session.run()
    return e.ItemPut(item, now_ms, run.leaf_id if run else "")
