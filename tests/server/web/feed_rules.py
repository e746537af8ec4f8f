# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What RFC 4287 asks of an Atom feed, and sitemaps.org (protocol 0.9) of a sitemap, as far as ours can break it. An independent
reader has to make sense of a feed besides (feedparser).
"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser  # type: ignore[import-untyped]

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOST_URLS, MOST_BYTES, MOST_IN_URL = 50_000, 52_428_800, 2_047
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")
ONCE = {"feed": ("id", "title", "updated"), "entry": ("id", "title", "updated")}
"""What each has exactly once (4.1.1, 4.1.2)."""
AT_MOST_ONCE = {
    "feed": ("generator", "icon", "logo", "rights", "subtitle"),
    "entry": ("content", "published", "rights", "source", "summary"),
}
MANY = {"feed": ("author", "category", "contributor", "link", "entry"), "entry": ("author", "category", "contributor", "link")}


def atom_faults(content: bytes) -> list[str]:
    """What is wrong with a feed; nothing when it is one."""
    read = feedparser.parse(content)
    faults = [f"feedparser: {read.bozo_exception}"] if read.bozo else []
    faults += [] if read.version == "atom10" else [f"feedparser takes it for {read.version!r}"]
    root = ET.fromstring(content)
    if root.tag != f"{ATOM}feed":
        return [*faults, f"the root is {root.tag}"]
    entries = root.findall(f"{ATOM}entry")
    faults += _parts(root, "feed") + [fault for entry in entries for fault in _parts(entry, "entry")]
    ids = Counter((root.findtext(f"{ATOM}id"), *(entry.findtext(f"{ATOM}id") for entry in entries)))
    faults += [f"the id {each} twice" for each, count in ids.items() if count > 1]
    if root.find(f"{ATOM}link[@rel='self']") is None:
        faults.append("no link to itself (4.1.1, should)")
    if root.find(f"{ATOM}author/{ATOM}name") is None and any(entry.find(f"{ATOM}author") is None for entry in entries):
        faults.append("nobody wrote it (4.1.1)")
    return faults


def _parts(parent: ET.Element, name: str) -> list[str]:
    counts = Counter(child.tag.removeprefix(ATOM) for child in parent)
    faults = [f"{name}: {counts[each]} × {each}" for each in ONCE[name] if counts[each] != 1]
    faults += [f"{name}: {counts[each]} × {each}" for each in AT_MOST_ONCE[name] if counts[each] > 1]
    faults += [f"{name}: {each} is no part of it" for each in counts if each not in ONCE[name] + AT_MOST_ONCE[name] + MANY[name]]
    faults += [f"{name}: an empty {each}" for each in ("id", "title") if not (parent.findtext(f"{ATOM}{each}") or "").strip()]
    if not urlsplit(parent.findtext(f"{ATOM}id") or "").scheme:
        faults.append(f"{name}: its id is no IRI (4.2.6)")
    for each in parent:
        kind = each.tag.removeprefix(ATOM)
        if kind in ("updated", "published") and not _MOMENT.fullmatch(each.text or ""):
            faults.append(f"{name}: {each.text!r} is no moment of RFC 3339 (3.3)")
        if kind in ("title", "summary", "content") and each.get("type", "text") not in ("text", "html", "text/plain"):
            faults.append(f"{name}: {kind} of type {each.get('type')}")
        if kind == "author" and len(each.findall(f"{ATOM}name")) != 1:
            faults.append(f"{name}: an author without one name (3.2)")
    links = [(each.get("rel", "alternate"), each.get("type"), each.get("hreflang")) for each in parent.findall(f"{ATOM}link")]
    faults += [f"{name}: {count} × {each}" for each, count in Counter(links).items() if count > 1 and each[0] == "alternate"]
    for link in parent.findall(f"{ATOM}link"):
        if not urlsplit(link.get("href", "")).netloc or not _MEDIA_TYPE.fullmatch(link.get("type", "")):
            faults.append(f"{name}: a link to {link.get('href')!r} of type {link.get('type')!r}")
    if name == "entry" and not counts["content"] and not any(rel == "alternate" for rel, *_ in links):
        faults.append("entry: neither content nor a link to it (4.1.2)")
    return faults


def sitemap_faults(content: bytes, base: str) -> list[str]:
    """What is wrong with the sitemap of a host; nothing when it is one."""
    root = ET.fromstring(content)
    faults = [] if root.tag == f"{SITEMAP}urlset" and not root.attrib else [f"the root is {root.tag}"]
    faults += [] if 0 < len(root) <= MOST_URLS and len(content) <= MOST_BYTES else ["too many, or none"]
    faults += [] if content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>') else ["it does not say that it is UTF-8"]
    for url in root:
        names = [child.tag.removeprefix(SITEMAP) for child in url]
        if url.tag != f"{SITEMAP}url" or names not in (["loc"], ["loc", "lastmod"]):
            faults.append(f"{url.tag} with {names}")
            continue
        place, changed = url.findtext(f"{SITEMAP}loc") or "", url.findtext(f"{SITEMAP}lastmod")
        if not place.startswith(f"{base}/") or len(place) > MOST_IN_URL or not re.fullmatch(r"[!-~]+", place):
            faults.append(f"{place!r} is no address of this host")
        if changed is not None and not re.fullmatch(r"\d{4}-\d\d-\d\d", changed):
            faults.append(f"{changed!r} is no day")
    places = [url.findtext(f"{SITEMAP}loc") for url in root]
    return faults + ([] if len(set(places)) == len(places) else ["an address twice"])
