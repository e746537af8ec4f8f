# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said about values and a script wherever they are shown or printed: which they are, whose, and where they come from."""

from msgspec import Struct

from sessions.material.framework import Framework, Source
from sessions.material.script import Script
from sessions.material.text import Language

_BETWEEN = "; "
"""Between the sources of a framework and of the values that an organisation laid beside it (`with_own_values`)."""


class Credit(Struct, frozen=True):
    """A framework or a script by its title and version (empty and 0 for what has none). `owner` is the organisation whose it is,
    empty for a shipped one; `authors` are those who are not the owner; `date` is as the source has it, often ISO 8601.
    """

    title: str
    version: int
    owner: str
    source: str
    authors: str = ""
    date: str = ""


def framework_credit(framework: Framework, lang: Language) -> Credit:
    """The credit of a workshop's values."""
    source = framework.source
    return Credit(
        title=framework.title.in_(lang),
        version=framework.version,
        owner=framework.owner,
        source=_said(source.title, but=framework.title.in_(lang)),
        authors=_said(source.authors, but=framework.owner),
        date=_said(source.date),
    )


def script_credit(script: Script, lang: Language) -> Credit:
    """The credit of a script; its source is one text with everything in it."""
    return Credit(title=script.title.in_(lang), version=script.version, owner=script.owner, source=script.source.strip())


def source_credit(source: Source) -> Credit:
    """The credit of what has no title of its own, such as the examples."""
    return Credit("", 0, "", source.title, source.authors, source.date)


def _said(text: str, but: str = "") -> str:
    """The parts that say something, and something else than `but`."""
    parts = (part.strip() for part in text.split(_BETWEEN))
    return _BETWEEN.join(part for part in parts if part and part != but)
