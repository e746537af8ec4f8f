# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looks at files by other means than those that made them: a validator, the boxes of words, the tree of tags."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import page
import pikepdf
import pypdfium2
from msgspec import Struct
from pypdfium2 import raw

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)
TOUCHING_PT = 1.5
"""So much two boxes may have in common: what letters hang over."""


class Box(Struct, frozen=True):
    """A piece of a line, in points from the bottom left of its page."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


def failed_rules(pdf: bytes) -> list[str]:
    """What the validator finds wrong with it, as PDF/UA-1 and as PDF/A-3a."""
    reports = [page.validate_pdf_bytes(pdf, profile=profile) for profile in PROFILES]
    assert all(report.rules.total > 100 for report in reports)
    return [str(failure) for report in reports for failure in report.failures]


def text_of(pdf: bytes) -> str:
    """All words, with single blanks and no hyphens at the ends of lines."""
    return _unbroken(" ".join(sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(pdf)))


def texts_of(pdf: bytes) -> list[str]:
    """The same of each page."""
    return [_unbroken(sheet.get_textpage().get_text_range()) for sheet in pypdfium2.PdfDocument(pdf)]


def _unbroken(text: str) -> str:
    return " ".join(re.sub("(\r\n)?[\ufffe\xad](\r\n)?", "", text).split())


def boxes(pdf: bytes) -> list[list[Box]]:
    """The boxes of each page."""
    found = []
    for number, sheet in enumerate(pypdfium2.PdfDocument(pdf), start=1):
        words = sheet.get_textpage()
        found.append([Box(number, *words.get_rect(index)) for index in range(words.count_rects())])
    return found


def letters_pt(pdf: bytes, words: str) -> float:
    """The size of the letters in which these words are set first, in points."""
    for sheet in pypdfium2.PdfDocument(pdf):
        page_text = sheet.get_textpage()
        found = page_text.search(words).get_next()
        if found is not None:
            matrix = raw.FS_MATRIX()
            raw.FPDFText_GetMatrix(page_text.raw, found[0], matrix)
            return float(raw.FPDFText_GetFontSize(page_text.raw, found[0]) * abs(matrix.d))
    raise AssertionError(f"no {words}")


def smallest_pt(pdf: bytes) -> float:
    """The size of the smallest letters on any page, in points."""
    found = []
    for sheet in pypdfium2.PdfDocument(pdf):
        words = sheet.get_textpage()
        matrix = raw.FS_MATRIX()
        for index in range(words.count_chars()):
            if raw.FPDFText_GetUnicode(words.raw, index) > ord(" "):
                raw.FPDFText_GetMatrix(words.raw, index, matrix)
                found.append(raw.FPDFText_GetFontSize(words.raw, index) * abs(matrix.d))
    return float(min(found))


def filled(pdf: bytes) -> list[float]:
    """How far down each page something stands, of its height: 1 is its lower edge. Of several, their foot is left out."""
    sizes = [sheet.get_size()[1] for sheet in pypdfium2.PdfDocument(pdf)]
    foot = 0.045 if len(sizes) > 1 else 0.0
    return [
        1 - min(box.bottom for box in on_page if box.bottom > foot * high) / high
        for high, on_page in zip(sizes, boxes(pdf), strict=True)
    ]


def off_the_page(pdf: bytes) -> list[Box]:
    """Boxes that are not wholly on their page."""
    sizes = [sheet.get_size() for sheet in pypdfium2.PdfDocument(pdf)]
    return [
        box
        for (width, height), on_page in zip(sizes, boxes(pdf), strict=True)
        for box in on_page
        if box.left < 0 or box.bottom < 0 or box.right > width or box.top > height
    ]


def over_each_other(pdf: bytes, *, but: str = "") -> list[tuple[str, str]]:
    """Words that are printed over others. What holds `but` is turned, and its boxes are larger than it is."""
    found = []
    for sheet, on_page in zip(pypdfium2.PdfDocument(pdf), boxes(pdf), strict=True):
        words, sorted_boxes = sheet.get_textpage(), sorted(on_page, key=lambda box: box.bottom)
        for index, one in enumerate(sorted_boxes):
            for other in sorted_boxes[index + 1 :]:
                if other.bottom >= one.top - TOUCHING_PT:
                    break
                if min(one.right, other.right) - max(one.left, other.left) > TOUCHING_PT and other.top - one.bottom > TOUCHING_PT:
                    texts = tuple(words.get_text_bounded(b.left, b.bottom, b.right, b.top) for b in (one, other))
                    if not but or not any(but in text for text in texts):
                        found.append((texts[0], texts[1]))
    return found


def alternatives(pdf: bytes) -> list[str]:
    """What is said instead of its pictures."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [str(each.Alt) for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]


def tags(pdf: bytes) -> list[tuple[str, str]]:
    """The structure as whoever listens gets it: every tag with the title that it has, in the order of reading."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return list(_tags(document.Root.StructTreeRoot.K))


def _tags(element: Any) -> Iterator[tuple[str, str]]:
    if isinstance(element, pikepdf.Array):
        for each in element:
            yield from _tags(each)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield str(element.S).removeprefix("/"), str(element.get("/T", ""))
        if "/K" in element:
            yield from _tags(element.K)


def attachments(pdf: bytes) -> dict[str, bytes]:
    """The files inside it."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}


def facts(pdf: bytes) -> tuple[str, str, str]:
    """Title, language and day of making."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return str(document.docinfo["/Title"]), str(document.Root.Lang), str(document.docinfo["/CreationDate"])
