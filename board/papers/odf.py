# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""OpenDocument files: XML from templates, packed so that the same content is the same bytes."""

import io
import re
import zipfile

from markupsafe import Markup, escape

from board.papers.look import Look
from board.rendering import render
from sessions.material.text import Language

MIME = {"odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet"}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_PACKED = (1980, 1, 1, 0, 0, 0)
"""The first day that a packed file knows: no clock."""
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no place for."""


def packed(kind: str, lang: Language, *, look: Look, title: str, day: str, **values: object) -> bytes:
    """The file from the templates `<kind>_content.xml` and `<kind>_styles.xml`. `day` (ISO 8601) is what it says it is of."""
    parts = {
        "mimetype": MIME[kind],
        "META-INF/manifest.xml": _part("odf_manifest.xml", lang, mime=MIME[kind]),
        "meta.xml": _part("odf_meta.xml", lang, title=title, day=day),
        "styles.xml": _part(f"{kind}_styles.xml", lang, look=look),
        "content.xml": _part(f"{kind}_content.xml", lang, look=look, title=title, **values),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, _PACKED)
            # The first one stands there as it is, so that the kind of file can be told from its first bytes.
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, text.encode())
    return file.getvalue()


def spaced(text: str) -> Markup:
    """A text as ODF wants it: with elements for line ends and for blanks of which XML would keep one."""
    marked = str(escape(text)).replace("\t", "<text:tab/>").replace("\n", "<text:line-break/>")
    return Markup(re.sub("  +", lambda found: f' <text:s text:c="{len(found[0]) - 1}"/>', marked))  # noqa: S704 just escaped


def _part(template: str, lang: Language, **values: object) -> str:
    return _DECLARATION + _NO_XML.sub("", render(template, lang, spaced=spaced, **values).strip())
