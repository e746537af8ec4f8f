# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes into docs/privacy what the inventory of stored data says (`server/keeping/stored`), between marks in each page.

    python -m scripts.privacy_docs

The pages around the marks are written by people. Terms are those of a server that sets nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from scripts.demo import PROJECT
from server.keeping.inventory import Line, told
from server.settings import Settings

DOCS = PROJECT / "docs" / "privacy"
GROUPS = {
    "workshop": "In een workshop",
    "case": "In een zaak",
    "organisation": "In een organisatie",
    "strategy": "In een strategie",
    "server": "Op de server",
    "device": "Op het eigen apparaat",
}
PERSONAL = {"yes": "ja", "maybe": "als iemand dat er schrijft", "no": "nee"}
_MARKED = re.compile(r"(<!-- gegevens: ([\w-]+) -->\n).*?(<!-- /gegevens -->)", re.DOTALL)


def made(text: str) -> str:
    """A page with its marked parts as they are now. Raises KeyError for a part that there is not."""
    return _MARKED.sub(lambda found: f"{found[1]}{PARTS[found[2]]()}\n{found[3]}", text)


def _lines() -> Iterator[Line]:
    return (line for group in told("nl", Settings()) for line in group.kinds)


def _about_people() -> Iterator[Line]:
    return (line for line in _lines() if line.personal != "no")


def _whole() -> str:
    parts = []
    for group in told("nl", Settings()):
        rows = [
            (line.title, line.purpose, line.seen, _upper("; ".join(line.places)), _upper(line.term), PERSONAL[line.personal])
            for line in group.kinds
        ]
        head = ("Wat", "Waarvoor", "Wie het ziet", "Waar", "Hoe lang", "Over mensen")
        parts.append(f"### {GROUPS.get(group.id, group.id)}\n\n{_table(head, rows)}")
    return "\n\n".join(parts)


def _fields() -> str:
    def of(line: Line) -> str:
        return "; ".join(f"`{holder}` ({', '.join(names)})" for holder, names in line.fields.items())

    return "\n".join(f"- **{line.title}**: {of(line)}." for line in _lines())


def _register() -> str:
    rows = [(line.title, line.purpose, _upper(line.basis), line.seen, _upper(line.term)) for line in _about_people()]
    return _table(("Categorie gegevens", "Doel", "Grondslag", "Ontvangers", "Bewaartermijn"), rows)


def _terms() -> str:
    rows = [(line.title, _upper(line.term)) for line in _about_people()]
    return _table(("Wat", "Hoe lang"), rows)


def _for_people() -> str:
    return "\n".join(
        f"- **{line.title}.** {line.purpose}. Wie het ziet: {_lower(line.seen)}. Hoe lang: {line.term}."
        for line in _about_people()
    )


PARTS: dict[str, Callable[[], str]] = {
    "tabel": _whole,
    "velden": _fields,
    "register": _register,
    "termijnen": _terms,
    "voor-deelnemers": _for_people,
}
"""What may stand between marks."""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def main() -> None:
    """Write every page anew."""
    for page in sorted(DOCS.glob("*.md")):
        page.write_text(made(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
