# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case as a report: what each of the eight rows is filled in with."""

from __future__ import annotations

import re

import msgspec
from msgspec.structs import replace

from organisation.dossier import commands as c
from organisation.dossier import report_commands as rc
from organisation.dossier.case_file import canonical_case, case_file
from organisation.dossier.handing_over import MAX_CHOICES, MAX_REASONS_CHARACTERS, HandedChoice, within_bounds
from organisation.dossier.reported import MAX_ROW_CHARACTERS, filled_in, report_content, source_mark
from organisation.dossier.viewer import SYSTEM
from organisation.report.content import Block, ReportContent, ReportedSetAside, ReportedTable, blocks, canonical_report
from organisation.report.names import Found, likely_names
from organisation.report.redaction import redacted
from organisation.report.rows import ROW_IDS, ROWS
from sessions.material.framework import ValueRef
from sessions.model import items as i
from sessions.model.poster_entries import PosterActionContent, PosterValueContent, TensionContent
from sessions.wire import commands as w
from tests.organisation.dossier.test_decider import Case, put, told
from tests.sessions.world import FACILITATOR, World, own_value, person, value


def weighed() -> World:
    """A workshop in which every row of the report has something to be filled in with."""
    world = World(3, checked=False)
    form = i.CaseForm(
        aim="Zien welke waarden tellen.",
        description="Camera's die zien hoe druk het is.",
        goal="Een veilige binnenstad.",
        stage="Nieuw, nog een plan.",
        technology="Beeldherkenning van een leverancier.",
        stakeholders="Bewoners en winkeliers.",
        dpia="done",
        iama="planned",
        phase="exploration",
    )
    world.ok(w.PutItem("case", 0, form), FACILITATOR)
    world.ok(w.PutItem("accent1", 0, i.Accent(ValueRef("privacy"), "in het beleid", "niemand kijkt mee")), FACILITATOR)
    world.go("A3")
    put(world, "v1", PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"), meaning="niemand kijkt mee"))
    put(world, "v2", PosterValueContent(foundation="democratie", value=ValueRef("transparency"), wider=True, wider_note="overal"))
    put(world, "v3", PosterValueContent(foundation="democratie", value=ValueRef("cooperation")))
    put(world, "a1", PosterActionContent(foundation="rechtsstaat", action="Maak een register", holder="Team data", term="1 mei"))
    tension = TensionContent(
        value_a=ValueRef("privacy"),
        value_b=ValueRef("transparency"),
        clash="Meer laten zien",
        affected="Wie er loopt",
        choice="Privacy",
        reason="wet",
        decides="De raad",
    )
    world.ok(w.PutPosterEntry("x1", 0, tension), FACILITATOR)
    entry = world.session.poster.entries["v3"]
    world.ok(w.RemovePosterEntry("v3", entry.rev, "te breed"), FACILITATOR)
    world.ok(w.TakeSnapshot(), FACILITATOR)
    return world


def test_the_eight_rows_are_filled_in_from_the_case_the_poster_and_the_talk() -> None:
    """[REP-01] [DOM-12] [DOM-19]"""
    case = Case(weighed())
    case.ok(c.AnswerFollowUp(0, 0, "Ja, allemaal."))
    content = report_content(case.dossier)
    assert tuple(row.id for row in content.rows) == ROW_IDS
    assert len(ROWS) == 8
    told = {row.id: row.text for row in content.rows}
    assert told["description"] == "Camera's die zien hoe druk het is."
    assert (told["goal"], told["stage"]) == ("Een veilige binnenstad.", "Verkenning. Nieuw, nog een plan.")
    assert content.phase == "exploration"
    assert told["technology"] == "Beeldherkenning van een leverancier.\n\nStakeholders\nBewoners en winkeliers."
    assert told["governance"] == "Zien welke waarden tellen.\n\n- DPIA: gedaan\n- IAMA: komt nog"
    assert [(value.name, value.meaning, value.accent) for value in content.values] == [
        ("Transparantie", "", False),
        ("Privacy", "niemand kijkt mee", True),
    ]
    assert [(accent.name, accent.meaning) for accent in content.accents] == [("Privacy", "niemand kijkt mee")]
    assert [(tension.one, tension.other, tension.choice, tension.reason) for tension in content.tensions] == [
        ("Privacy", "Transparantie", "Privacy", "wet")
    ]
    assert [(gone.name, gone.reason) for gone in content.set_aside] == [("Samenwerking", "te breed")]
    assert [(wider.name, wider.note) for wider in content.wider] == [("Transparantie", "overal")]
    assert [answer.answer for answer in content.follow_up] == ["Ja, allemaal."]
    assert [(action.action, action.holder, action.term) for action in content.actions] == [
        ("Maak een register", "Team data", "1 mei")
    ]


def test_whose_values_and_script_they_are_stands_in_it() -> None:
    """[REP-02]"""
    (source,) = report_content(Case(weighed()).dossier).sources
    assert (source.framework.title, source.framework.version > 0, bool(source.framework.source)) == (
        "CODIO Waardenkader 2025",
        True,
        True,
    )
    assert source.script.title == "CODIO Project 2025"
    assert source.version == 1
    assert len(source.sha256) == 64


def test_what_the_tables_tell_can_be_read_as_text_by_whoever_writes_on() -> None:
    """[REP-01]"""
    dossier = Case(weighed()).dossier
    assert (
        filled_in(dossier, "values") == "Democratie\n- Transparantie\n\nRechtsstaat\n- Privacy (accentwaarde): niemand kijkt mee"
    )
    weighing = filled_in(dossier, "monitoring")
    clash = (
        "Privacy ↔ Transparantie\nMeer laten zien\nWie dit merkt: Wie er loopt\nKeuze: Privacy\nWaarom: wet\nWie beslist: De raad"
    )
    for words in (clash, "- Samenwerking: te breed", "nog open"):
        assert words in weighing


def test_of_each_answer_about_an_accent_value_it_says_which_table_gave_it() -> None:
    """[REP-01]"""
    world = World(6)
    world.ok(w.PutItem("acc", 0, i.Accent(ValueRef("privacy"), "de raad", "niemand volgen")), FACILITATOR)
    world.go("A2c1")
    table = world.table_of("p1")
    world.ok(w.PutItem(f"accent:acc:{table}", 0, i.AccentAnswer("acc", table, "partly", "alleen bij tellen")), person("p1"))
    world.go("A3")
    world.ok(w.PutItem("accent:acc:room", 0, i.AccentAnswer("acc", "", "yes", "voor ons allemaal")), FACILITATOR)
    put(world, "v1", PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy")))
    world.ok(w.TakeSnapshot(), FACILITATOR)
    dossier = Case(world).dossier
    told = report_content(dossier).accent_answers
    assert [(answer.role, answer.foundations) for answer in told] == [
        ("partly", world.session.tables[table].foundations),
        ("yes", ()),
    ]
    text = filled_in(dossier, "strategy")
    assert "- Privacy, tafel " in text
    assert "- Privacy: speelt mee. voor ons allemaal" in text


def chosen(*, fixed: bool = True) -> World:
    """Two tables chose and set aside, and the poster has only some of it: `privacy`, with what was laid into it."""
    world = World(6, checked=False)
    world.go("A2c1")
    one, other = (world.table_of(who) for who in ("p1", "p2"))
    assert one != other
    notes = {
        "n1": ("p1", value("privacy", "wie er loopt, weet van niets")),
        "n2": ("p3", value("privacy", "anders durft niemand meer")),
        "n3": ("p2", value("transparency", "borden bij het plein")),
        "n4": ("p4", value("privacy", "ook bij ons")),
        "n5": ("p1", value("efficiency", "het mag niet te veel kosten")),
        "n6": ("p3", own_value("Rust", why="een plein om te zitten")),
        "n7": ("p2", value("security", "nooit gekozen")),
    }
    for note_id, (who, content) in notes.items():
        world.add(who, note_id, content)
    world.ok(w.StackNote("n2", world.rev("n2"), "n1"), person("p3"))
    world.ok(w.ChooseNote("n1", 0, "chosen", "Zonder privacy komt er niemand."), person("p1"))
    world.ok(w.ChooseNote("n3", 0, "chosen", ""), person("p2"))
    world.ok(w.ChooseNote("n4", 0, "chosen", "Dat past bij uitleg."), person("p4"))
    world.ok(w.ChooseNote("n5", 0, "set_aside", "Dat komt later."), person("p1"))
    world.ok(w.ChooseNote("n6", 0, "chosen", ""), person("p3"))
    world.go("A3")
    put(world, "v1", PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"), meaning="niemand kijkt mee"))
    put(world, "v2", PosterValueContent(foundation="democratie", value=ValueRef("transparency")))
    merge = w.MergePosterEntry("v2", world.session.poster.entries["v2"].rev, "v1", world.session.poster.entries["v1"].rev)
    world.ok(merge, FACILITATOR)
    if fixed:
        world.ok(w.TakeSnapshot(), FACILITATOR)
    return world


class TestWhyTablesChoseThem:
    def test_each_value_says_which_table_chose_it_why_and_what_its_notes_say(self) -> None:
        """[REP-08] [CAS-01]"""
        world = chosen()
        one, other = (world.session.tables[world.table_of(who)].foundations for who in ("p1", "p2"))
        content = report_content(Case(world).dossier)
        (privacy,) = content.values
        assert {(each.table.foundations, each.reason, each.said, each.called) for each in privacy.reasons} == {
            (one, "Zonder privacy komt er niemand.", ("anders durft niemand meer", "wie er loopt, weet van niets"), ""),
            (other, "Dat past bij uitleg.", ("ook bij ons",), ""),
            (other, "", ("borden bij het plein",), "Transparantie"),
        }

    def test_what_a_table_chose_and_the_poster_has_not_is_told_too_and_what_it_set_aside_with_its_reason_alone(self) -> None:
        """[REP-08]"""
        world = chosen()
        content = report_content(Case(world).dossier)
        (rust,) = content.also_chosen
        assert (rust.name, [each.said for each in rust.reasons]) == ("Rust", [("een plein om te zitten",)])
        table = ReportedTable(world.session.tables[world.table_of("p1")].foundations)
        assert ReportedSetAside(name="Efficiëntie", reason="Dat komt later.", table=table) in content.set_aside
        stored = canonical_case(case_file(Case(world).dossier))
        assert "het mag niet te veel kosten" not in stored
        assert "nooit gekozen" not in stored

    def test_a_note_that_was_hidden_or_taken_back_is_no_reason(self) -> None:
        """[REP-08] [PRIV-04]"""
        world = chosen(fixed=False)
        world.ok(w.HideNote("n2", hidden=True), FACILITATOR)
        world.ok(w.DeleteNote("n4", world.rev("n4")), person("p4"))
        world.ok(w.TakeSnapshot(), FACILITATOR)
        handed = told(world)
        said = {line for choice in handed.choices for line in choice.said}
        assert said == {"wie er loopt, weet van niets", "borden bij het plein", "een plein om te zitten"}

    def test_whoever_writes_on_finds_the_reasons_and_hears_when_others_came(self) -> None:
        """[REP-08] [REP-03]"""
        world = chosen()
        case = Case(world)
        text = filled_in(case.dossier, "values")
        for words in (
            "Zonder privacy komt er niemand.",
            "anders durft niemand meer;",
            "“Transparantie”",
            "Ook gekozen aan een tafel",
        ):
            assert words in text
        assert "Niet gekozen aan een tafel\n- Efficiëntie, tafel " in filled_in(case.dossier, "monitoring")
        mark = source_mark(text)
        case.ok(rc.WriteRow("values", 0, "Wij schreven het zelf.", mark))
        told_now = report_content(case.dossier)
        assert (told_now.values, told_now.also_chosen) == ((), ())
        world.ok(w.ChooseNote("n1", world.note("n1").choice.rev, "chosen", "Nog eens bekeken."), FACILITATOR)
        put(world, "v9", PosterValueContent(foundation="rechtsstaat", value=ValueRef("security")))
        world.ok(w.TakeSnapshot(), FACILITATOR)
        case.ok(c.TakeOver(told(world)), SYSTEM)
        assert source_mark(filled_in(case.dossier, "values")) != mark

    def test_reasons_of_hundreds_of_notes_stay_within_a_bound_and_those_of_tables_are_kept_first(self) -> None:
        """[REP-08]"""
        line = HandedChoice("democratie", "Rust", "chosen", ("democratie",), 0, "tafel", tuple("n" * 500 for _ in range(200)))
        kept = within_bounds([line] * (MAX_CHOICES + 1))
        assert len(kept) == MAX_CHOICES
        assert all(each.reason == "tafel" for each in kept)
        letters = sum(len(each.reason) + sum(map(len, each.said)) for each in kept)
        assert MAX_REASONS_CHARACTERS - 500 < letters <= MAX_REASONS_CHARACTERS
        dossier = Case(chosen()).dossier
        (first,) = dossier.handed
        long = replace(dossier, handed=(replace(first, choices=(replace(line, reason="Van de tafel."), *first.choices)),))
        text = filled_in(long, "values")
        assert len(text) <= MAX_ROW_CHARACTERS
        assert "Van de tafel." in text
        assert "Dat past bij uitleg." in text

    def test_names_in_reasons_are_pointed_out_and_what_is_taken_out_is_in_none(self) -> None:
        """[PUB-02] [PUB-03]"""
        world = chosen(fixed=False)
        world.ok(w.ChooseNote("n1", world.note("n1").choice.rev, "chosen", "Dat zei Fatma Yilmaz."), FACILITATOR)
        world.ok(w.TakeSnapshot(), FACILITATOR)
        content = report_content(Case(world).dossier)
        assert Found("Fatma Yilmaz", ("values",)) in likely_names(content)
        public = redacted(content, ("fatma yilmaz", "plein om te", "rechtsstaat", "Later"))
        text = canonical_report(public)
        assert public.values[0].reasons[0].table == content.values[0].reasons[0].table
        for words in ("Fatma", "Yilmaz", "plein om te", "Dat komt later"):
            assert words in canonical_report(content)
            assert words not in text

    def test_a_report_without_reasons_has_the_hash_that_it_had(self) -> None:
        """[PUB-01]"""
        content = report_content(Case(weighed()).dossier)
        assert not {"reasons", "also_chosen", "table"} & set(re.findall(r'"(\w+)":', canonical_report(content)))


def test_a_poster_longer_than_a_row_is_cut_at_a_line() -> None:
    """[REP-01]"""
    world = weighed()
    for number in range(20):
        value = PosterValueContent(
            foundation="democratie",
            value=ValueRef(principle_id=world.session.framework.principles[0].id, name=f"waarde {number}"),
            meaning="woord " * 80,
        )
        put(world, f"m{number}", value)
    world.ok(w.TakeSnapshot(), FACILITATOR)
    text = filled_in(Case(world).dossier, "values")
    assert len(text) <= MAX_ROW_CHARACTERS
    assert text.endswith("woord\n…")


def test_a_report_is_read_back_from_its_canonical_text() -> None:
    """[PUB-01]"""
    content = report_content(Case(weighed()).dossier)
    assert msgspec.json.decode(canonical_report(content), type=ReportContent) == content


def test_a_rows_text_is_paragraphs_and_lists() -> None:
    """[REP-01]"""
    assert blocks("Een\ntwee\n\n- a\n- b\nna\n\n\n") == (
        Block(("Een", "twee")),
        Block(("a", "b"), is_list=True),
        Block(("na",)),
    )
