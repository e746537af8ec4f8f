# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a public report is cited: as people write it, for the programs that keep their sources, and for search engines. All of it
says what the report says, and under which address it stays.
"""

import json
import re
from typing import Any, Literal

from markupsafe import Markup
from msgspec import Struct

from organisation.dossier.report_state import PublicReport
from sessions.material.text import Text

Format = Literal["json", "bib", "ris"]
TYPES: dict[Format, str] = {
    "json": "application/vnd.citationstyles.csl+json",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
}
"""The kinds of file, by the end of their names."""
GENRE = Text("CODIO-verslag", "CODIO report")
PUBLISHER = "Waardenbord"
"""Where no organisation is named."""
_BIBTEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_SEEN = re.compile(r"[^\S ]|[\x00-\x1f\x7f]")


class Cited(Struct, frozen=True):
    """A public report of a case, at its address."""

    case_id: str
    public: PublicReport
    url: str

    @property
    def title(self) -> str:
        """In one line."""
        return _line(self.public.content.title)

    @property
    def by(self) -> str:
        """Who speaks."""
        return _line(self.public.content.organisation) or PUBLISHER

    @property
    def genre(self) -> str:
        """What it is, in its own language."""
        return GENRE.in_(self.public.content.language)

    @property
    def values(self) -> list[str]:
        """What it is about."""
        return list(dict.fromkeys(filter(None, (_line(value.name) for value in self.public.content.values))))


def sentence(cited: Cited) -> str:
    """As people cite it."""
    year, version = cited.public.day[:4], cited.public.version
    told = Text("versie", "version").in_(cited.public.content.language)
    return f"{cited.by} ({year}). {cited.title} ({cited.genre}, {told} {version}). {cited.url}"


def file(cited: Cited, kind: Format) -> str:
    """As a file of a kind."""
    match kind:
        case "json":
            return json.dumps([_csl(cited)], ensure_ascii=False, indent=1)
        case "bib":
            return _bibtex(cited)
        case "ris":
            return _ris(cited)


def linked(cited: Cited) -> Markup:
    """As schema.org tells it in JSON-LD, to stand within a `script` element: nothing in it can end that."""
    content = cited.public.content
    told = {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": cited.url,
        "url": cited.url,
        "name": cited.title,
        "headline": cited.title,
        "genre": cited.genre,
        "inLanguage": content.language,
        "datePublished": cited.public.day,
        "version": str(cited.public.version),
        "author": {"@type": "Organization", "name": cited.by},
        "publisher": {"@type": "Organization", "name": cited.by},
        "keywords": cited.values,
        "isAccessibleForFree": True,
        "identifier": {"@type": "PropertyValue", "propertyID": "sha256", "value": cited.public.sha256},
        "encoding": [
            {"@type": "MediaObject", "encodingFormat": kind, "contentUrl": f"{cited.url}/verslag.{ending}"}
            for ending, kind in (("pdf", "application/pdf"), ("json", "application/json"))
        ],
    }
    text = json.dumps(told, ensure_ascii=False)
    return Markup(re.sub(r"[<>&\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", text))  # noqa: S704 - nothing of markup is left


def _csl(cited: Cited) -> dict[str, Any]:
    content = cited.public.content
    return {
        "id": cited.case_id,
        "type": "report",
        "title": cited.title,
        "author": [{"literal": cited.by}],
        "publisher": cited.by,
        "issued": {"date-parts": [_parts(cited.public.day)]},
        "genre": cited.genre,
        "version": str(cited.public.version),
        "language": content.language,
        "keyword": ", ".join(cited.values),
        "URL": cited.url,
    }


def _bibtex(cited: Cited) -> str:
    year, *month = _parts(cited.public.day)
    fields = {
        "title": f"{{{_escaped(cited.title)}}}",
        "author": f"{{{_escaped(cited.by)}}}",
        "institution": f"{{{_escaped(cited.by)}}}",
        "type": cited.genre,
        "year": str(year),
        **({"month": str(month[0])} if month else {}),
        "note": Text("Versie", "Version").in_(cited.public.content.language) + f" {cited.public.version}",
        "langid": Text("dutch", "english").in_(cited.public.content.language),
        "keywords": _escaped(", ".join(cited.values)),
        "url": cited.url,
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@techreport{{codio-{cited.case_id},\n{lines}\n}}\n"


def _ris(cited: Cited) -> str:
    day = "/".join([*cited.public.day.split("-"), ""])
    lines = [
        ("TY", "RPRT"),
        ("ID", cited.case_id),
        ("TI", cited.title),
        ("AU", cited.by),
        ("PB", cited.by),
        ("PY", cited.public.day[:4]),
        ("DA", day),
        ("ET", str(cited.public.version)),
        ("M3", cited.genre),
        ("LA", cited.public.content.language),
        *(("KW", value) for value in cited.values),
        ("UR", cited.url),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {told}\r\n" for tag, told in lines)


def _parts(day: str) -> list[int]:
    return [int(part) for part in day.split("-") if part.isdigit()]


def _line(text: str) -> str:
    return " ".join(_SEEN.sub(" ", text).split())


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(character, character) for character in text)
