# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A Dutch word is found in whatever form and spelling it stands."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from benchmarks.archive_cases import cases
from organisation.archive.asking import MAX_WORDS, question, terms_of
from organisation.archive.facets import FACET_IDS, Known, Names, facts_of
from organisation.archive.folding import composed, folded_text, other_spellings
from organisation.archive.texts import Piece, snippet
from sessions.material.limits import MAX_SEARCH_CHARACTERS
from sessions.model.items import Stage
from tests.patience import patient
from tests.sessions.shipped import FRAMEWORK, MEASURES


def found(typed: str, text: str) -> bool:
    """Whether a text is found by what is typed, as the index finds it."""
    whole = folded_text(composed(text)) + other_spellings(composed(text))
    return all(any(needle in whole for needle in term.needles) != term.excluded for term in terms_of(typed))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("rechtstaat", "De rechtsstaat"),
        ("rechtsstaat", "Een rechtstaat"),
        ("staat", "De rechtsstaat"),
        ("toezicht", "cameratoezicht"),
        ("toezicht", "De toezichthouders"),
        ("systemen", "Het AI-systeem"),
        ("systeem", "oude systemen"),
        ("wetten", "de wet"),
        ("wet", "de Grondwet"),
        ("talen", "in gewone taal"),
        ("taal", "twee talen"),
        ("bedrijven", "een bedrijf"),
        ("bedrijf", "Bedrijven doen mee"),
        ("reis", "verre reizen"),
        ("brieven", "een brief"),
        ("overheden", "de overheid"),
        ("overheid", "andere overheden"),
        ("kinderen", "geen kind"),
        ("kind", "kinderrechten"),
        ("gegevens", "een persoonsgegeven"),
        ("persoonsgegeven", "Persoonsgegevens"),
        ("beslissingen", "beslissingsbevoegdheid"),
        ("criteria", "een criterium"),
        ("criterium", "De criteria"),
        ("digitale", "digitaal"),
        ("digitaal", "Digitale hulp"),
        ("foto", "foto’s"),
        ("foto's", "een foto"),
        ("idee", "Ideeën"),
        ("ideeën", "een idee"),
        ("coordinator", "De coördinatoren"),
        ("coördinator", "coordinator"),
        ("actie", "Deze aktie"),
        ("produkt", "producten"),
        ("menselijk", "de menschelijke maat"),
        ("tekst", "de text"),
        ("gezichtherkenning", "Gezichtsherkenningssoftware"),
        ("gezichtsherkenning", "gezichtherkenning"),
        ("waardekader", "het waardenkader"),
        ("waardenkader", "Ons waardekader"),
        ("AI", "Met AI kan het"),
        ("AI-systeem", "AI-systemen"),
        ("e-mail", "Stuur een email"),
        ("email", "per e-mail"),
        ("raad", "Raden van toezicht"),
        ("Privacy", "PRIVACY"),
        ("cafe\u0301", "café"),
        ('"in gewone taal"', "Schrijf in gewone taal."),
        ("toezicht -camera", "Toezicht op straat"),
        ("het toezicht van de raad", "raad en toezicht"),
    ],
)
def test_a_word_is_found_in_every_form(typed: str, text: str) -> None:
    """[ARC-03]"""
    assert found(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("AI", "maïs en naaien"),
        ("talen", "een aantal"),
        ("wet", "zwetend"),
        ("toezicht -camera", "cameratoezicht"),
        ('"gewone taal"', "taal is gewone kost"),
        ("privacy", "openheid"),
        ("toezicht raad", "toezicht"),
    ],
)
def test_another_word_is_not(typed: str, text: str) -> None:
    """[ARC-03]"""
    assert not found(typed, text)


def test_what_is_too_much_is_said_and_not_looked_for() -> None:
    """[ARC-05]"""
    most = " ".join(["raad"] * 40)
    assert len(most) == MAX_SEARCH_CHARACTERS - 1
    assert question(most, [], FACET_IDS).beyond == ""
    asked = question(f"{most} camera  toezicht", [], FACET_IDS)
    assert (asked.typed, asked.beyond) == (most, "camera toezicht")
    assert asked.terms == question(most, [], FACET_IDS).terms


@given(st.text(max_size=300), st.lists(st.tuples(st.sampled_from((*FACET_IDS, "x")), st.text(max_size=200))), st.text(max_size=9))
def test_whatever_is_typed_is_a_question_within_bounds(typed: str, pairs: list[tuple[str, str]], page: str) -> None:
    """[ARC-05]"""
    asked = question(typed, pairs, FACET_IDS, order=page, page=page)
    assert len(asked.terms) <= MAX_WORDS
    assert max(len(asked.typed), len(asked.beyond)) <= MAX_SEARCH_CHARACTERS
    for needle in (needle for term in asked.terms for needle in term.needles):
        # What FTS5 gets is words and spaces, so that nothing typed is read as its language.
        assert len(needle) >= 3
        assert needle.replace(" ", "").isalnum()
    again = question(asked.typed, [(facet, key) for facet, keys in asked.choices for key in keys], FACET_IDS)
    assert (again.terms, again.choices) == (asked.terms, asked.choices)


def test_long_made_up_words_cost_no_more_than_long_ones() -> None:
    """[ARC-05]"""
    begun_s = time.process_time()
    for word in ("a" * 6_000, "en" * 3_000, "sc" * 3_000, "a-" * 3_000, "'a" * 3_000, "é" * 6_000, "-" * 6_000, '"' * 6_000):
        terms_of(word)
        folded_text(word) + other_spellings(word)
    assert time.process_time() - begun_s < patient(1.0)


def test_a_snippet_shows_the_words_around_what_was_found_and_marks_it() -> None:
    """[ARC-03]"""
    text = "Een twee drie vier vijf zes zeven acht negen. In de rechtsstaat geldt dat."
    pieces = snippet(text, terms_of("rechtstaat"))
    assert [piece.text for piece in pieces if piece.found] == ["rechtsstaat"]
    assert "".join(piece.text for piece in pieces) == "… zes zeven acht negen. In de rechtsstaat geldt dat."
    assert snippet("Kort.", terms_of("anders")) == (Piece("Kort."),)
    assert snippet("", ()) == ()


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("Camera's met software die beweging herkent.", {"cameras-en-sensoren"}),
        ("Een zoekvraag in het eigen systeem. De lijst koppelt twee bestanden.", {"gegevens-combineren"}),
        ("Het risicomodel voorspelt; een chatbot legt het uit.", {"algoritmen", "kunstmatige-intelligentie"}),
        ("Reclameplatforms kiezen wie een advertentie ziet.", {"platforms"}),
        ("An app with a language model.", {"digitale-diensten", "kunstmatige-intelligentie"}),
        ("Het apparaat staat in de gang.", set()),
        ("", set()),
    ],
)
def test_the_kind_of_technology_is_what_the_text_of_its_row_speaks_of(said: str, kinds: set[str]) -> None:
    """[ARC-02]"""
    names = Names(Known(FRAMEWORK, MEASURES))
    (report,) = cases(1)
    rows = tuple(replace(row, text=said if row.id == "technology" else "Drones en algoritmen.") for row in report.content.rows)
    found = facts_of(replace(report.content, rows=rows), names, "2027-01-01").get("techniek", ())
    assert {choice.key for choice in found} == kinds


@pytest.mark.parametrize(
    ("chosen", "said", "phase"),
    [
        ("execution", "Nog een idee.", "uitvoering"),
        ("", "Een lopende proef van een jaar.", "uitvoering"),
        ("", "Nieuw, nog een plan.", "verkenning"),
        ("", "We kijken terug: de evaluatie is bijna klaar.", "evaluatie"),
        ("", "The trial is in use since May.", "uitvoering"),
        ("", "Na de proef volgt een evaluatie.", "anders"),
        ("", "De wethouder beslist.", "anders"),
        # What is not so, or not yet, is told of nothing.
        ("", "Nog niet in gebruik.", "anders"),
        ("", "Geen proef.", "anders"),
        ("", "De evaluatie moet nog komen.", "anders"),
        ("", "Ideaal voor ons.", "anders"),
        ("", "In ontwikkeling.", "verkenning"),
        ("", " ", None),
    ],
)
def test_where_a_project_was_is_what_was_chosen_or_what_its_row_speaks_of_or_something_else(
    chosen: Stage, said: str, phase: str | None
) -> None:
    """[ARC-02]"""
    names = Names(Known(FRAMEWORK, MEASURES))
    (report,) = cases(1)
    rows = tuple(replace(row, text=said if row.id == "stage" else "Een proef.") for row in report.content.rows)
    found = facts_of(replace(report.content, rows=rows, phase=chosen), names, "2027-01-01").get("fase", ())
    assert [choice.key for choice in found] == ([phase] if phase else [])
