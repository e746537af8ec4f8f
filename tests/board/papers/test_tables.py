# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The actions of a case as tables: what is a text is one, and what is a day is one."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from msgspec.structs import replace

from board.papers.action_table import ActionTable
from board.papers.making import job, make
from board.papers.schemas import schema
from organisation.dossier.case_file import CaseFile, canonical_case, case_file
from organisation.report.content import canonical_report
from tests.board.papers.test_reports import report
from tests.organisation.dossier.test_case_file import lived
from tests.patience import patient

TABLE, OFFICE, STYLE, FO = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("table", "office", "style", "xsl-fo-compatible")
)
ROOM = (("page-width", 1), ("margin-left", -1), ("margin-right", -1))
"""Between the edges of a sheet."""
FORMULAS = ("=1+1", "+31 6", "-2", "@SUM(A1)", " =HYPERLINK(1)")


def case(actions: int = 3) -> CaseFile:
    """A case with so many actions, of which the texts begin as formulas do."""
    known = case_file(lived().dossier)
    first = known.actions[0]
    plan = replace(first.plan, due_day="2027-03-01", needs="a\nb")
    formulas = (FORMULAS[number % len(FORMULAS)] for number in range(actions))
    made = tuple(replace(first, id=f"a{n}", plan=replace(plan, action=formula)) for n, formula in enumerate(formulas))
    return replace(known, actions=made)


def table(file: str, actions: int = 3) -> bytes:
    return make(job("actions", file, ActionTable(case(actions), "2026-11-23")))


def cells(ods: bytes) -> list[list[ET.Element]]:
    with zipfile.ZipFile(io.BytesIO(ods)) as archive:
        content = ET.fromstring(archive.read("content.xml"))
    return [list(row) for row in content.iter(f"{TABLE}table-row")]


@pytest.mark.parametrize("file", ["ods", "csv"])
def test_the_same_actions_are_the_same_bytes(file: str) -> None:
    """[FIL-01]"""
    assert table(file) == table(file)


def test_in_a_spreadsheet_a_text_is_never_a_formula_and_a_day_is_a_day() -> None:
    """[FIL-08]"""
    header, *rows = cells(table("ods"))
    names = ["".join(cell.itertext()) for cell in header]
    assert names[:2] == ["Nr.", "Actie"]
    assert not [cell for row in rows for cell in row if cell.get(f"{TABLE}formula")]
    for number, row in enumerate(rows):
        told = dict(zip(names, row, strict=True))
        assert told["Actie"].get(f"{OFFICE}value-type") == "string"
        assert "".join(told["Actie"].itertext()) == FORMULAS[number]
        assert told["Dag"].get(f"{OFFICE}date-value") == "2027-03-01"
        assert told["Weer kijken op"].get(f"{OFFICE}date-value") == "2027-02-01"
        assert told["Nr."].get(f"{OFFICE}value") == str(number + 1)


def test_in_a_table_for_any_program_nothing_is_calculated() -> None:
    """[FIL-08]"""
    text = table("csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert [row["Actie"] for row in rows] == [f"'{formula}" for formula in FORMULAS[:3]]
    assert rows[0]["Dag"] == "2027-03-01"
    assert rows[0]["Wat is nodig, van wie"] == "a\nb"


def test_a_spreadsheet_is_printed_in_letters_that_can_be_read_with_the_action_on_every_sheet() -> None:
    """[FIL-08] At full size, on sheets of A4 on its side."""
    with zipfile.ZipFile(io.BytesIO(table("ods"))) as archive:
        content, styles = (ET.fromstring(archive.read(name)) for name in ("content.xml", "styles.xml"))
    (layout,) = styles.iter(f"{STYLE}page-layout-properties")
    room_cm = sum(float(layout.attrib[f"{FO}{name}"][:-2]) * sign for name, sign in ROOM)
    assert not [name for name in layout.attrib if "scale-to" in name]
    columns = {each.get(f"{STYLE}name"): each.find(f"{STYLE}table-column-properties") for each in content.iter(f"{STYLE}style")}
    beside = content.find(f".//{TABLE}table-header-columns")
    assert beside is not None
    kept_cm, sheets_cm = 0.0, [0.0]
    for number, used in enumerate(content.iter(f"{TABLE}table-column")):
        column = columns[used.get(f"{TABLE}style-name")]
        assert column is not None
        width_cm = float(column.attrib[f"{STYLE}column-width"][:-2])
        if column.get(f"{FO}break-before") == "page":
            sheets_cm.append(kept_cm)
        kept_cm += width_cm if number < len(beside) else 0
        sheets_cm[-1] += width_cm
    assert len(sheets_cm) == 3
    assert max(sheets_cm) <= room_cm


@pytest.mark.long
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_an_office_program_reads_the_spreadsheet(tmp_path: Path) -> None:
    """[FIL-08]"""
    (tmp_path / "acties.ods").write_bytes(table("ods", 300))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "csv"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "acties.ods")], check=True, timeout=patient(300))
    rows = list(csv.reader(io.StringIO((tmp_path / "acties.csv").read_text(encoding="utf-8"), newline="")))
    assert len(rows) == 301
    assert [row[1] for row in rows[1:6]] == list(FORMULAS)
    assert rows[1][5] in ("01-03-2027", "03/01/2027")


@pytest.mark.parametrize(("name", "text"), [("zaak-1", canonical_case(case())), ("verslag-1", canonical_report(report(3)))])
def test_what_is_written_as_data_fits_its_published_shape(name: str, text: str) -> None:
    """[FIL-09]"""
    told = schema(name)
    assert told is not None
    shape = json.loads(told)
    jsonschema.Draft202012Validator.check_schema(shape)
    validator = jsonschema.Draft202012Validator(shape)
    assert list(validator.iter_errors(json.loads(text))) == []
    assert list(validator.iter_errors({**json.loads(text), "title": 3}))
    assert schema(f"{name}0") is None
