# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case from a file, and what is made of files that are none."""

from __future__ import annotations

import io
import os
import zlib

import pikepdf
import pytest

from board.papers.making import job, make
from board.papers.reading import MAX_INSIDE_BYTES, Read, Sent, decoded
from board.papers.report import ReportFile
from organisation.dossier.case_file import CASE_NAME, canonical_case
from tests.board.papers.test_posters import fixed
from tests.board.papers.test_reports import report
from tests.board.papers.test_tables import case, table


def read(content: bytes) -> Read:
    return decoded(make(job("reading", "case", Sent(content))))


def with_case(data: bytes) -> bytes:
    """A PDF that carries this as its case."""
    document = pikepdf.new()
    document.add_blank_page()
    document.attachments[CASE_NAME] = pikepdf.AttachedFileSpec(document, data, filename=CASE_NAME)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_report_as_pdf_gives_the_case_back() -> None:
    """[FIL-10]"""
    pdf = make(job("report", "pdf", ReportFile(report(3), case())))
    assert read(pdf) == Read(case=case())
    assert read(canonical_case(case()).encode()) == Read(case=case())
    assert read(b"\xef\xbb\xbf" + canonical_case(case()).encode()) == Read(case=case())


def test_a_pdf_that_another_program_stored_anew_gives_the_case_back_too() -> None:
    """[FIL-10]"""
    assert read(with_case(canonical_case(case()).encode())) == Read(case=case())


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "not_a_case"),
        (b"hallo", "not_a_case"),
        (b"%PDF-1.7\n", "damaged"),
        (b"%PDF-1.7\n" + os.urandom(2_000), "damaged"),
        (with_case(b"{}")[:-300], "not_a_case"),
        (with_case(b"{}"), "not_a_case"),
        (with_case(b" " * (MAX_INSIDE_BYTES + 1)), "too_much"),
        (table("ods", 1), "office_file"),
        (make(job("poster", "a3.pdf", fixed(1))), "not_a_case"),
        (make(job("report", "pdf", ReportFile(report(1)))), "only_report"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} bytes",
)
def test_what_holds_no_case_is_refused_with_the_reason(content: bytes, problem: str) -> None:
    """[FIL-10]"""
    found = read(content)
    assert found.case is None
    assert found.problem in (problem, "damaged")


def test_a_bomb_inside_a_pdf_is_refused_and_not_unpacked() -> None:
    """[FIL-10]"""
    pdf = with_case(b"x")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        bomb = zlib.compress(zlib.compress(b"\0" * 120_000_000, 9), 9)
        spec = document.attachments[CASE_NAME]
        stream = spec.obj.EF.F
        stream.write(bomb, filter=[pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        file = io.BytesIO()
        document.save(file)
    assert len(file.getvalue()) < 1_000_000
    assert read(file.getvalue()).problem in ("damaged", "too_much", "not_a_case")
