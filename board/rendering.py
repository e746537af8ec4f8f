# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Turns templates into pages: one Jinja environment per language.

Texts come through gettext, addresses of built files through the manifest that `board.build` writes.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from functools import cache, partial
from html import unescape
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from board.below import at, below
from board.i18n import languages, own_name, readable, translator
from board.qr import qr_svg
from board.theme.house_style import HouseStyle, Picture, in_force
from sessions.material import limits
from sessions.material.text import LEADING, Language, Text, closed, ends_itself, sentences, unclosed

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context

BOARD = Path(__file__).resolve().parent
DIST = BOARD / "static" / "dist"
MANIFEST = "manifest.json"
IMPORTS = "imports.json"
SERVED_AT = "/static/dist/"

_THEME_URL = re.compile(r"url\(([\w.-]+)\)")
_CSS_URL = re.compile(r"""url\(\s*["']?(?:\./)?([\w.-]+\.woff2)["']?\s*\)""")


class AssetMissingError(RuntimeError):
    """A built file is not there; run `make build`."""


def render(template: str, lang: Language, **values: object) -> str:
    """The page from `template` in `lang`, or in the leading language where nothing here is in that one. Raises
    `jinja2.UndefinedError` when the template asks for what was not given.
    """
    return _environment(readable(lang, DIST / "locale"), DIST).get_template(template).render(**values)


def macro(template: str, name: str, lang: Language, value: object) -> str:
    """The words that a macro of `template` gives for `value`, as plain text outside a page."""
    module = _environment(readable(lang, DIST / "locale"), DIST).get_template(template).module
    return unescape(str(getattr(module, name)(value))).strip()


def read_template(template: str, lang: Language) -> None:
    """Have a template ready, one of macros with those of which it takes parts."""
    found = _environment(lang, DIST).get_template(template)
    if template.endswith(".html"):
        found.module  # noqa: B018 - to ask for it is what reads them


def static_url(name: str) -> str:
    """The address of a built file by the name of its source, for instance `main.css`.

    Raises:
        AssetMissingError: nothing of that name was built.
    """
    return SERVED_AT + _served_name(name, DIST)


def preloads(*names: str) -> list[str]:
    """The addresses of built scripts by the names of their sources, and of all that they import: asked for at once, none waits
    for another. Raises as `static_url` does.
    """
    served = [_served_name(name, DIST) for name in names]
    imports = _imports(DIST)
    return [SERVED_AT + each for each in dict.fromkeys(each for name in served for each in (name, *imports.get(name, ())))]


def catalogue_url(lang: Language, *, phone: bool = False) -> str:
    """The address of what the live board says in `lang`, or in the leading language; with `phone` without what other roles say.
    Raises as `static_url` does.
    """
    return static_url(f"{readable(lang, DIST / 'locale')}{'-participant' if phone else ''}.json")


def inline_styles() -> str:
    """All CSS with the fonts inside it, for a page that is kept as one file. Raises AssetMissingError as `static_url` does."""
    return _inline_styles(DIST) + _inline_theme(in_force())


def inline_icons() -> Markup:
    """The sprite as hidden markup, for a page that is kept as one file."""
    sprite = (BOARD / "static" / "icons.svg").read_text(encoding="utf-8")
    return Markup(sprite.replace("<svg ", '<svg class="codio-visually-hidden" aria-hidden="true" ', 1))  # noqa: S704 our own file


def warm_up(go_on: Callable[[], bool]) -> None:
    """Read Jinja and all templates, which the first page would wait for, as long as `go_on` says so. Called from a thread."""
    for lang in languages(DIST / "locale"):
        environment = _environment(lang, DIST)
        for name in environment.list_templates():
            if not go_on():
                return
            environment.get_template(name)


def compile_templates(dist: Path) -> None:
    """Keep what Jinja makes of the templates in `dist`, so that no server that starts does this again (four seconds of work).
    Another Python, or a template that was changed since, is compiled when it is asked for.
    """
    environment = _environment(LEADING, dist, is_kept=True)
    for name in environment.list_templates():
        environment.get_template(name)


@cache
def _environment(lang: Language, dist: Path, *, is_kept: bool = False) -> Environment:
    # Not at the top: a server is ready sooner, and reads it then (`warm_up`).
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context

    from board.compiled import CompiledTemplates
    from board.placed import Placed

    environment = Environment(
        bytecode_cache=CompiledTemplates(dist / "templates", is_kept=is_kept),
        loader=FileSystemLoader(BOARD / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", Placed],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    texts = translator(lang, dist / "locale")
    install: Callable[..., None] = environment.install_gettext_callables  # type: ignore[attr-defined]  # added by the extension
    install(texts.gettext, texts.ngettext, newstyle=True, pgettext=texts.pgettext, npgettext=texts.npgettext)
    environment.globals["gettext"] = partial(_said, texts.gettext)
    environment.globals["pgettext"] = partial(_said, texts.pgettext)
    environment.globals["ngettext"] = partial(_counted, texts.ngettext)
    environment.globals["npgettext"] = partial(_counted, texts.npgettext)
    environment.globals["static"] = static_url
    environment.globals["preloads"] = preloads
    environment.globals["phone_texts_url"] = partial(catalogue_url, lang, phone=True)
    environment.globals["qr_svg"] = qr_svg
    environment.globals["house"] = in_force
    environment.globals["below"] = below
    # With the context: Jinja must not work it out when a template is compiled, which the build does.
    environment.filters["at"] = pass_context(lambda _, address: at(address))
    environment.filters["inside"] = _inside
    environment.globals["lang"] = lang
    environment.globals["limits"] = limits
    locale = dist / "locale"
    environment.globals["languages"] = [(each, own_name(each, locale)) for each in languages(locale)]
    environment.filters["in_lang"] = methodcaller("in_", lang)
    environment.filters["told"] = partial(_told, lang)
    environment.filters["said_in"] = partial(_said_in, lang)
    environment.filters["theirs"] = pass_context(partial(_theirs, lang))
    environment.filters["together"] = together
    environment.filters["closed"] = closed
    environment.filters["unclosed"] = unclosed
    environment.filters["sentences"] = lambda parts: sentences(*parts)
    return environment


def _said(found: Callable[..., str], /, *ids: str | int, **fields: object) -> Markup:
    """A text of the catalogue with its fields filled in, as Jinja does it; but no sentence ends twice ("Beslist: De raad..")."""
    text = found(*ids)
    if fields:
        text = _STOPPED.sub(lambda place: place[1] if _ends_itself(fields.get(place[2])) else place[0], text)
    return Markup(text) % fields  # noqa: S704  # our own text; what is filled in is escaped


def _counted(found: Callable[..., str], /, *ids: str | int, **fields: object) -> Markup:
    return _said(found, *ids, **{"num": ids[-1], **fields})


_STOPPED = re.compile(r"(%\((\w+)\)s)\.(?=\s|$|<)")
"""A field with a full stop after it. The client has the same (board/client/core/i18n.ts)."""


def _ends_itself(field: object) -> bool:
    return ends_itself(field.striptags() if isinstance(field, Markup) else str(field))


_TOGETHER_CHARS = 16
"""Of a term that stays on one line: "voor de zomer". The screen has the same (board/client/views/poster/PosterActions.tsx)."""


def together(said: str) -> str:
    """A short term as one that does not break."""
    return said.replace(" ", "\u00a0") if len(said) <= _TOGETHER_CHARS else said


def _told(lang: Language, text: Text) -> Markup:
    """A text within a page; one that is not there in the language of the page says in which language it is."""
    own = text.read_in(lang)
    said = escape(text.in_(lang))
    return said if own == lang else Markup('<span lang="{}">{}</span>').format(own, said)


def _said_in(lang: Language, language: Language) -> Markup:
    """The attribute of what people wrote in a language, within a page that may be in another."""
    return Markup("") if language == lang else Markup(' lang="{}"').format(language)


def _theirs(lang: Language, page: Context, text: str) -> str:
    """What people wrote, or their workshop says, on a page: in the language that the page names as `theirs_in` when it is
    another one, and with its letters in their own direction. Elsewhere, as in files, it is as it was.
    """
    language = page.get("theirs_in")
    if not text or language is None or (language == lang and not _FROM_THE_RIGHT.search(text)):
        return text
    return Markup("<bdi{}>{}</bdi>").format(_said_in(lang, language), text)


_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""The blocks of Unicode whose letters go from right to left."""


@cache
def _manifest(dist: Path) -> dict[str, str]:
    try:
        manifest: dict[str, str] = json.loads((dist / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise AssetMissingError("what browsers get is not built: run make build") from error
    return manifest


@cache
def _imports(dist: Path) -> dict[str, list[str]]:
    """What each served script imports, and that in turn."""
    imports: dict[str, list[str]] = json.loads((dist / IMPORTS).read_text(encoding="utf-8"))
    return imports


def _served_name(name: str, dist: Path) -> str:
    served = _manifest(dist).get(name)
    if served is None:
        raise AssetMissingError(f"{name} is not built: run make build")
    return served


def _inline_theme(house: HouseStyle) -> str:
    if house.styles is None:
        return ""

    def inlined(found: re.Match[str]) -> str:
        font = house.files[found[1]]
        return f"url(data:{font.mime};base64,{base64.b64encode(font.content).decode('ascii')})"

    # What stands within a page may not end the element that it stands in.
    return _THEME_URL.sub(inlined, house.styles.content.decode("utf-8")).replace("</", "<\\/")


def _inside(picture: Picture) -> str:
    """The address of a picture with the picture in it, for a page that is kept as one file."""
    return f"data:{picture.file.mime};base64,{base64.b64encode(picture.file.content).decode('ascii')}"


@cache
def _inline_styles(dist: Path) -> str:
    css = (dist / _served_name("main.css", dist)).read_text(encoding="utf-8")

    def inlined(found: re.Match[str]) -> str:
        font = base64.b64encode((dist / found[1]).read_bytes()).decode("ascii")
        return f"url(data:font/woff2;base64,{font})"

    return _CSS_URL.sub(inlined, css)
