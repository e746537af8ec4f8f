# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads a theme: a folder with `theme.toml`, a style sheet, a logo, a favicon and typefaces. Everything is bounded, and
everything that is wrong is told at once.
"""

from __future__ import annotations

import re
import struct
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree as ET

import msgspec
import tinycss2
from msgspec import Struct

from board.naming import hashed_name
from board.papers.look import COLOURS, PLAIN, Look
from board.theme.house_style import OWN_ICON, File, HouseStyle, Picture
from board.theme.sheet import addresses, checked, read_sheet, written
from board.theme.tokens import own_tokens

MANIFEST = "theme.toml"
MAX_MANIFEST_BYTES = 10_000
MAX_SHEET_BYTES = 600_000
"""A theme of NL Design System with all its components has 210,000."""
MAX_LOGO_BYTES = 100_000
MAX_ICON_BYTES = 50_000
MAX_FONT_BYTES = 300_000
MAX_FONTS = 12
MAX_NAME_CHARS = 80
MAX_ALT_CHARS = 150
LOGO_HIGH_PX = 40
"""As high as pages show a logo (parts/bar.css)."""
MAX_TIMES_WIDER = 6
"""So many times wider than high a logo may be: beside a wider one a phone has no room."""
_PATH = re.compile(r"(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-][A-Za-z0-9._-]*")
_MIME = {
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
_BEGINS = {".png": b"\x89PNG\r\n\x1a\n", ".ico": b"\x00\x00\x01\x00", ".woff": b"wOFF", ".woff2": b"wOF2"}
_LOGOS, _ICONS, _FONTS = (".svg", ".png"), (".svg", ".png", ".ico"), (".woff2", ".woff")
_NO_SHAPES = {"script", "foreignObject", "iframe", "image", "a", "animate", "animateMotion", "animateTransform", "set"}
"""What a picture needs not: it runs, moves or fetches something."""
_SVG = "{http://www.w3.org/2000/svg}svg"
_SAID = re.compile(r"""\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
"""The encoding that a drawing says it has."""


class ThemeError(Exception):
    """A folder is no theme that can be used. `problems` has one English sentence for each thing that is wrong."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """`theme.toml`. Names of files are those in the folder; an empty one is no such file."""

    name: str
    stylesheet: str = ""
    logo: str = ""
    logo_dark: str = ""
    logo_alt: str = ""
    favicon: str = ""


def read_theme(folder: Path) -> HouseStyle:
    """The house style in a folder. Raises ThemeError."""
    reader = _FolderReader(folder)
    style = reader.style()
    if reader.problems or style is None:
        raise ThemeError(reader.problems)
    return style


class _FolderReader:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, File] = {}
        self.problems: list[str] = []

    def style(self) -> HouseStyle | None:
        manifest = self._manifest()
        if manifest is None:
            return None
        sheet = self._sheet(manifest)
        logo = self._logo(manifest.logo, "logo")
        dark = self._logo(manifest.logo_dark, "logo_dark")
        icon = self._file(manifest.favicon, "favicon", _ICONS, MAX_ICON_BYTES)
        if self.problems:
            return None
        styles, declared = sheet
        return HouseStyle(
            name=manifest.name.strip(),
            styles=styles,
            logo=logo,
            logo_dark=dark,
            logo_alt=manifest.logo_alt.strip(),
            icon_url=icon.url if icon else OWN_ICON,
            files=self._files,
            declared=declared,
            look=_look(declared, logo, manifest.logo_alt.strip()),
        )

    def _manifest(self) -> Manifest | None:
        content = self._read(MANIFEST, MAX_MANIFEST_BYTES)
        if content is None:
            return None
        try:
            found = msgspec.convert(tomllib.loads(content.decode("utf-8-sig")), Manifest)
        except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
            self.problems.append(f"{MANIFEST}: {error}.")
            return None
        except RecursionError:
            self.problems.append(f"{MANIFEST} is nested too deep.")
            return None
        if not 0 < len(found.name.strip()) <= MAX_NAME_CHARS:
            self.problems.append(f"{MANIFEST}: name is what the organisation is called, in at most {MAX_NAME_CHARS} characters.")
        if bool(found.logo) != bool(found.logo_alt.strip()) or len(found.logo_alt) > MAX_ALT_CHARS:
            self.problems.append(
                f"{MANIFEST}: a logo has a logo_alt, which says what it shows, of at most {MAX_ALT_CHARS} characters."
            )
        if found.logo_dark and not found.logo:
            self.problems.append(f"{MANIFEST}: logo_dark stands beside a logo.")
        return found

    def _sheet(self, manifest: Manifest) -> tuple[File | None, dict[str, str]]:
        if not manifest.stylesheet:
            return None, {}
        name = manifest.stylesheet
        if not _PATH.fullmatch(name) or not name.endswith(".css"):
            self.problems.append(f"{MANIFEST}: stylesheet is the name of a .css file in the folder.")
            return None, {}
        content = self._read(name, MAX_SHEET_BYTES)
        if content is None:
            return None, {}
        try:
            sheet = read_sheet(content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            self.problems.append(f"{name} is not UTF-8.")
            return None, {}
        tokens = own_tokens()
        self.problems += [f"{name}: {problem}" for problem in checked(sheet, tokens)]
        fonts = list(dict.fromkeys(font for face in sheet.faces for font, _ in face.files))
        if len(fonts) > MAX_FONTS:
            self.problems.append(f"{name}: {len(fonts)} typefaces, and {MAX_FONTS} is the most.")
        at = f"{name.rpartition('/')[0]}/" if "/" in name else ""
        found = {font: self._file(_from(at, font), name, _FONTS, MAX_FONT_BYTES) for font in fonts[:MAX_FONTS]}
        if self.problems:
            return None, {}
        # Beside the sheet, wherever that stands.
        urls = {font: file.name for font, file in found.items() if file}
        return self._kept(name, written(sheet, tokens, urls.__getitem__).encode()), sheet.declared

    def _logo(self, name: str, field: Literal["logo", "logo_dark"]) -> Picture | None:
        file = self._file(name, field, _LOGOS, MAX_LOGO_BYTES)
        if file is None:
            return None
        size = _svg_size(file.content) if file.mime == _MIME[".svg"] else struct.unpack(">II", file.content[16:24])
        if not size or min(size) <= 0 or not 1 / MAX_TIMES_WIDER <= size[0] / size[1] <= MAX_TIMES_WIDER:
            self.problems.append(
                f"{name}: a logo says its size (an SVG in its viewBox), and is at most {MAX_TIMES_WIDER} times wider than high."
            )
            return None
        return Picture(file, max(1, round(LOGO_HIGH_PX * size[0] / size[1])), LOGO_HIGH_PX)

    def _file(self, name: str, asked_by: str, kinds: tuple[str, ...], most_bytes: int) -> File | None:
        if not name:
            return None
        suffix = Path(name).suffix.lower()
        if not _PATH.fullmatch(name) or suffix not in kinds:
            self.problems.append(
                f"{asked_by}: “{name}” is not the name of a file in the folder that ends in {' or '.join(kinds)}."
            )
            return None
        content = self._read(name, most_bytes)
        if content is None:
            return None
        wrong = (
            _svg_problem(content)
            if suffix == ".svg"
            else ""
            if content.startswith(_BEGINS[suffix])
            else f"is no {suffix[1:]} file"
        )
        if wrong or (suffix == ".png" and len(content) < 24):
            self.problems.append(f"{name} {wrong or 'is no png file'}.")
            return None
        return self._kept(name, content)

    def _kept(self, name: str, content: bytes) -> File:
        served = hashed_name(name.replace("/", "-"), content)
        file = File(served, content, _MIME[Path(name).suffix.lower()])
        self._files[served] = file
        return file

    def _read(self, name: str, most_bytes: int) -> bytes | None:
        path = self._folder / name
        try:
            if not path.resolve(strict=True).is_relative_to(self._folder.resolve()):
                self.problems.append(f"{name} lies outside of the folder.")
                return None
            # A pipe would keep the start waiting for ever.
            if not path.is_file():
                self.problems.append(f"{path} is no file.")
                return None
            with path.open("rb") as file:
                content = file.read(most_bytes + 1)
        except OSError as error:
            self.problems.append(f"{path} cannot be read ({error.strerror}).")
            return None
        except RuntimeError:
            # Python 3.11 and 3.12 say so; later ones give an OSError.
            self.problems.append(f"{path} cannot be read (it is a link to itself).")
            return None
        if len(content) > most_bytes:
            self.problems.append(f"{name} is larger than {most_bytes:,} bytes.")
            return None
        return content


def _from(folder: str, name: str) -> str:
    """A name as a sheet in `folder` says it, seen from the theme's own folder."""
    return folder + name.removeprefix("./")


def _look(declared: dict[str, str], logo: Picture | None, alt: str) -> Look:
    shown = own_tokens().shown(declared)["projector"]
    colours = {field: shown[field.replace("_", "-")] or PLAIN.colour(field) for field in COLOURS}
    return msgspec.structs.replace(
        PLAIN,
        **colours,
        logo=logo.file.content if logo else b"",
        logo_kind="svg" if logo is None or logo.file.mime == _MIME[".svg"] else "png",
        logo_alt=alt if logo else "",
        logo_wide=logo.width / logo.height if logo else 1.0,
    )


def _svg_problem(content: bytes) -> str:
    """What is wrong with a drawing; empty for nothing. It is UTF-8: the typesetter takes no other, and in UTF-16 a DOCTYPE would
    not be found either.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        return "is not UTF-8: save it so"
    if (said := _SAID.match(text)) and said[1].lower() not in ("utf-8", "us-ascii"):
        return f"says that it is {said[1][:40]}: save it as UTF-8"
    lowered = text.lower()
    if "<!doctype" in lowered or "<!entity" in lowered:
        return "has a DOCTYPE: save it as plain SVG"
    if "<?xml-stylesheet" in lowered:
        return "points to a style sheet: a picture holds all that it shows"
    try:
        root = ET.fromstring(text)  # noqa: S314 - the operator's own file, small, and without entities
    except ET.ParseError as error:
        return f"is no SVG ({error})"
    if root.tag != _SVG:
        return 'is no SVG (which begins with <svg xmlns="http://www.w3.org/2000/svg")'
    return next(_wrong_parts(root), "")


def _wrong_parts(root: ET.Element) -> Iterator[str]:
    for element in root.iter():
        tag = _plain(element.tag)
        for name, value in element.attrib.items():
            if _plain(name).startswith("on"):
                yield f"has {_plain(name)}: a picture does nothing"
            if _plain(name) == "href" and not value.startswith("#"):
                yield f"points to “{value[:40]}”: a picture holds all that it shows"
            yield from _elsewhere(value)
        if tag == "style":
            yield from _elsewhere("".join(element.itertext()))
        if tag in _NO_SHAPES:
            yield f"has <{tag}>: a picture shows shapes, no more"
        if tag == "text":
            yield "has letters as <text>: make them shapes, for not every screen has the typeface"


def _elsewhere(css: str) -> Iterator[str]:
    """What styles of a drawing fetch."""
    if any(sign in css for sign in "(@\\"):
        for address in addresses(tinycss2.parse_component_value_list(css)):
            if not address.startswith("#"):
                yield f"points to “{address[:40]}”: a picture holds all that it shows"


def _svg_size(content: bytes) -> tuple[float, float] | None:
    root = ET.fromstring(content.decode("utf-8-sig"))  # noqa: S314 - as above
    try:
        *_, width, height = (float(part) for part in root.attrib["viewBox"].replace(",", " ").split())
    except (KeyError, ValueError):
        return None
    return width, height


def _plain(name: object) -> str:
    return str(name).rpartition("}")[2]
