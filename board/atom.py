# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The small pieces of an Atom feed (RFC 4287)."""

import hashlib
import re
from uuid import UUID
from xml.etree import ElementTree as ET

from sessions.material.text import Language

_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_element(lang: Language) -> ET.Element:
    """An empty feed in a language."""
    ET.register_namespace("", _ATOM)
    root = element(None, "feed")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", lang)
    return root


def element(parent: ET.Element | None, name: str, text: str = "") -> ET.Element:
    """An element with this text, in `parent` where there is one. What XML cannot hold is left out."""
    made = ET.Element(f"{{{_ATOM}}}{name}") if parent is None else ET.SubElement(parent, f"{{{_ATOM}}}{name}")
    made.text = _NOT_XML.sub("", text) if text else None
    return made


def link(parent: ET.Element, rel: str, url: str, kind: str) -> None:
    """A link to something of this media type."""
    made = element(parent, "link")
    made.set("rel", rel)
    made.set("type", kind)
    made.set("href", url)


def uid(*parts: str) -> str:
    """What is the same for the same parts, and tells nothing of them."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def urn(*parts: str) -> str:
    """The same as the id of an entry: not a key itself, for a reader may show it and passes it on with the entry."""
    return UUID(uid(*parts)).urn


def written(root: ET.Element) -> bytes:
    """The whole feed."""
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data
