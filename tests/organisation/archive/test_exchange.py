# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file of cases is read back as it was given, and whatever else somebody sends is told what is wrong with it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from benchmarks.archive_cases import cases
from board.papers.schemas import schema
from organisation.archive import exchange
from organisation.archive.exchange import ArchiveFile, Wrong, as_many_as_fit, decoded, encoded, given, id_of, taken_over

BASE = "https://bord.nl"


@pytest.fixture(scope="module")
def file() -> bytes:
    return encoded("Gemeente A", (given(f"z{n}", each, BASE, is_public=n > 0) for n, each in enumerate(cases(3))), "")


def changed(file: bytes, **at_first: Any) -> bytes:
    told = json.loads(file)
    told["cases"][1] |= at_first
    return json.dumps(told).encode()


def test_what_was_given_is_read_back_and_fits_its_published_shape(file: bytes) -> None:
    """[ARC-13] [PRIV-15]"""
    told = decoded(file)
    assert isinstance(told, ArchiveFile)
    assert [case.url for case in told.cases] == ["", f"{BASE}/verslag/z1", f"{BASE}/verslag/z2"]
    assert [case.content for case in told.cases] == [each.content for each in cases(3)]
    shape = schema("archief-1")
    assert shape is not None
    Draft202012Validator(json.loads(shape)).validate(json.loads(file))


def test_a_case_goes_on_as_what_it_was_where_it_was_made(file: bytes) -> None:
    """[ARC-13]"""
    told = decoded(file)
    assert isinstance(told, ArchiveFile)
    case = told.cases[1]
    dossier = taken_over(case, "oosterveld", told.given_by, 5)
    public = dossier.report.internal
    assert public is not None
    assert public.origin is not None
    assert dossier.is_taken_over
    assert (public.origin.uid, public.origin.given_by) == (f"{BASE}/verslag/z1", "Gemeente A")
    assert id_of(case, "oosterveld") == dossier.id != id_of(case, "waterschap")


def test_a_file_holds_as_many_as_a_form_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """[ARC-13]"""
    monkeypatch.setattr(exchange, "MAX_FILE_BYTES", 30_000)
    many = [given(f"z{n}", each, BASE, is_public=True) for n, each in enumerate(cases(8))]
    fit = as_many_as_fit(many)
    assert 0 < len(fit) < 8
    assert len(encoded("", fit, "")) < 31_000
    monkeypatch.setattr(exchange, "MAX_FILE_BYTES", 10)
    assert len(as_many_as_fit(many)) == 1


def test_whatever_is_wrong_is_told_with_its_place(file: bytes) -> None:
    """[ARC-13]"""
    content = json.loads(file)["cases"][1]["content"]
    for wrong, expected in (
        (b"", Wrong("no_file")),
        (b"\xff{", Wrong("no_file")),
        (b"[" * 100_000, Wrong("no_file")),
        (b"[]", Wrong("other_file")),
        (b'{"format": "zaak"}', Wrong("other_file")),
        (file.replace(b'"schema_version":1,"given', b'"schema_version":2,"given'), Wrong("later_version", 0, "schema_version")),
        (file.replace(b'"more":""', b'"more":1'), Wrong("wrong_shape", 0, "more")),
        (changed(file, version=0), Wrong("wrong_day", 2, "day, version")),
        (changed(file, day="2026-2-30"), Wrong("wrong_day", 2, "day, version")),
        (changed(file, url="javascript:alert(1)"), Wrong("wrong_shape", 2, "url")),
        (changed(file, uid=f"{BASE}/verslag/z0"), Wrong("twice", 2, "uid")),
        (changed(file, content={**content, "title": 4}), Wrong("wrong_shape", 2, "content.title")),
        (changed(file, content={**content, "title": "Anders"}), Wrong("wrong_hash", 2, "sha256")),
        (json.dumps({**json.loads(file), "cases": [1] * 300}).encode(), Wrong("too_many")),
        (b" " * 2_000_000, Wrong("too_large")),
    ):
        assert decoded(wrong) == expected


TOLD = st.recursive(
    st.none() | st.integers() | st.text(max_size=4),
    lambda each: st.lists(each) | st.dictionaries(st.text(max_size=3), each),
    max_leaves=6,
)
AROUND = {"format": "waardenbord-archief", "schema_version": 1, "given_by": ""}


@hypothesis_given(st.binary(max_size=200) | TOLD.map(lambda each: json.dumps({**AROUND, "cases": each}).encode()))
def test_no_file_makes_anything_but_an_answer(told: bytes) -> None:
    """[ARC-13]"""
    found = decoded(told)
    assert isinstance(found, Wrong) or not found.cases
