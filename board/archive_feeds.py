# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The archive for programs: an answer as data, the newest as an Atom feed, and what there is for search engines. All of it is a
function of what is public.
"""

from collections.abc import Sequence
from typing import Any

from board.archive_pages import PATH, Address, Standing
from board.atom import element, feed_element, link, urn, written
from board.case_feeds import Said
from board.rendering import macro
from organisation.archive.asking import Question
from organisation.archive.shelf import Answer
from organisation.dossier.report_state import PublicReport
from sessions.material.text import Language

BEFORE_ANY = "2025-01-01"
"""When a feed without entries was last changed: it never was, and has to say something."""
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ABOUT_CHARACTERS = 600


def search_data(
    lang: Language,
    question: Question,
    answer: Answer,
    hits: Sequence[tuple[str, PublicReport]],
    standing: Standing,
    base: str,
) -> dict[str, Any]:
    """`/archief.json`: what was found on this page, and of every facet the choices that are used most, each with the address
    at which it is made or taken back. `alles=<facet>` in the address gives more of a facet.
    """
    address = Address(question, lang)
    return {
        "schema_version": 2,
        "cases_in_archive": standing.count,
        "up_to_date_until_ms": standing.checked_ms,
        "total": answer.total,
        "page": answer.page,
        "pages": answer.pages,
        "next_url": base + address.paged(answer.page + 1, "json") if answer.page < answer.pages else "",
        "cases": [_case_data(case_id, public, base) for case_id, public in hits],
        "facets": {
            facet_id: [
                {
                    "key": each.key,
                    "label": each.label.in_(lang),
                    "count": each.count,
                    "chosen": each.chosen,
                    "toggle_url": base + address.toggled(facet_id, each.key, "json"),
                }
                for each in counts.choices
            ]
            for facet_id, counts in answer.facets.items()
        },
        "more_choices": {
            facet_id: {"count": counts.more, "url": base + address.widened(facet_id, "json")}
            for facet_id, counts in answer.facets.items()
            if counts.more
        },
    }


def _case_data(case_id: str, public: PublicReport, base: str) -> dict[str, Any]:
    content = public.content
    return {
        "url": f"{base}/verslag/{case_id}",
        "json_url": f"{base}/verslag/{case_id}/verslag.json",
        "title": content.title,
        "organisation": content.organisation,
        "language": content.language,
        "version": public.version,
        "public_since": public.day,
        "sha256": public.sha256,
        "values": [value.name for value in content.values],
        "tensions": [list(tension.sides) for tension in content.tensions],
        "decision": content.decision.outcome if content.decision else "",
        "actions": len(content.actions),
        "actions_done": sum(action.status == "done" for action in content.actions),
    }


def atom(lang: Language, question: Question, hits: Sequence[tuple[str, PublicReport]], base: str) -> bytes:
    """`/archief.atom`: the newest of what was found."""
    address = Address(question, lang)
    root = feed_element(lang)
    element(root, "id", urn("archive", address.file("atom")))
    element(root, "title", macro("feed_words.html", "archive_title", lang, Said(question.typed)))
    element(root, "updated", _moment(max((public.day for _, public in hits), default=BEFORE_ANY)))
    element(element(root, "author"), "name", "Waardenbord")
    link(root, "self", base + address.file("atom"), "application/atom+xml")
    link(root, "alternate", base + address.paged(1), "text/html")
    for case_id, public in hits:
        content = public.content
        entry = element(root, "entry")
        element(entry, "id", urn("report", case_id))
        element(entry, "title", content.title)
        element(entry, "updated", _moment(public.day))
        element(element(entry, "author"), "name", content.organisation or "Waardenbord")
        link(entry, "alternate", f"{base}/verslag/{case_id}", "text/html")
        said = [", ".join(value.name for value in content.values), *(row.text for row in content.rows if row.id == "description")]
        told = element(entry, "summary", "\n\n".join(filter(None, said))[:_ABOUT_CHARACTERS])
        told.set("type", "text")
    return written(root)


def sitemap(days: Sequence[tuple[str, str]], base: str) -> bytes:
    """`/sitemap.xml`: the archive, and public reports by the id of their case with the day since which they are public."""
    pages = "".join(f"<url><loc>{base}{path}</loc></url>" for path in (PATH, f"{PATH}/waarde"))
    reports = "".join(f"<url><loc>{base}/verslag/{case_id}</loc><lastmod>{day}</lastmod></url>" for case_id, day in days)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SITEMAP}">{pages}{reports}</urlset>\n'.encode()


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
