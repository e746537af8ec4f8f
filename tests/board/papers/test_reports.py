# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report as PDF and as a text document, looked at by other means than those that made it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2
import pytest

from board.papers.making import job, make
from board.papers.report import ReportFile
from board.theme.house_style import HouseStyle
from organisation.dossier.case_file import canonical_case, case_file
from organisation.dossier.state import STATUSES
from organisation.report import content as r
from organisation.report.rows import ROWS
from sessions.material.credit import Credit
from sessions.material.framework import FOUNDATION_IDS
from tests.board.papers.looking import (
    alternatives,
    attachments,
    facts,
    failed_rules,
    off_the_page,
    over_each_other,
    tags,
    text_of,
)
from tests.board.papers.test_posters import LONG, STRANGE
from tests.organisation.dossier.test_case_file import lived
from tests.patience import patient

ROW_WORDS = "Eerst een alinea.\n\n- een punt\n- nog een punt"
TEXT, TABLE, OFFICE, FO = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("text", "table", "office", "xsl-fo-compatible")
)
CASE = case_file(lived().dossier)
SEALS = ("Concept", "Vastgesteld", "Intern gedeeld", "Openbaar")


def report(actions: int, words: str = "", stage: r.Stage = "established") -> r.ReportContent:
    """A report of which every part is filled. With `words` each of its texts is that."""
    return r.ReportContent(
        title="Slimme camera's op het Stationsplein",
        organisation="Gemeente Meerdorp",
        language="nl",
        stage=stage,
        version=2,
        day="" if stage == "draft" else "2026-12-08",
        coordinator="Hoofd Informatie en Veiligheid",
        rows=tuple(
            r.ReportRow(
                id=row.id, heading=row.heading.nl, questions=tuple(each.nl for each in row.questions), text=words or ROW_WORDS
            )
            for row in ROWS
        ),
        values=tuple(
            r.ReportedValue(
                foundation=each,
                name="Menselijke eindverantwoordelijkheid",
                meaning=words,
                orientation="vulnerable",
                reasons=(
                    r.ReportedReason(table=r.ReportedTable((each,), 2), reason=words or "Een mens beslist.", called="Toezicht"),
                    r.ReportedReason(table=r.ReportedTable((each,)), said=(words or "Een mens kijkt mee.", "Wie beslist er?")),
                ),
            )
            for each in FOUNDATION_IDS
        ),
        accents=(r.ReportedAccent(name="Privacy", reason=words, meaning="Wij volgen niemand."),),
        accent_answers=(r.ReportedAccentAnswer(name="Privacy", role="yes", why=words),),
        decision=r.ReportedDecision(outcome="go_adapted", reason="De proef gaat door."),
        tensions=(
            r.ReportedTension(one="Veiligheid", other="Privacy", clash="Meer zien.", choice=words, actions=("Evalueren",)),
        ),
        set_aside=(
            r.ReportedSetAside(name="Efficiëntie", reason="Niet de kern."),
            r.ReportedSetAside(name="Wendbaarheid", reason="Dat komt later.", table=r.ReportedTable(("rechtsstaat",))),
        ),
        also_chosen=(
            r.ReportedChoice(
                foundation="democratie",
                name="Rust",
                reasons=(r.ReportedReason(table=r.ReportedTable(("democratie", "bestuurskracht")), reason="Om te zitten."),),
            ),
        ),
        follow_up=(r.ReportedAnswer(question="Wat is er nodig?", answer=words or "Tijd."),),
        wider=(r.ReportedWiderUse(name="Transparantie", note="Ook voor sensoren."),),
        actions=tuple(
            r.ReportedAction(
                number=number + 1,
                action=words or f"Vastleggen wie verantwoordelijk is, deel {number + 1}",
                foundation=FOUNDATION_IDS[number % 3],
                values=("Privacy", "Transparantie"),
                holder="Aansprakelijkheidsverzekeringen",
                monitor="Communicatieadviseur",
                term="na de zomer",
                due_day="2027-09-01" if number % 2 else "",
                status=STATUSES[number % 5],
                reason="Wacht op de leverancier" if number % 5 == 2 else "",
                level="organisation",
                needs="Een dag per week",
            )
            for number in range(actions)
        ),
        sources=(
            r.ReportedSource(
                version=1,
                sha256="" if stage == "public" else "a" * 64,
                fixed_day="2026-11-23",
                framework=Credit("Waardenkader CODIO", 2025, "Ministerie", "Code Goed Digitaal Openbaar Bestuur"),
                script=Credit("CODIO Project 2025", 4, "", "Handboek", "", "2025-01-31"),
            ),
        ),
    )


@cache
def made(file: str, actions: int, words: str = "", stage: r.Stage = "established") -> bytes:
    return make(job("report", file, ReportFile(report(actions, words, stage), None if stage == "public" else CASE)))


def hidden(pdf: bytes) -> list[tuple[str, str]]:
    return [both for both in over_each_other(pdf, but="versie 2") if not any(seal in text for seal in SEALS for text in both)]


def test_a_report_wears_the_colours_and_the_logo_of_the_house(zilte_gronden: HouseStyle) -> None:
    """[THM-05]"""
    pdf = make(job("report", "pdf", ReportFile(report(1))))
    assert failed_rules(pdf) == []
    assert zilte_gronden.look.logo_alt in alternatives(pdf)
    with zipfile.ZipFile(io.BytesIO(make(job("report", "odt", ReportFile(report(1)))))) as odt:
        assert zilte_gronden.look.ink in odt.read("styles.xml").decode()


@pytest.mark.parametrize("file", ["pdf", "odt"])
def test_the_same_report_is_the_same_bytes(file: str) -> None:
    """[FIL-01] [STD-01]"""
    assert make(job("report", file, ReportFile(report(3), CASE))) == made(file, 3)


@pytest.mark.parametrize(
    ("actions", "words", "stage"), [(0, "", "draft"), (3, STRANGE, "internal"), (40, "", "established"), (3, "", "public")]
)
def test_a_report_can_be_listened_to_and_kept_for_years(actions: int, words: str, stage: r.Stage) -> None:
    """[FIL-02]"""
    pdf = made("pdf", actions, words, stage)
    assert failed_rules(pdf) == []
    title, language, day = facts(pdf)
    assert (title, language) == ("Verslag: Slimme camera's op het Stationsplein", "nl")
    assert day[:10] == ("D:20261123" if stage == "draft" else "D:20261208")
    found = attachments(pdf)
    assert found.pop("verslag.json") == r.canonical_report(report(actions, words, stage)).encode()
    assert found == ({} if stage == "public" else {"zaak.json": canonical_case(CASE).encode()})


def test_the_headings_of_a_report_are_its_rows_and_its_tables_have_headers() -> None:
    """[FIL-02]"""
    found = tags(made("pdf", 3))
    assert [title for tag, title in found if tag == "H1"] == ["Slimme camera's op het Stationsplein"]
    assert [title for tag, title in found if tag == "H2"] == [*(row.heading.nl for row in ROWS), "Waarden en draaiboek"]
    assert [title for tag, title in found if tag == "H4"] == ["Veiligheid en Privacy"]
    kinds = [tag for tag, _ in found]
    assert (kinds.count("Table"), kinds.count("TH"), kinds.count("TD")) == (2, 3 + 6, 3 * 3 + 3 * 6)
    assert kinds.count("LI") == 2 * len(ROWS) + 3


def test_each_reason_on_a_note_stands_on_a_line_of_its_own() -> None:
    """[FIL-12]"""
    sheets = pypdfium2.PdfDocument(made("pdf", 3))
    told = [line.strip() for sheet in sheets for line in sheet.get_textpage().get_text_range().splitlines()]
    assert "• Wie beslist er?" in told


@pytest.mark.parametrize(("actions", "words"), [(1, ""), (2, STRANGE), (40, ""), (300, "")])
def test_nothing_of_a_report_is_off_the_page_or_over_something_else(actions: int, words: str) -> None:
    """[FIL-03]"""
    pdf = made("pdf", actions, words)
    assert off_the_page(pdf) == []
    assert hidden(pdf) == []
    text = text_of(pdf)
    assert text.count("Een dag per week") == actions
    if not words:
        assert all(f"verantwoordelijk is, deel {number + 1} " in text for number in range(actions))


@pytest.mark.long
@pytest.mark.parametrize("words", [LONG, "x" * 500, "W" * 500, STRANGE, "\n- ".join(LONG.split())])
@pytest.mark.parametrize("actions", [1, 40, 300])
def test_whatever_a_report_says_nothing_is_off_the_page_and_no_rule_fails(actions: int, words: str) -> None:
    """[FIL-02] [FIL-03]"""
    pdf = made("pdf", actions, words)
    assert off_the_page(pdf) == []
    assert hidden(pdf) == []
    assert failed_rules(pdf) == []


def test_a_text_document_has_real_headings_lists_header_rows_and_its_language() -> None:
    """[FIL-08] [STD-01]"""
    with zipfile.ZipFile(io.BytesIO(made("odt", 3, STRANGE))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        content, styles = (ET.fromstring(archive.read(name)) for name in ("content.xml", "styles.xml"))
    headings = [("".join(each.itertext()), each.get(f"{TEXT}outline-level")) for each in content.iter(f"{TEXT}h")]
    assert headings[0] == ("Slimme camera's op het Stationsplein", "1")
    assert [text for text, level in headings if level == "2"] == [*(row.heading.nl for row in ROWS), "Waarden en draaiboek"]
    assert len(list(content.iter(f"{TABLE}table-header-rows"))) == 2
    assert len(list(content.iter(f"{TABLE}table-row"))) == (1 + 3) * 2
    languages = {each.get(f"{FO}language") for each in styles.iter() if each.get(f"{FO}language")}
    assert languages == {"nl"}
    named = {style for each in content.iter() for name, style in each.items() if name == f"{TEXT}style-name"}
    known = {value for each in styles.iter() for name, value in each.items() if name.endswith("}name")}
    assert named <= known
    assert "<b>#let x = 1</b>" in "".join(content.itertext())


@pytest.mark.long
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
@pytest.mark.parametrize("actions", [3, 300])
def test_an_office_program_reads_the_text_document_and_keeps_its_structure(actions: int, tmp_path: Path) -> None:
    """[FIL-08] [STD-01]"""
    (tmp_path / "verslag.odt").write_bytes(made("odt", actions))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    export = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
    subprocess.run([*command, export, "--outdir", str(tmp_path), str(tmp_path / "verslag.odt")], check=True, timeout=patient(300))
    pdf = (tmp_path / "verslag.pdf").read_bytes()
    kinds = [tag for tag, _ in tags(pdf)]
    assert kinds.count("H2") == len(ROWS) + 1
    assert kinds.count("TH") >= 3 + 6
    assert off_the_page(pdf) == []
    assert len(re.findall("Een dag per week", text_of(pdf))) == actions
    assert text_of(pdf).count("Communicatieadviseur") == actions, "no dictionary, and whole all the same"
