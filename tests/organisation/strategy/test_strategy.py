# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""CODIO Strategie: the form, writing together, the long list, establishing, versions, actions, and who may do what."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest
from msgspec.structs import replace

from organisation.dossier import commands as d
from organisation.dossier.days import day_after, day_in_the_netherlands, ordinal
from organisation.dossier.due_mails import MOMENTS, due_mails, reached
from organisation.dossier.state import ActionPlan
from organisation.strategy import commands as c
from organisation.strategy.acting import ADDRESS_KEPT_MS, addresses_over
from organisation.strategy.bounds import KEPT_FOR_STOPPING, MAX_CHANGES, MAX_LISTED, MAX_ORIGINS
from organisation.strategy.content import canonical_strategy, strategy_hash
from organisation.strategy.form import FIELD_IDS, ROW_IDS, parse_form
from organisation.strategy.packing import packed, unpacked
from organisation.strategy.policy import RIGHTS
from organisation.strategy.progress import advice, is_filled, obstacles, progress
from organisation.strategy.seen import view
from organisation.strategy.state import AboutAction, ListedContent, Origin
from organisation.strategy.told import strategy_content
from organisation.strategy.viewer import MANAGER, ORGANISER, READER, STRATEGIST, SYSTEM, Role, Viewer
from sessions.material.framework import ValueRef
from sessions.wire.checking import check_command
from tests.organisation.dossier.test_decider import Case
from tests.organisation.strategy.played import FORM, MATERIAL, Played
from tests.sessions.shipped import toml

HOLDER = Viewer("holder", "a1")


class TestForm:
    def test_the_form_has_the_four_phases_and_eleven_rows_with_who_and_what_they_deliver(self) -> None:
        """[STR-01] [DOM-15]"""
        assert [len(phase.rows) for phase in FORM.phases] == [4, 2, 2, 3]
        assert [row.id for row in FORM.rows] == list(ROW_IDS)
        for phase in FORM.phases:
            assert phase.delivers.nl
            assert all(circle.people for circle in phase.involved)
            assert all(row.questions for row in phase.rows)
        assert len(FORM.phases[0].explore) == 6
        measures = next(row for row in FORM.rows if row.id == "measures")
        assert [field.id for field in measures.fields] == [f"measures.{each.id}" for each in MATERIAL.measures.categories]
        assert [len(choices) for choices in (FORM.reasons, FORM.governance, FORM.approaches)] == [4, 3, 2]
        assert {"iama", "deda"} <= {each.id for each in FORM.instruments}
        assert sorted(FORM.fields) == sorted(FIELD_IDS)

    def test_the_form_says_where_it_comes_from(self) -> None:
        """[DOM-28]"""
        assert ("Erna Ruijer" in FORM.source.authors, FORM.source.date, FORM.version) == (True, "2025-01-31", 2)

    @pytest.mark.parametrize(
        ("right", "wrong", "said"),
        [
            ('id = "scope"', 'id = "place"', "rows"),
            ('id = "projects.use"', 'id = "projects.knowledge"', "fields"),
            ('id = "desired"', 'id = "plan"', "phases"),
            ('id = "deda"', 'id = "iama"', "instruments"),
        ],
    )
    def test_a_form_that_asks_for_other_things_than_a_strategy_keeps_is_refused(self, right: str, wrong: str, said: str) -> None:
        """[STR-01]"""
        text = toml("strategie-2025")
        assert right in text
        with pytest.raises(msgspec.ValidationError, match=said):
            parse_form(text.replace(right, wrong, 1))


class TestWriting:
    def test_whoever_writes_a_text_that_changed_meanwhile_is_refused_and_nothing_is_lost(self) -> None:
        """[STR-02]"""
        played = Played()
        played.ok(c.WriteField("problems", 0, " Een chatbot gaf \u200bfoute antwoorden.\r\n"))
        assert played.strategy.text("problems") == "Een chatbot gaf foute antwoorden."
        assert played.refused(c.WriteField("problems", 0, "Iets anders.")) == "stale_rev"
        assert played.strategy.text("problems") == "Een chatbot gaf foute antwoorden."
        played.ok(c.WriteField("problems", 1, "Iets anders."))
        # The same words once more change nothing, whatever was seen.
        assert played.do(c.WriteField("problems", 0, "Iets anders.")) == ()

    def test_choices_people_and_instruments_are_refused_the_same_way(self) -> None:
        """[STR-02]"""
        played = Played()
        played.ok(c.SetChosen(0, "specific"))
        assert played.refused(c.SetChosen(0, "generic")) == "stale_rev"
        played.ok(c.SetPeople(0, "CIO", "", "wethouder", ""))
        assert played.refused(c.SetPeople(0, "CDO", "", "wethouder", "")) == "stale_rev"
        played.ok(c.PlaceInstrument("iama", 0, "if_needed", "bij algoritmen"))
        assert played.refused(c.PlaceInstrument("iama", 0, "not")) == "stale_rev"
        (placed,) = strategy_content(played.strategy, MATERIAL).instruments
        assert (placed.name, placed.use, placed.note) == ("IAMA", "Als het nodig is", "bij algoritmen")

    def test_how_far_each_phase_is_can_be_seen_at_a_glance(self) -> None:
        """[STR-03]"""
        played = Played()
        assert [(len(each.filled), len(each.rows)) for each in progress(played.strategy, FORM)] == [
            (0, 4),
            (0, 2),
            (0, 2),
            (0, 3),
        ]
        played.ok(c.WriteField("scope", 0, "alles"))
        played.ok(c.WriteField("measures.research", 0, "elk jaar een toets"))
        played.ok(c.SetChosen(0, "generic"))
        assert [len(each.filled) for each in progress(played.strategy, FORM)] == [1, 2, 1, 0]
        assert advice(played.strategy, FORM) == (
            "rows_empty",
            "no_owner",
            "no_contact",
            "no_governance",
            "no_actions",
        )
        # What refuses is told apart, by the rule that refuses.
        assert obstacles(played.strategy) == ("no_administrator",)
        played.ok(c.SetPeople(0, "", "", "wethouder", ""))
        assert obstacles(played.strategy) == ()
        for field in FIELD_IDS:
            played.ok(
                c.WriteField(field, played.strategy.fields[field].rev if field in played.strategy.fields else 0, f"x {field}")
            )
        assert all(is_filled(played.strategy, row) for row in FORM.rows)


class TestLongList:
    def test_values_of_the_framework_and_own_ones_within_a_principle_come_on_the_list_each_once(self) -> None:
        """[STR-04] [DOM-22]"""
        played = Played()
        played.lists("privacy")
        own = ListedContent(ValueRef("", "human_rights", "Menselijkheid"), ("society", "documents"))
        played.ok(c.PutListed("own", 0, own))
        assert played.strategy.listed["own"].content.reasons == ("documents", "society")
        assert played.refused(c.PutListed("x", 0, ListedContent(ValueRef("privacy")))) == "id_taken"
        again = ListedContent(ValueRef("", "human_rights", " menselijkheid "))
        assert played.refused(c.PutListed("x", 0, again)) == "id_taken"
        for wrong in (ValueRef("snelheid"), ValueRef("", "human_rights"), ValueRef("", "geluk", "Rust"), ValueRef()):
            assert played.refused(c.PutListed("x", 0, ListedContent(wrong))) == "unknown_value"
        assert played.refused(c.RemoveListed("own", 7)) == "stale_rev"
        played.ok(c.RemoveListed("own", 1))
        assert [each.content.value.value_id for each in played.strategy.listed.values()] == ["privacy"]

    def test_five_to_eight_are_advised_and_any_number_is_taken(self) -> None:
        """[STR-04]"""
        played = Played()
        played.ok(c.SetChosen(0, "specific"))
        values = [value.id for value in MATERIAL.framework.values]
        told = []
        for value in values[:9]:
            told.append({"no_accents", "few_accents", "many_accents"} & set(advice(played.strategy, FORM)))
            played.lists(value)
        told.append({"few_accents", "many_accents"} & set(advice(played.strategy, FORM)))
        assert told == [{"no_accents"}, *[{"few_accents"}] * 4, *[set()] * 4, {"many_accents"}]

    def test_where_all_values_weigh_the_same_the_list_is_kept_and_none_is_an_accent(self) -> None:
        """[STR-04]"""
        played = Played()
        played.lists("privacy")
        assert [value.name for value in strategy_content(played.strategy, MATERIAL).accents] == ["Privacy"]
        played.ok(c.SetChosen(0, "generic"))
        content = strategy_content(played.strategy, MATERIAL)
        assert (content.accents, [value.name for value in content.also_listed]) == ((), ["Privacy"])

    def test_the_list_has_an_end(self) -> None:
        """[STR-04]"""
        played = Played()
        for number in range(MAX_LISTED):
            played.lists(ValueRef("", "human_rights", f"Eigen {number}"))
        assert played.refused(c.PutListed("x", 0, ListedContent(ValueRef("privacy")))) == "too_many"


class TestEstablishing:
    def test_the_administrator_who_is_named_establishes_exactly_what_was_seen(self) -> None:
        """[STR-05]"""
        played = Played()
        seen = played.seen()
        assert played.refused(c.Establish(seen, "2023-02-01")) == "empty"
        played.ok(c.SetPeople(0, "CIO", "", "wethouder", "adviseur"))
        assert played.refused(c.Establish(seen, "2023-02-01")) == "stale_rev"
        assert played.refused(c.Establish(played.seen(), "2023-02-30")) == "invalid"
        # It would be told for good: on the day itself it can be, and not before.
        assert day_in_the_netherlands(played.now_ms) == "2023-11-14"
        assert played.refused(c.Establish(played.seen(), "2023-11-15")) == "not_now"
        assert not played.strategy.established
        played.ok(c.Establish(played.seen(), "2023-02-01"))
        fixed = played.strategy.latest
        assert fixed is not None
        assert (fixed.version, fixed.day, fixed.content.administrator, fixed.content.day) == (
            1,
            "2023-02-01",
            "wethouder",
            "2023-02-01",
        )

    def test_what_was_established_never_changes_and_holds_until_the_next_version_is(self) -> None:
        """[STR-05]"""
        played = Played()
        played.lists("privacy")
        played.establish()
        first = played.strategy.latest
        assert played.refused(c.WriteField("problems", 0, "nieuw")) == "not_now"
        assert played.refused(c.PutListed("x", 0, ListedContent(ValueRef("agility")))) == "not_now"
        played.ok(c.BeginVersion())
        played.lists("agility")
        assert played.strategy.latest == first
        played.ok(c.Establish(played.seen(), "2023-09-01"))
        names = [[accent.name for accent in each.content.accents] for each in played.strategy.established]
        assert names == [["Privacy"], ["Privacy", "Wendbaarheid"]]
        assert [each.version for each in played.strategy.established] == [1, 2]

    def test_a_strategy_says_everything_by_itself_with_all_that_was_written_once(self) -> None:
        """[STR-05]"""
        played = Played()
        for field in FIELD_IDS:
            played.ok(c.WriteField(field, 0, f"tekst van {field};"))
        played.ok(c.SetChosen(0, "specific", "adapt"))
        played.lists("privacy", why="de raad vroeg erom", meaning="niemand kijkt mee")
        played.ok(d.PutAction("a1", 0, ActionPlan(action="Maak richtlijnen", holder="team ethiek")))
        played.ok(c.SetAbout("a1", 0, "stakeholders", ("Privacy",)))
        content = strategy_content(played.strategy, MATERIAL)
        text = canonical_strategy(content)
        assert all(text.count(f"tekst van {field};") == 1 for field in FIELD_IDS)
        assert (content.governance_name, content.rows[4].choice) == ("Aanpassen", "Eigen accenten")
        (action,) = content.actions
        assert (action.category, action.values) == ("Interactie met burgers en stakeholders", ("Privacy",))
        assert strategy_hash(content) == strategy_hash(msgspec.json.decode(text, type=type(content)))


class TestActions:
    def test_actions_of_the_organisation_live_as_those_of_a_case_do(self) -> None:
        """[STR-06]"""
        played = Played()
        played.ok(d.PutAction("a1", 0, ActionPlan(action="Maak richtlijnen", holder="team ethiek")))
        played.establish()
        # What is agreed stands in the version; how it goes is told on.
        played.ok(d.ReportProgress("a1", 1, "busy", answers=("Het eerste stuk is er", "", "", "", "")))
        played.ok(d.MakeHolderLink("a1", "b" * 64))
        played.ok(d.NoteUse("a1"), HOLDER)
        played.ok(d.ReportProgress("a1", 2, "done"), HOLDER)
        action = played.strategy.actions["a1"]
        assert (action.status, [moment.by for moment in action.moments]) == ("done", ["coordinator", "holder"])
        assert played.refused(d.ReportProgress("a1", 3, "dropped")) == "empty"
        played.ok(d.PutAction("a2", 0, ActionPlan(action="Train mensen")))
        assert played.refused(d.ReportProgress("a2", 1, "busy"), HOLDER) == "not_yours"
        assert len(played.strategy.established[0].content.actions) == 1

    def test_an_action_knows_which_actions_of_projects_it_came_from(self) -> None:
        """[STR-06] [DOM-21]"""
        played = Played()
        played.ok(d.PutAction("a1", 0, ActionPlan(action="Richtlijnen over participatie")))
        link = c.LinkOrigin("a1", "case1", "s1.a2", "Camera's", "Vraag bewoners")
        played.ok(link)
        assert played.do(link) == ()
        assert played.strategy.about["a1"].origins == (Origin("case1", "s1.a2", "Camera's", "Vraag bewoners"),)
        assert strategy_content(played.strategy, MATERIAL).actions[0].from_projects == ("Camera's: Vraag bewoners",)
        played.ok(c.UnlinkOrigin("a1", "case1", "s1.a2"))
        assert played.strategy.about["a1"] == AboutAction(rev=2)
        for number in range(MAX_ORIGINS):
            played.ok(c.LinkOrigin("a1", f"case{number}", "x", "t", "a"))
        assert played.refused(c.LinkOrigin("a1", "more", "x", "t", "a")) == "too_many"
        assert played.refused(c.LinkOrigin("a9", "c", "x", "t", "a")) == "unknown_item"
        assert played.refused(c.SetAbout("a1", played.strategy.about["a1"].rev, "toverij")) == "invalid"
        assert played.refused(c.SetAbout("a1", 0, "research")) == "stale_rev"


class TestMail:
    DAY = "2027-03-01"

    def with_address(self) -> Played:
        """An action of the organisation with a day, a link and an address."""
        played = Played()
        played.ok(d.PutAction("a1", 0, ActionPlan(action="Maak richtlijnen", holder="team ethiek", due_day=self.DAY)))
        played.ok(d.MakeHolderLink("a1", "b" * 64))
        played.ok(d.SetAddress("a1", 0, "team@example.nl"))
        return played

    def test_whoever_holds_an_action_is_mailed_at_the_moments_of_a_cases(self) -> None:
        """[STR-17] [LIV-06] One list for both: the same action in a case gets the same mails on the same days."""
        played, case, kinds = self.with_address(), Case(), list[list[tuple[int, str]]]()
        plan = replace(case.action().plan, due_day=self.DAY)
        case.ok(d.PutAction("s1.a1", 1, plan))
        case.ok(d.MakeHolderLink("s1.a1", "b" * 64))
        case.ok(d.SetAddress("s1.a1", 0, "team@example.nl"))
        for home in (played.strategy, case.dossier):
            days = [(number, day_after(self.DAY, number)) for number in range(-20, 60)]
            kinds.append([(n, due.kind) for n, day in days for due in due_mails(home, day, ordinal(day) * 86_400_000)])
        assert kinds[0] == kinds[1]
        assert [[n for n, kind in kinds[0] if kind == each.kind][:1] for each in MOMENTS] == [[-7], [0], [7]]

    def test_it_goes_once_and_not_for_what_is_told_of_meanwhile_and_only_the_holder_stops_it(self) -> None:
        """[STR-17] [LIV-05] [LIV-07]"""
        played, changes = self.with_address(), self.with_address().strategy.changes
        look = d.IntendMail("a1", "look", self.DAY, self.DAY, "c" * 64, "d" * 64)
        assert (played.refused(look), played.refused(d.SetMail("a1", wanted=False))) == ("not_allowed", "not_yours")
        played.ok(look, SYSTEM)
        assert played.refused(look, SYSTEM) == "not_now"
        played.ok(d.SettleMail("a1", "look", self.DAY, 1, "sent"), SYSTEM)
        link = played.strategy.actions["a1"].link
        assert link is not None
        # What the server does by itself takes nothing of what people may do.
        assert (link.mailed, played.strategy.changes) == (("c" * 64,), changes)
        assert view(played.strategy, HOLDER).held.contact.address == "team@example.nl"  # type: ignore[union-attr]
        played.ok(d.SetMail("a1", wanted=False), HOLDER)
        assert reached(played.strategy, "a1") == ""
        for nobody in (d.SetAddress("", 0, "x@example.nl"), d.SetAddress("a9", 0, "x@example.nl")):
            assert played.refused(nobody) == "unknown_item"

    def test_an_address_that_goes_leaves_the_log_and_one_that_nobody_needs_is_to_go(self) -> None:
        """[STR-17] [ORG-15]"""
        played = self.with_address()
        assert played.replayed().has_remains is False
        played.ok(d.SetAddress("a1", 1, "ander@example.nl"))
        assert played.strategy.has_remains
        assert played.replayed() == played.strategy
        left = replace(unpacked(packed(played.strategy, ())), has_remains=False)
        assert (left.contacts["a1"].address, b"team@example.nl" in msgspec.json.encode(left)) == ("ander@example.nl", False)
        assert addresses_over(played.strategy, played.now_ms + 10 * ADDRESS_KEPT_MS) == ()
        played.ok(d.ReportProgress("a1", played.strategy.actions["a1"].rev, "done"), HOLDER)
        assert addresses_over(played.strategy, played.now_ms + ADDRESS_KEPT_MS - 1) == ()
        (goes,) = addresses_over(played.strategy, played.now_ms + ADDRESS_KEPT_MS)
        played.ok(goes, SYSTEM)
        assert addresses_over(played.strategy, played.now_ms + ADDRESS_KEPT_MS) == ()
        played = self.with_address()
        plan = replace(played.strategy.actions["a1"].plan, holder="afdeling ruimte")
        played.ok(d.PutAction("a1", played.strategy.actions["a1"].rev, plan))
        assert (reached(played.strategy, "a1"), len(addresses_over(played.strategy, played.now_ms))) == ("", 1)


ROLES: tuple[Role, ...] = get_args(Role)


class TestRights:
    def test_the_table_knows_every_command(self) -> None:
        """[STR-07]"""
        assert set(RIGHTS) == set(get_args(c.Command))

    @pytest.mark.parametrize("role", ROLES)
    def test_whoever_is_not_in_the_table_is_refused(self, role: Role) -> None:
        """[STR-07]"""
        played = Played()
        played.ok(d.PutAction("a1", 0, ActionPlan(action="Maak richtlijnen")))
        for command in (
            c.WriteField("scope", 0, "x"),
            d.ReportProgress("a1", 1, "busy"),
            c.NameOrganisation("Anders"),
            c.BeginVersion(),
        ):
            allowed = role in RIGHTS[type(command)]
            assert (played.do(command, Viewer(role, "a1")) == played.do(command, Viewer(role, "a1"))) or allowed
            if not allowed:
                assert played.refused(command, Viewer(role, "a1")) == "not_allowed"

    def test_who_writes_sees_all_and_who_reads_what_was_established(self) -> None:
        """[STR-07]"""
        played = Played()
        played.ok(c.WriteField("problems", 0, "nog een concept"))
        assert view(played.strategy, READER).established == ()
        played.ok(d.PutAction("a1", 0, ActionPlan(action="Maak richtlijnen")))
        played.establish()
        played.ok(c.BeginVersion())
        played.ok(c.WriteField("problems", 1, "geheim tot het vaststaat"))
        for reader in (READER, ORGANISER, HOLDER):
            assert b"geheim tot het vaststaat" not in msgspec.json.encode(view(played.strategy, reader))
        assert len(view(played.strategy, ORGANISER).established) == 1
        held = view(played.strategy, HOLDER)
        assert held.held is not None
        assert (held.held.action, held.held.home, held.established) == ("Maak richtlijnen", "organisation", ())
        days = view(played.strategy, Viewer("calendar", "a1"))
        assert days.days is not None
        assert (days.held, [each.action for each in days.days.actions]) == (None, ["Maak richtlijnen"])
        for writer in (STRATEGIST, MANAGER, SYSTEM):
            assert view(played.strategy, writer).whole == played.strategy


class TestBounds:
    def test_texts_and_lists_have_an_end(self) -> None:
        """[STR-07]"""
        wrong = check_command(c.WriteField("problems", 0, "x" * 4_001))
        assert wrong is not None
        assert wrong.code == "too_long"
        assert check_command(c.WriteField("problems", 0, "x" * 4_000)) is None

    def test_after_very_many_changes_only_what_stops_something_is_taken(self) -> None:
        """[STR-07]"""
        played = Played()
        played.ok(d.PutAction("a1", 0, ActionPlan(action="Maak richtlijnen")))
        played.ok(d.MakeHolderLink("a1", "b" * 64))
        full = msgspec.structs.replace(played.strategy, changes=MAX_CHANGES)
        played.replayed = lambda: full  # type: ignore[method-assign]
        played.strategy = full
        assert played.refused(c.WriteField("scope", 0, "x")) == "too_many"
        played.ok(d.RevokeHolderLink("a1"))
        played.strategy = msgspec.structs.replace(full, changes=MAX_CHANGES + KEPT_FOR_STOPPING)
        assert played.refused(d.RevokeHolderLink("a1")) == "too_many"
