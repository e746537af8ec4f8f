# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of the server's pages: gettext, domain `pages`. A msgid is the English text itself, Dutch stands in the catalogue.

The catalogues are compiled by `board.build` into board/static/dist/locale. English has none and needs none.
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

from sessions.material.text import LANGUAGES, Language, language_named

DOMAIN = "pages"
SOURCE_LANGUAGE: Language = "en"


class CatalogueMissingError(RuntimeError):
    """The catalogue of a language was not built; run `make build`."""


@cache
def translator(lang: Language, locale_dir: Path) -> gettext.NullTranslations:
    """The translations of `lang` from `locale_dir`/<lang>/LC_MESSAGES/pages.mo, read once and kept.

    Raises:
        CatalogueMissingError: the language is not English and has no catalogue there. A page half in English would be worse.
    """
    try:
        return gettext.translation(DOMAIN, localedir=str(locale_dir), languages=[lang])
    except FileNotFoundError as error:
        if lang == SOURCE_LANGUAGE:
            return gettext.NullTranslations()
        raise CatalogueMissingError(f"the texts of language {lang} are not built: run make build") from error


def closest_language(accepted: str) -> Language:
    """The language of ours that an `Accept-Language` header asks for most; Dutch when it asks for neither."""
    best: tuple[float, Language] = (0.0, LANGUAGES[0])
    for part in accepted[:200].split(","):
        tag, _, weight = part.partition(";q=")
        lang = language_named(tag.strip().lower().split("-")[0])
        try:
            quality = float(weight) if weight else 1.0
        except ValueError:
            continue
        if lang is not None and quality > best[0]:
            best = (quality, lang)
    return best[1]
