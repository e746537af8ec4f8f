# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Composing the poster and fixing it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from sessions.material.framework import ValueRef
from sessions.material.limits import MAX_POSTER_ENTRIES, MAX_SNAPSHOTS
from sessions.model.codes import Refusal
from sessions.model.poster_entries import EntryContent, PosterActionContent, PosterEntry, PosterValueContent, TensionContent
from sessions.model.state import Snapshot
from sessions.topics.canonical import canonical_json, sha256_hex
from sessions.topics.poster import canonical_poster, parse_poster, poster_content
from sessions.wire import commands as c
from sessions.wire.records import PosterActionRecord, PosterValueRecord, SnapshotRecord
from tests.sessions.world import FACILITATOR, SCREEN, World, filled, opening, own_value, person, replayed, value

PRIVACY, SECURITY, DIGNITY = ValueRef("privacy"), ValueRef("security"), ValueRef("human_dignity")


@pytest.fixture
def world() -> World:
    """Three people in the plenary; p1's note n1 is open to the room."""
    world = World(3)
    world.add_opened("p1", "n1")
    world.go("A3")
    return world


def put_value(entry_id: str = "v1", rev: int = 0, **more: Any) -> c.PutPosterEntry:
    origins = more.pop("origins", ())
    fields: dict[str, Any] = {"foundation": "rechtsstaat", "value": PRIVACY, **more}
    return c.PutPosterEntry(entry_id, rev, PosterValueContent(**fields), origins)


def put_action(entry_id: str = "a1", rev: int = 0, text: str = "Wis beelden", **more: Any) -> c.PutPosterEntry:
    origins = more.pop("origins", ())
    return c.PutPosterEntry(entry_id, rev, PosterActionContent("rechtsstaat", text, **more), origins)


def put_tension(entry_id: str = "x1", rev: int = 0, a: ValueRef = PRIVACY, b: ValueRef = SECURITY) -> c.PutPosterEntry:
    return c.PutPosterEntry(entry_id, rev, TensionContent("zien of niet", value_a=a, value_b=b, decides=" burgemeester "))


def with_further(*further: ValueRef) -> c.PutPosterEntry:
    command = put_tension()
    return msgspec.structs.replace(command, content=msgspec.structs.replace(command.content, further=further))


def values(world: World) -> list[str]:
    return [line.meaning for line in poster_content(world.session).values]


class TestEntries:
    def test_everybody_sees_what_the_facilitator_puts_on_it(self, world: World) -> None:
        world.ok(put_value(meaning=" geen gezichten\u200b ", origins=("n1", "n1")), FACILITATOR)
        world.ok(put_action(holder="Team data", term="1 maart", monitor="FG", values=(PRIVACY, PRIVACY)), FACILITATOR)
        world.ok(put_tension(), FACILITATOR)
        for who in (person("p1"), SCREEN, FACILITATOR):
            seen = world.view(who)
            record, action = seen["v1"], seen["a1"]
            assert isinstance(record, PosterValueRecord)
            assert (record.content.meaning, record.origins, record.rev) == ("geen gezichten", ("n1",), 1)
            assert isinstance(action, PosterActionRecord)
            assert action.content.values == (PRIVACY,)
            assert "x1" in seen

    @pytest.mark.parametrize(
        ("command", "refusal"),
        [
            (put_value(value=ValueRef("speed")), Refusal("unknown_value", "value")),
            (put_value(value=ValueRef()), Refusal("empty", "value")),
            (put_value(origins=("zz",)), Refusal("unknown_note", "origins")),
            (put_value(rev=1), Refusal("unknown_entry", "entry_id")),
            (put_action(text=" \u200b"), Refusal("empty", "action")),
            (put_action(values=(ValueRef("speed"),)), Refusal("unknown_value", "value")),
            (put_action(origins=("zz",)), Refusal("unknown_note", "origins")),
            (put_tension(a=ValueRef("speed")), Refusal("unknown_value", "value_a")),
            (put_tension(b=ValueRef()), Refusal("empty", "value_b")),
            (with_further(ValueRef("speed")), Refusal("unknown_value", "further")),
            (msgspec.structs.replace(put_tension(), origins=("n1",)), Refusal("wrong_kind", "origins")),
            (c.MovePosterEntry("zz", 1), Refusal("unknown_entry", "entry_id")),
            (c.RemovePosterEntry("zz", 1), Refusal("unknown_entry", "entry_id")),
            (c.RestorePosterEntry("zz", 1), Refusal("unknown_entry", "entry_id")),
            (c.AnswerChecklist("zz", 0, "ja"), Refusal("unknown_entry", "item_id")),
        ],
    )
    def test_what_does_not_exist_is_refused(self, world: World, command: c.Command, refusal: Refusal) -> None:
        """[PST-04]"""
        assert world.do(command, FACILITATOR) == refusal

    def test_more_than_two_values_clash_each_of_them_once(self, world: World) -> None:
        """[PST-14] [DOM-19]"""
        world.ok(with_further(DIGNITY, PRIVACY, DIGNITY), FACILITATOR)
        (line,) = poster_content(world.session).tensions
        assert line.sides == ("Privacy", "Veiligheid", "Menselijke waardigheid")
        told = msgspec.json.decode(canonical_poster(poster_content(world.session)))
        assert told["tensions"][0]["further"] == ["Menselijke waardigheid"]
        assert parse_poster(canonical_poster(poster_content(world.session))) == poster_content(world.session)

    def test_a_tension_of_two_is_written_as_it_was_before_there_could_be_more(self, world: World) -> None:
        """[PST-09] [PST-14] What was fixed before and says the same has the same hash."""
        world.ok(put_tension(), FACILITATOR)
        told = msgspec.json.decode(canonical_poster(poster_content(world.session)))
        assert sorted(told["tensions"][0]) == [
            *("action_a", "action_b", "actions", "affected", "choice", "clash", "decides", "reason", "value_a", "value_b"),
        ]

    def test_two_actions_that_clash_have_no_further_values(self, world: World) -> None:
        world.ok(put_action("a1"), FACILITATOR)
        world.ok(put_action("a2"), FACILITATOR)
        command = with_further(DIGNITY)
        between = msgspec.structs.replace(command.content, action_a="a1", action_b="a2")
        world.ok(msgspec.structs.replace(command, content=between), FACILITATOR)
        (line,) = poster_content(world.session).tensions
        assert (line.sides, line.further) == (("Wis beelden", "Wis beelden"), ())

    def test_actions_stand_by_principle_and_under_one_by_what_is_most_needed(self, world: World) -> None:
        """[PST-13] [DOM-20]"""
        for entry_id, values, weight in (
            ("a1", (), "high"),
            ("a2", (DIGNITY,), "low"),
            ("a3", (SECURITY,), "high"),
            ("a4", (PRIVACY, SECURITY), "high"),
        ):
            world.ok(put_action(entry_id, text=entry_id, values=values, necessity=weight, importance=weight), FACILITATOR)
        world.ok(c.OrderPoster(0, by_priority=True, by_principle=True), FACILITATOR)
        lines = poster_content(world.session).actions
        # Human rights stand before the quality of government; what safeguards no value stands last.
        assert [line.action for line in lines] == ["a4", "a2", "a3", "a1"]
        assert [line.principles for line in lines] == [
            ("mensenrechten", "bestuurskwaliteit"),
            ("mensenrechten",),
            ("bestuurskwaliteit",),
            (),
        ]
        assert world.ok(c.OrderPoster(1, by_priority=True, by_principle=True), FACILITATOR) == ()
        world.ok(c.OrderPoster(1, by_priority=False), FACILITATOR)
        plain = poster_content(world.session)
        assert [line.action for line in plain.actions] == ["a1", "a2", "a3", "a4"]
        # Where nobody works by principle, a poster is written as it was.
        assert "principle" not in canonical_poster(plain)

    def test_a_stale_change_is_refused(self, world: World) -> None:
        """[PST-02]"""
        world.ok(put_value(), FACILITATOR)
        world.ok(put_value(rev=1, meaning="nieuw"), FACILITATOR)
        stale = (
            put_value(),
            put_value(rev=1),
            c.MovePosterEntry("v1", 1),
            c.RemovePosterEntry("v1", 1),
            c.RestorePosterEntry("v1", 1),
        )
        for command in stale:
            assert world.refused(command, FACILITATOR) == "stale_rev"
        world.ok(c.AnswerChecklist("overview", 0, "ja"), FACILITATOR)
        assert world.refused(c.AnswerChecklist("overview", 0, "nee"), FACILITATOR) == "stale_rev"
        world.ok(c.DecideProject(0, "go"), FACILITATOR)
        assert world.refused(c.DecideProject(0, "stop"), FACILITATOR) == "stale_rev"
        assert values(world) == ["nieuw"]

    def test_an_entry_stays_of_its_kind(self, world: World) -> None:
        world.ok(put_value(), FACILITATOR)
        assert world.refused(put_action("v1", 1), FACILITATOR) == "wrong_kind"

    def test_removing_is_undone_by_restoring(self, world: World) -> None:
        """[BRD-10]"""
        for number in (1, 2, 3):
            world.ok(put_value(f"v{number}", meaning=f"{number}"), FACILITATOR)
        world.ok(c.RemovePosterEntry("v2", 1), FACILITATOR)
        assert values(world) == ["1", "3"]
        assert world.refused(put_value("v2", 2), FACILITATOR) == "stale_rev"
        assert world.ok(c.RemovePosterEntry("v2", 2), FACILITATOR) == ()
        world.ok(c.RestorePosterEntry("v2", 2), FACILITATOR)
        assert world.ok(c.RestorePosterEntry("v2", 3), FACILITATOR) == ()
        assert values(world) == ["1", "2", "3"]

    @pytest.mark.parametrize(
        ("entry_id", "after_id", "order"), [("v3", "", "312"), ("v1", "v2", "213"), ("v1", "v3", "231"), ("v2", "v1", "123")]
    )
    def test_an_entry_stands_after_another_of_its_kind(self, world: World, entry_id: str, after_id: str, order: str) -> None:
        """[PST-03]"""
        for number in (1, 2, 3):
            world.ok(put_value(f"v{number}", meaning=f"{number}"), FACILITATOR)
            world.ok(put_action(f"a{number}"), FACILITATOR)
        world.ok(c.MovePosterEntry(entry_id, 1, after_id), FACILITATOR)
        assert "".join(values(world)) == order
        assert (
            world.refused(c.MovePosterEntry("v2", world.session.poster.entries["v2"].rev, "a1"), FACILITATOR) == "unknown_entry"
        )

    def test_a_change_leaves_an_entry_in_its_place(self, world: World) -> None:
        """[PST-03]"""
        for number in (1, 2):
            world.ok(put_value(f"v{number}", meaning=f"{number}"), FACILITATOR)
        world.ok(put_value("v1", 1, meaning="één"), FACILITATOR)
        assert values(world) == ["één", "2"]

    def test_a_poster_has_a_limited_number_of_entries(self, world: World) -> None:
        """[BRD-19]"""
        content = PosterValueContent(foundation="democratie", value=PRIVACY)
        entries = {f"x{i}": PosterEntry(f"x{i}", content, order="1", rev=1) for i in range(MAX_POSTER_ENTRIES)}
        world.session = filled(world.session, poster=msgspec.structs.replace(world.session.poster, entries=entries))
        assert world.refused(put_value(), FACILITATOR) == "too_many"
        world.ok(put_value("x1", 1), FACILITATOR)


class TestOrigins:
    def withdrawn(self, world: World) -> int:
        record = world.view(SCREEN)["v1"]
        assert isinstance(record, PosterValueRecord)
        return record.withdrawn

    def test_a_note_that_is_withdrawn_leaves_the_words_and_is_counted(self, world: World) -> None:
        """[PST-05]"""
        world.ok(put_value(meaning="blijft", origins=("n1",)), FACILITATOR)
        assert self.withdrawn(world) == 0
        world.ok(c.DeleteNote("n1", 1), person("p1"))
        assert self.withdrawn(world) == 1
        assert values(world) == ["blijft"]
        world.ok(put_value(rev=1, meaning="blijft staan", origins=("n1",)), FACILITATOR)
        world.ok(c.RestoreNote("n1", 2), person("p1"))
        assert self.withdrawn(world) == 0

    def test_a_hidden_note_is_no_origin_and_an_origin_that_is_hidden_later_stays_it(self, world: World) -> None:
        """[PST-04]"""
        world.add("p2", "n2")
        assert world.note("n2").table_id == world.note("n1").table_id
        world.ok(put_value(origins=("n2",)), FACILITATOR)
        world.ok(c.HideNote("n2", hidden=True), FACILITATOR)
        assert world.refused(put_value("v2", origins=("n2",)), FACILITATOR) == "unknown_note"
        world.ok(put_value("v1", 1, meaning="anders", origins=("n2", "n1")), FACILITATOR)

    def test_a_withdrawn_note_becomes_no_new_origin(self, world: World) -> None:
        """[PST-04]"""
        world.ok(c.DeleteNote("n1", 1), person("p1"))
        assert world.refused(put_value(origins=("n1",)), FACILITATOR) == "unknown_note"


class TestSnapshot:
    def test_an_empty_poster_is_refused(self, world: World) -> None:
        world.ok(put_tension(), FACILITATOR)
        assert world.refused(c.TakeSnapshot(), FACILITATOR) == "poster_empty"

    def test_unanswered_questions_warn_and_do_not_block(self, world: World) -> None:
        """[PST-07] [DOM-11]"""
        world.ok(put_value(), FACILITATOR)
        world.ok(c.AnswerChecklist("overview", 0, "ja"), FACILITATOR)
        world.ok(c.AnswerChecklist("monitoring", 0, done=True), FACILITATOR)
        assert [line.item_id for line in poster_content(world.session).unanswered] == ["responsible", "follow_up"]
        world.ok(c.TakeSnapshot(), FACILITATOR)

    def test_a_version_never_changes_and_a_later_change_makes_the_next(self, world: World) -> None:
        """[PST-08] [DOM-10]"""
        world.ok(put_value(meaning="één"), FACILITATOR)
        world.ok(c.TakeSnapshot(), FACILITATOR)
        first = world.session.snapshots[0]
        assert (first.version, first.at_ms) == (1, world.now_ms)
        assert world.refused(c.TakeSnapshot(), FACILITATOR) == "snapshot_unchanged"
        assert world.view(SCREEN)["snapshot:1"] == SnapshotRecord("snapshot:1", 1, first.sha256, first.at_ms, current=True)
        world.ok(put_value(rev=1, meaning="twee"), FACILITATOR)
        assert world.view(SCREEN)["snapshot:1"] == SnapshotRecord("snapshot:1", 1, first.sha256, first.at_ms, current=False)
        world.wait(minutes=1)
        world.ok(c.TakeSnapshot(), FACILITATOR)
        assert world.session.snapshots[0] == first
        assert world.session.snapshots[1].version == 2
        assert world.session.snapshots[1].sha256 != first.sha256

    def test_going_back_to_the_words_of_a_version_makes_that_version_current_again(self, world: World) -> None:
        """[PST-08] [PST-09]"""
        world.ok(put_value(meaning="één"), FACILITATOR)
        world.ok(c.TakeSnapshot(), FACILITATOR)
        world.ok(put_value(rev=1, meaning="twee"), FACILITATOR)
        world.ok(put_value(rev=2, meaning="één"), FACILITATOR)
        assert world.refused(c.TakeSnapshot(), FACILITATOR) == "snapshot_unchanged"

    def test_the_decision_not_to_go_on_is_kept_with_its_reason(self, world: World) -> None:
        """[PST-11]"""
        world.ok(put_value(), FACILITATOR)
        world.ok(c.DecideProject(0, "stop", " te veel risico "), FACILITATOR)
        world.ok(c.TakeSnapshot(), FACILITATOR)
        kept = parse_poster(world.session.snapshots[0].canonical)
        assert (kept.decision.outcome, kept.decision.reason) == ("stop", "te veel risico")
        assert kept == poster_content(world.session)

    def test_there_is_a_limited_number_of_versions(self, world: World) -> None:
        """[BRD-19]"""
        world.ok(put_value(), FACILITATOR)
        world.session = filled(world.session, snapshots=tuple(Snapshot(i, "", "", 0) for i in range(1, MAX_SNAPSHOTS + 1)))
        assert world.refused(c.TakeSnapshot(), FACILITATOR) == "too_many"

    def compose(self, *, session_id: str, prefix: str, backwards: bool, wait: int) -> World:
        world = World(3, command=opening(session_id=session_id))
        world.wait(minutes=wait)
        world.add_opened("p1", f"{prefix}n", own_value("Rust", "participation"))
        world.go("A3")
        wanted: list[c.Command] = [
            put_value(f"{prefix}1", meaning="eerst", origins=(f"{prefix}n",)),
            put_value(f"{prefix}2", foundation="democratie", value=ValueRef("", "participation", "Rust")),
            put_action(f"{prefix}3", values=(SECURITY,)),
            put_tension(f"{prefix}4"),
        ]
        for command in reversed(wanted) if backwards else wanted:
            world.ok(command, FACILITATOR)
        if backwards:
            world.ok(put_action(f"{prefix}3", 1, "Wis beelden!"), FACILITATOR)
            world.ok(put_action(f"{prefix}3", 2, values=(SECURITY,)), FACILITATOR)
        world.ok(c.TakeSnapshot(), FACILITATOR)
        return world

    def test_the_same_words_give_the_same_hash_whatever_ids_revisions_and_times(self) -> None:
        """[PST-09]"""
        one = self.compose(session_id="s1", prefix="x", backwards=False, wait=0).session.snapshots[0]
        other = self.compose(session_id="s2", prefix="y", backwards=True, wait=90).session.snapshots[0]
        assert one.at_ms != other.at_ms
        assert one.canonical == other.canonical
        assert one.sha256 == other.sha256

    def test_other_words_give_another_hash(self, world: World) -> None:
        """[PST-09]"""
        hashes: set[str] = set()
        changes: list[c.Command] = [
            put_value(meaning="een"),
            put_value(rev=1, meaning="twee"),
            put_value(rev=2, meaning="twee", foundation="democratie"),
            put_value("v2", meaning="erbij"),
            put_action(),
            put_action(rev=1, level="organisation"),
            put_tension(),
            c.AnswerChecklist("overview", 0, "ja"),
            c.DecideProject(0, "go"),
        ]
        for count, command in enumerate(changes, start=1):
            world.ok(command, FACILITATOR)
            world.ok(c.TakeSnapshot(), FACILITATOR)
            hashes.add(world.session.snapshots[-1].sha256)
            assert len(hashes) == count

    def test_the_hash_is_of_the_canonical_content_without_session_version_or_time(self, world: World) -> None:
        """[PST-09] [PST-10]"""
        world.ok(put_value("secret-id", meaning='"aan\u2028halingen" & <tekens>'), FACILITATOR)
        world.ok(c.TakeSnapshot(), FACILITATOR)
        snapshot = world.session.snapshots[0]
        content = msgspec.json.decode(snapshot.canonical)
        assert canonical_json(content) == snapshot.canonical
        assert sha256_hex(snapshot.canonical) == snapshot.sha256
        assert sorted(content) == sorted(
            [
                *("title", "organisation", "script", "language"),
                *("values", "actions", "tensions", "checklist", "decision", "by_priority"),
            ]
        )
        assert "secret-id" not in snapshot.canonical
        assert len(content["checklist"]) == 4

    def test_a_poster_that_was_fixed_by_an_earlier_release_has_the_same_hash_today(self, world: World) -> None:
        """[PST-09] The hash was taken when entries lay flat in the state."""
        own = ValueRef("", "participation", "Rust")
        contents: dict[str, EntryContent] = {
            "v1": PosterValueContent(
                "geen gezichten", "vulnerable", wider=True, wider_note="ook elders", foundation="rechtsstaat", value=PRIVACY
            ),
            "v2": PosterValueContent(foundation="democratie", value=own),
            "a1": PosterActionContent(
                "rechtsstaat",
                "Wis beelden",
                "Team",
                "1 maart",
                "FG",
                "organisation",
                "bewoners",
                "low",
                "medium",
                "tijd van beheer",
                wider=True,
                wider_note="in elke wijk",
                values=(PRIVACY, own),
                measures=("register",),
            ),
            "a2": PosterActionContent("democratie", "Bewaar bewijs", necessity="high"),
            "x1": TensionContent(
                "zien of niet zien",
                "bewoners",
                "tellen",
                "minder is genoeg",
                "wethouder",
                value_a=SECURITY,
                value_b=PRIVACY,
                actions=("a1", "a2"),
            ),
            "x2": TensionContent("wissen of bewaren", value_a=ValueRef(), value_b=ValueRef(), action_a="a1", action_b="a2"),
        }
        for entry_id, content in contents.items():
            world.ok(c.PutPosterEntry(entry_id, 0, content), FACILITATOR)
        world.ok(c.OrderPoster(0, by_priority=True), FACILITATOR)
        world.ok(c.AnswerChecklist("overview", 0, "ja", done=True), FACILITATOR)
        world.ok(c.DecideProject(0, "go_adapted", "eerst een proef"), FACILITATOR)
        world.ok(c.TakeSnapshot(), FACILITATOR)
        assert world.session.snapshots[0].sha256 == "ec411051c1406ca60317409ab134567b85a6d1f37ff68de5155963930c2fcfd0"

    def test_the_longest_words_can_be_read_back_from_the_log(self, world: World) -> None:
        """[BRD-18] [LOG-01]"""
        world.ok(put_value(meaning="\u0958" * 500), FACILITATOR)
        world.ok(put_action(text="\u0958" * 500, holder="\u0958" * 120), FACILITATOR)
        world.ok(c.TakeSnapshot(), FACILITATOR)
        assert replayed(world.log) == world.session


def test_values_stand_per_foundation_in_the_order_of_the_framework(world: World) -> None:
    for number, foundation in enumerate(("bestuurskracht", "democratie", "rechtsstaat", "democratie"), start=1):
        world.ok(put_value(f"v{number}", meaning=f"{number}", foundation=foundation), FACILITATOR)
    assert values(world) == ["2", "4", "3", "1"]


def test_a_value_has_its_name_in_the_language_of_the_workshop(world: World) -> None:
    world.ok(put_value(value=SECURITY), FACILITATOR)
    world.ok(put_value("v2", value=ValueRef("", "participation", " Rust ")), FACILITATOR)
    assert [(line.name, line.value_id) for line in poster_content(world.session).values] == [
        ("Veiligheid", "security"),
        ("Rust", ""),
    ]
    assert value("privacy").value == PRIVACY
