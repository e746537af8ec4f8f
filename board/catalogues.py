# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Compiles the gettext catalogues: .mo files for the server, one JSON file per language for the client.

A msgid is the English text itself, so English needs no translations. The domain `pages` belongs to the server's pages alone; all
other domains go to the client, merged; a participant's page gets them without what other roles alone say. Each is called after
the part of board/client that says what stands in it. A message with
a context is keyed as gettext keys it, context and msgid joined by U+0004; one with a plural holds the list of its forms. Used at
build time only: at run time gettext and the browser suffice.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from board.naming import hashed_name
from sessions.material.text import LANGUAGES, LEADING

SERVER_ONLY = frozenset({"pages"})
PHONE = "participant"
NOT_OF_THE_PHONE = frozenset({"facilitator", "screen"})
"""What other roles alone say: most of all texts, and a phone may be slow."""
SOURCE_LANGUAGE = "en"
CONTEXT_END = "\x04"

Entry: TypeAlias = str | list[str]


class LocaleError(ValueError):
    """A catalogue cannot be read, or two catalogues contradict each other; the text says which."""


def build_catalogues(locale: Path, out: Path) -> dict[str, str]:
    """Compile every catalogue under `locale` into `out` and return manifest entries such as {"nl.json": "nl-3f2a9c1b.json"}.

    Every language has an entry, English always, if only an empty one; and one for the phone, {"nl-participant.json": …}.

    Raises:
        LocaleError: a file is no catalogue, or gives one message two translations in the client's domains.
    """
    manifest: dict[str, str] = {}
    languages = {path.parent.name for path in locale.glob("*/LC_MESSAGES")} | {SOURCE_LANGUAGE}
    leading: dict[str, dict[str, Entry]] = {"": {}, PHONE: {}}
    for language in sorted(languages, key=lambda name: (name != LEADING, name)):
        # What a further language does not say is said in the leading one.
        client = {who: dict[str, Entry]() if language in LANGUAGES else dict(texts) for who, texts in leading.items()}
        own: dict[str, dict[str, Entry]] = {"": {}, PHONE: {}}
        for source in sorted((locale / language / "LC_MESSAGES").glob("*.po")):
            catalogue = _read(source, language)
            target = out / "locale" / language / "LC_MESSAGES" / f"{source.stem}.mo"
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                write_mo(file, catalogue)
            if source.stem not in SERVER_ONLY:
                _merge(own[""], entries(catalogue), source)
                if source.stem not in NOT_OF_THE_PHONE:
                    _merge(own[PHONE], entries(catalogue), source)
        for who, texts in client.items():
            texts |= own[who]  # noqa: PLW2901 (it is added to)
            content = json.dumps(texts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
            name = f"{language}-{who}.json" if who else f"{language}.json"
            manifest[name] = hashed_name(name, content)
            (out / manifest[name]).write_bytes(content)
        leading = client if language == LEADING else leading
    return manifest


def entries(catalogue: Catalog) -> dict[str, Entry]:
    """The finished translations in `catalogue`: no header, nothing empty, nothing fuzzy."""
    found: dict[str, Entry] = {}
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        if isinstance(message.id, list | tuple):
            key, forms = message.id[0], [form or "" for form in message.string or ()]
            if not (forms and all(forms)):
                continue
            text: Entry = forms
        elif isinstance(message.string, str) and message.string:
            key, text = message.id, message.string
        else:
            continue
        found[f"{message.context}{CONTEXT_END}{key}" if message.context else key] = text
    return found


def _read(source: Path, language: str) -> Catalog:
    try:
        with source.open("rb") as file:
            return read_po(file, locale=language, domain=source.stem, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise LocaleError(f"{source} is no catalogue: {error}") from error


def _merge(client: dict[str, Entry], more: dict[str, Entry], source: Path) -> None:
    for key, text in more.items():
        if client.setdefault(key, text) != text:
            raise LocaleError(f"{source} translates {key!r} differently from another catalogue; add a context")
