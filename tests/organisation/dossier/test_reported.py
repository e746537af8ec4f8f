# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case as a report: what each of the eight rows is filled in with."""

from __future__ import annotations

from organisation.dossier import commands as c
from organisation.dossier.reported import MAX_ROW_CHARACTERS, filled_in, report_content
from organisation.report.content import Block, blocks, canonical_report, parse_report
from organisation.report.rows import ROW_IDS, ROWS
from sessions.material.framework import ValueRef
from sessions.model import items as i
from sessions.model.poster_entries import PosterActionContent, PosterValueContent, TensionContent
from sessions.wire import commands as w
from tests.organisation.dossier.test_decider import Case, put
from tests.sessions.world import FACILITATOR, World, person


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
    assert (told["goal"], told["stage"]) == ("Een veilige binnenstad.", "Nieuw, nog een plan.")
    assert told["technology"] == "Beeldherkenning van een leverancier.\n\nWie het raakt\nBewoners en winkeliers."
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
    assert parse_report(canonical_report(content)) == content


def test_a_rows_text_is_paragraphs_and_lists() -> None:
    """[REP-01]"""
    assert blocks("Een\ntwee\n\n- a\n- b\nna\n\n\n") == (
        Block(("Een", "twee")),
        Block(("a", "b"), is_list=True),
        Block(("na",)),
    )
