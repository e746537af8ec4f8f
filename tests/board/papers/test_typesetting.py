# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is mended of a file after it was set."""

from __future__ import annotations

import io

import page
import pikepdf

from board.papers.typesetting import with_plain_ends


def document(*streams: bytes) -> bytes:
    """A PDF with these streams in it, written as the typesetter writes one."""
    sheet = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", sheet]
    objects += [b"<</Length %d>>\nstream\n%b\nendstream" % (len(stream), stream) for stream in streams]
    pdf, places = b"%PDF-1.7\n", b"0000000000 65535 f\r\n"
    for number, each in enumerate(objects, 1):
        places += b"%010d 00000 n\r\n" % len(pdf)
        pdf += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    trailer = b"xref\n0 %d\n%btrailer\n<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1, places, len(objects) + 1)
    return pdf + trailer + b"startxref\n%d\n%%%%EOF" % len(pdf)


def wrong_lengths(pdf: bytes) -> int:
    found = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_A_3A).failures
    return sum(failure.rule_id == "PDFA3A-STREAM-LENGTH-001" for failure in found)


def test_a_stream_that_ends_in_a_carriage_return_is_as_long_for_whoever_counts_back() -> None:
    """[FIL-02]"""
    streams = [b"plain", b"returns\r", b"two\r\r", b"a line\n", b"\r"]
    pdf = document(*streams)
    mended = with_plain_ends(pdf)
    assert wrong_lengths(pdf) > 0
    assert wrong_lengths(document(b"a line\n")) == wrong_lengths(mended) == 0
    with pikepdf.open(io.BytesIO(mended)) as read:
        assert read.check_pdf_syntax() == []
        assert [each.read_raw_bytes() for each in read.objects if isinstance(each, pikepdf.Stream)] == streams


def test_a_document_without_such_a_stream_stays_as_it_is() -> None:
    pdf = document(b"plain", b"\r plain")
    assert with_plain_ends(pdf) == pdf
