# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sets a paper with typst. What people wrote goes in as data, so nothing of it is ever read as markup.

The same paper gives the same bytes: there is no clock in it, and its only date is the one that it was made for.
"""

import json
import re
from html import escape
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

Form = Literal["pdf", "png", "svg"]
FOLDER = Path(__file__).resolve().parent
PIXELS_PER_INCH = 144
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


def typeset(paper: Paper, fonts: Path) -> bytes:
    """The file. Raises NotSet. It takes memory and time, and may do worse: call it in a process that can be stopped."""
    import typst

    attached = [{"name": each.name, "description": each.description, "content": each.content} for each in paper.attached]
    inputs = {"data": json.dumps({**paper.data, "attached": attached if paper.form == "pdf" else []}), "layout": paper.layout}
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
    return _named(made, paper) if paper.form == "svg" else made


def _named(svg: bytes, paper: Paper) -> bytes:
    """The picture with a name and its words: what is set in it is outlines only."""
    text = svg.decode()
    name = escape(paper.name)
    said = f"<title>{name}</title><desc>{escape(paper.told)}</desc>"
    named, times = re.subn(r"^<svg ([^>]*)>", lambda found: f'<svg role="img" aria-label="{name}" {found[1]}>{said}', text)
    if times != 1:
        raise NotSet("it is no picture")
    return named.encode()
