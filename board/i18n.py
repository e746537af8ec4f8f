# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of the server's pages: gettext, domain `pages`. A msgid is the English text itself, Dutch stands in the catalogue.

The catalogues are compiled by `board.build` into board/static/dist/locale. English has none and needs none.
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

from sessions.material.text import LANGUAGES, LEADING, Language

DOMAIN = "pages"
SOURCE_LANGUAGE: Language = "en"


class CatalogueMissingError(RuntimeError):
    """The catalogue of a language was not built; run `make build`."""


@cache
def languages(locale_dir: Path) -> tuple[Language, ...]:
    """Every language that can be read here: those of the product, and each that has a built catalogue beside theirs."""
    more = sorted(path.parts[-3] for path in locale_dir.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return tuple(dict.fromkeys((*LANGUAGES, *more)))


def language_named(name: str, locale_dir: Path) -> Language | None:
    """The language that a form, an address or a header means by `name`; None when it is none of ours."""
    return name if name in languages(locale_dir) else None


def readable(lang: Language, locale_dir: Path) -> Language:
    """In which language somebody reads what is in `lang`: the leading one where nothing here can be read in it. A file or a log
    of another server may be in any.
    """
    return language_named(lang, locale_dir) or LEADING


@cache
def translator(lang: Language, locale_dir: Path) -> gettext.NullTranslations:
    """The translations of `lang` from `locale_dir`/<lang>/LC_MESSAGES/pages.mo, read once and kept. What a further language does
    not say is said in the leading one.

    Raises:
        CatalogueMissingError: the language is not English and has no catalogue there. A page half in English would be worse.
    """
    try:
        found = gettext.translation(DOMAIN, localedir=str(locale_dir), languages=[lang])
    except FileNotFoundError as error:
        if lang == SOURCE_LANGUAGE:
            return gettext.NullTranslations()
        raise CatalogueMissingError(f"the texts of language {lang} are not built: run make build") from error
    if lang not in LANGUAGES:
        found.add_fallback(translator(LEADING, locale_dir))
    return found


def own_name(lang: Language, locale_dir: Path) -> str:
    """What a language calls itself: the translation of "English" in its own catalogue."""
    return translator(lang, locale_dir).gettext("English")


def closest_language(accepted: str, locale_dir: Path) -> Language:
    """The language of ours that an `Accept-Language` header asks for most; Dutch when it asks for neither."""
    best: tuple[float, Language] = (0.0, LANGUAGES[0])
    for part in accepted[:200].split(","):
        tag, _, weight = part.partition(";q=")
        lang = language_named(tag.strip().lower().split("-")[0], locale_dir)
        try:
            quality = float(weight) if weight else 1.0
        except ValueError:
            continue
        if lang is not None and quality > best[0]:
            best = (quality, lang)
    return best[1]
