# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finds the case in a file that somebody sends: JSON as we write it, or a PDF that carries it. Nothing in it is carried out.

It may be anything. Call it in a process that can be stopped, with bounds on memory and time.
"""

import io
from typing import Literal

import msgspec
from msgspec import Struct

from organisation.dossier.case_file import CASE_NAME, REPORT_NAME, CaseFile, Problem, parse_case

MAX_INSIDE_BYTES = 2_500_000
"""Of the case inside a PDF, unpacked: three times a case of three hundred actions that was looked at for years."""

Found = Problem | Literal["only_report", "office_file"]
"""Why there is no case, beside what is wrong with one: a PDF that holds a report alone, or a file of an office program."""


class Sent(Struct, frozen=True):
    """A file as it came."""

    content: bytes


class Read(Struct, frozen=True):
    """The case, or why there is none."""

    case: CaseFile | None = None
    problem: Found | None = None


def read_case(sent: Sent) -> Read:
    """The case in a file, whatever it is. May raise anything that a library raises at what it does not expect."""
    found = _in_pdf(sent.content) if sent.content.startswith(b"%PDF-") else _case_in(sent.content)
    return Read(case=found) if isinstance(found, CaseFile) else Read(problem=found)


def encoded(found: Read) -> bytes:
    """What was found, to be handed from process to process."""
    return msgspec.msgpack.encode(found)


def decoded(found: bytes) -> Read:
    """The same, handed over."""
    return msgspec.msgpack.decode(found, type=Read)


def _case_in(content: bytes) -> CaseFile | Found:
    if content.startswith(b"PK\x03\x04"):
        return "office_file"
    return parse_case(content.removeprefix(b"\xef\xbb\xbf"))


def _in_pdf(content: bytes) -> CaseFile | Found:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content), strict=False)
    inside = {each.name: each for each in reader.attachment_list}
    if CASE_NAME not in inside:
        return "only_report" if REPORT_NAME in inside else "not_a_case"
    told = inside[CASE_NAME].content
    return "too_much" if len(told) > MAX_INSIDE_BYTES else parse_case(told)
