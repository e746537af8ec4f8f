# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sets a paper with typst. What people wrote goes in as data, so nothing of it is ever read as markup.

The same paper gives the same bytes: there is no clock in it, and its only date is the one that it was made for.
"""

import json
import re
from bisect import bisect_left
from html import escape
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from board.papers.drawings import icons
from board.papers.look import PLAIN, Look

Form = Literal["pdf", "png", "svg"]
FOLDER = Path(__file__).resolve().parent
PIXELS_PER_INCH = 144
_ENDS_IN_RETURN = re.compile(rb"\r\nendstream\nendobj\n")
_PLACE = re.compile(rb"(\d{10}) 00000 n")
ACCESSIBLE_ARCHIVE: tuple[Literal["ua-1"], Literal["a-3a"]] = ("ua-1", "a-3a")
"""PDF/UA-1, for whoever listens, and PDF/A-3a, for whoever keeps it for years; the third lets data be attached."""


class Attached(Struct, frozen=True):
    """A file inside a PDF."""

    name: str
    description: str
    content: str


class Paper(Struct, frozen=True):
    """Something to set: the template's name, what stands in it (JSON values only), the paper or layout that the template knows,
    and what goes along with a PDF. `name` and `told` are what a picture says to whoever cannot see it.
    """

    template: Literal["poster", "report"]
    data: dict[str, Any]
    layout: str
    form: Form
    attached: tuple[Attached, ...] = ()
    name: str = ""
    told: str = ""


class NotSet(Exception):
    """The typesetter refused; the text is its reason, for the log."""


def typeset(paper: Paper, fonts: Path, look: Look = PLAIN) -> bytes:
    """The file. Raises NotSet. It takes memory and time, and may do worse: call it in a process that can be stopped. A logo that
    the typesetter refuses is left out: better a paper without it than none.
    """
    try:
        return _typeset(paper, fonts, look)
    except NotSet:
        if not look.logo:
            raise
        return _typeset(paper, fonts, replace(look, logo=b""))


def logo_problem(look: Look) -> str:
    """Why the typesetter refuses a logo; empty when it does not."""
    import typst

    try:
        typst.compile(
            FOLDER / "logo.typ",
            root=FOLDER,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps({"look": look.data(), "icons": icons(look)})},
            pdf_standards=list(ACCESSIBLE_ARCHIVE),
            timestamp=0,
        )
    except typst.TypstError as error:
        return str(error)
    return ""


def _typeset(paper: Paper, fonts: Path, look: Look) -> bytes:
    import typst

    attached = [{"name": each.name, "description": each.description, "content": each.content} for each in paper.attached]
    drawn = {"look": look.data(), "icons": icons(look)}
    told = {**paper.data, **drawn, "attached": attached if paper.form == "pdf" else []}
    inputs = {"data": json.dumps(told), "layout": paper.layout}
    try:
        made = typst.compile(
            FOLDER / f"{paper.template}.typ",
            root=FOLDER,
            font_paths=[fonts],
            ignore_system_fonts=True,
            format=paper.form,
            ppi=PIXELS_PER_INCH,
            sys_inputs=inputs,
            pdf_standards=list(ACCESSIBLE_ARCHIVE) if paper.form == "pdf" else None,
            timestamp=0,
        )
    except typst.TypstError as error:
        raise NotSet(str(error)) from error
    if not isinstance(made, bytes):
        raise NotSet("it takes more than one picture")
    match paper.form:
        case "svg":
            return _named(made, paper)
        case "pdf":
            return with_plain_ends(made)
        case _:
            return made


def with_plain_ends(pdf: bytes) -> bytes:
    """The same document, in which no stream ends in a carriage return right before the line feed that follows it.

    The length of a stream is what stands before the end of line that precedes `endstream` (ISO 19005-3, 6.1.7.1). The typesetter
    writes a line feed there. Compressed bytes end in a carriage return once in 256 times, and then a reader that counts back
    takes both for the end of line and finds the stream a byte too short. After such a one a whole end of line is written, which
    can be read in one way only. Nothing else is changed but the places of what follows.
    """
    ends = [found.start() + 1 for found in _ENDS_IN_RETURN.finditer(pdf)]
    if not ends:
        return pdf
    start = pdf.rindex(b"startxref\n")
    table = int(pdf[start:].split()[1])
    moved = _PLACE.sub(lambda found: b"%010d 00000 n" % _moved(int(found[1]), ends), pdf[table:start])
    body = b"".join(pdf[first:last] + b"\r" for first, last in zip([0, *ends], ends, strict=False)) + pdf[ends[-1] : table]
    return body + moved + b"startxref\n%d\n%%%%EOF" % _moved(table, ends)


def _moved(place: int, ends: list[int]) -> int:
    return place + bisect_left(ends, place)


def _named(svg: bytes, paper: Paper) -> bytes:
    """The picture with a name and its words: what is set in it is outlines only."""
    text = svg.decode()
    name = escape(paper.name)
    said = f"<title>{name}</title><desc>{escape(paper.told)}</desc>"
    named, times = re.subn(r"^<svg ([^>]*)>", lambda found: f'<svg role="img" aria-label="{name}" {found[1]}>{said}', text)
    if times != 1:
        raise NotSet("it is no picture")
    return named.encode()
