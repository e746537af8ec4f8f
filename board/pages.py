# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The server-rendered pages: one function a page, values in, HTML out. No page needs JavaScript but the live board itself.

Every page has a skip link, the brand, and a footer with Hulp, Toegankelijkheid and Privacy at the same place; none has inline
script or style, and none asks anything of another server. The standalone poster is the one exception: it is a file to keep.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from board.belonging import Belonging, LowRole
from board.credits import worded
from board.rendering import catalogue_url, inline_icons, inline_styles, preloads, render
from board.spreads import spreads
from sessions.cases.case import Case
from sessions.material.credit import Credit
from sessions.material.framework import FOUNDATION_IDS
from sessions.material.perspectives import Perspective
from sessions.material.text import Language, Text
from sessions.model.viewer import HeldRole
from sessions.topics.poster import PosterContent

CodeError = Literal["missing", "unknown"]
JoinError = Literal["name_too_long", "perspective_unknown", "full", "many"]
Paper = Literal["a3", "a1"]

HASH_CHARS_SHOWN = 12  # what people compare by eye; the whole hash stands below it


class WorkshopLinks(msgspec.Struct, frozen=True):
    """The whole addresses of a workshop. All but `join` hold a secret behind the `#`: show them to the facilitator only."""

    join: str
    facilitator: str
    screen: str
    scribe: str


Reach = Literal["configured", "asked", "network", "only_here"]
"""Why links begin as they do: with the address that the operator set, that of the request, that of this machine on its network
because nobody else can use "localhost", or "localhost" itself, which reaches nobody else.
"""


class Leading(msgspec.Struct, frozen=True):
    """Who leads the workshop. `is_first` says that this is the first facilitator, who alone may change links. `second` is the
    second one's whole address, where it is known; `renewed` says that all links were just replaced, `unsure` that handing over
    was not confirmed. `bare` are the names of foundations under which no value stands. `people` is the number of simulated
    people in a rehearsal, as typed when `people_wrong`. `reach` says why the links begin as they do,
    `belonging` whose organisation it is, and `mark` is that of the drawn form.
    """

    session_id: str
    bare: tuple[Text, ...] = ()
    is_first: bool = True
    has_second: bool = False
    second: str = ""
    closed: bool = False
    renewed: bool = False
    unsure: bool = False
    rehearsal: bool = False
    people: str = ""
    people_wrong: bool = False
    reach: Reach = "asked"
    belonging: Belonging = Belonging()
    mark: str = ""


class Attribution(msgspec.Struct, frozen=True):
    """Whose the values of a poster are, and after which script it was made."""

    values: Credit
    script: Credit


class Snapshot(msgspec.Struct, frozen=True):
    """A poster that was made final: its version from 1, SHA-256 in hex, and when, as people read it ("22 november 2026, 12:07").

    `newer` is the latest version, when there is one above this.
    """

    version: int
    sha256: str
    made_at: str
    newer: int | None = None


def start_page(
    *, lang: Language, code: str = "", error: CodeError | None = None, example: Case | None = None, mark: str = ""
) -> str:
    """`/`: join by code (POST /meedoen, field `code`), open a workshop, or try one out with the case `example` (POST /nieuw,
    field `trying`, and the secret `mark` by which two presses are one; not without a case). With an error, give back the `code`
    that was typed.
    """
    return render("start.html", lang, code=code, error=error, example=example, mark=mark)


def links_page(*, lang: Language, title: str, code: str, words_lang: Language, links: WorkshopLinks, leading: Leading) -> str:
    """The page after opening: the code, the QR code of the join link and the secret links, each with a button to copy it; the
    second facilitator's link, and handing over.

    `code` is written with hyphens, in words of `words_lang`. `links.screen` and `links.scribe` are empty for a second
    facilitator. The forms post to `/regie/<session>/links/…`: `tweede`, `tweede/intrekken`, `overdragen` (field `sure`),
    `vergeten`, `oefening` (field `people`). It holds the secrets: answer with `Cache-Control: no-store`.
    """
    return render("links.html", lang, title=title, words=code.split("-"), words_lang=words_lang, links=links, leading=leading)


def join_page(
    *,
    lang: Language,
    code: str,
    session_id: str,
    title: str,
    content_url: str,
    organisation: str,
    perspectives: Sequence[Perspective],
    name: str = "",
    perspective: str = "",
    errors: Sequence[JoinError] = (),
    mark: str = "",
    shared: bool = False,
    closed: bool = False,
    shut: bool = False,
    was_here: bool = False,
    rehearsal: bool = False,
    calendar_url: str | None = None,
    beforehand_url: str | None = None,
) -> str:
    """`/w/<code>` before somebody takes part: what it is, the privacy notice, an optional name and perspective.

    The form is posted to the same address. Fields: `name`, `perspective` (an id, or absent), `shared` (`on`, or absent: others
    use this device too), and `mark`, a secret of this form alone that makes one person of it. A `closed` workshop has no form but
    a link to its poster, and while its door is `shut` there is none. `was_here`: the facilitator has removed whoever took part
    in this browser. `calendar_url` serves the appointment and `beforehand_url` what there is to read, while it is still to come.
    A `rehearsal` says so. By `session_id` the script finds what waits on the device;
    what is behind `content_url` comes while a name is typed.
    """
    return render(
        "join.html",
        lang,
        code=code,
        session_id=session_id,
        title=title,
        content_url=content_url,
        organisation=organisation,
        perspectives=perspectives,
        name=name,
        perspective=perspective,
        errors=tuple(errors),
        mark=mark,
        shared=shared,
        closed=closed,
        shut=shut,
        was_here=was_here,
        rehearsal=rehearsal,
        calendar_url=calendar_url,
        beforehand_url=beforehand_url,
    )


def swap_page(*, lang: Language, code: str, key: str, now: str, then: str, shared: bool) -> str:
    """Instead of the board, where a browser that takes part as one person opens the own link of another: both by name (empty:
    made no name up). The form posts `key`, `sure` and `shared`, as it came, to `/w/<code>/ik`. It holds a secret: answer with
    `Cache-Control: no-store`.
    """
    return render("swap.html", lang, code=code, key=key, now=now, then=then, shared=shared)


def key_page(*, lang: Language, role: HeldRole, action: str, error: bool = False, shared: bool = False) -> str:
    """The page behind a secret link: a form with the field `key`, posted to the path `action`.

    The script `pages.ts` takes the key from behind the `#`, where no server and no log sees it, wipes the address and sends the
    form. Without JavaScript the person pastes the key or the whole link; take what is behind the last `#`. With `error` the key
    was wrong: the script then does not send again by itself. A participant's form asks whether others use the device too
    (`shared`: `on`, or absent), so that there the script sends nothing by itself.
    """
    return render("key.html", lang, role=role, action=action, error=error, shared=shared)


def device_page(*, lang: Language, title: str, link: str, board_url: str) -> str:
    """`/w/<code>/apparaat`: a participant's own secret link, for a second device. Answer with `Cache-Control: no-store`."""
    return render("device.html", lang, title=title, link=link, board_url=board_url)


def board_page(
    *,
    lang: Language,
    role: HeldRole,
    session_id: str,
    title: str,
    content_url: str,
    code: str,
    join_url: str,
    person: str = "",
    own_key_url: str = "",
    lead_url: str = "",
    status_url: str = "",
) -> str:
    """The shell of the live board; the client finds its facts in the data attributes of `#board` and draws inside it.

    `content_url` is the hashed address of script and framework. `person` is the id of the participant whose page it is:
    under it the page keeps what it keeps on the device. `own_key_url` serves the key of the own link, to be kept there too; empty
    where others use the device. `lead_url` is the control page, for a participant who leads this rehearsal too. Facilitator and
    screen also get the QR code of `join_url`, in `<template id="qr">`, and with a `status_url` that of the status page in
    `<template id="status-qr">`. The answer must carry `Cache-Control: no-store`.
    """
    phone = role in ("participant", "scribe")
    return render(
        "board.html",
        lang,
        role=role,
        phone=phone,
        person=person,
        own_key_url=own_key_url,
        lead_url=lead_url,
        status_url=status_url,
        session_id=session_id,
        title=title,
        content_url=content_url,
        code=code,
        join_url=join_url,
        catalogue_url=catalogue_url(lang, phone=phone),
        scripts=preloads("phone.tsx") if phone else preloads("board.tsx", f"{role}.ts"),
    )


def poster_page(
    *,
    lang: Language,
    content: PosterContent,
    attribution: Attribution,
    day: str,
    snapshot: Snapshot | None,
    json_url: str | None = None,
    download_url: str | None = None,
    board_url: str | None = None,
    outcome_url: str | None = None,
    timelapse_url: str | None = None,
    files_url: str | None = None,
    paper: Paper = "a3",
    status_url: str = "",
) -> str:
    """The poster as a page. What people wrote stands in the language of its workshop, all else in `lang`.

    It prints on A3, or on A1 with `paper="a1"`; the page links to `?versie=…&papier=a1`, with `versie=nu` for one in the making.
    `day` is the date of the workshop as people read it. Without a `snapshot` the poster is still being filled in. `json_url`
    serves the canonical JSON, `download_url` answers with `standalone_poster`, and under `files_url` stand the files of
    `board.papers.poster.FILES`; a link stands on the page only for those that are given. `status_url` is the whole address of the
    page on which everybody reads afterwards what became of it; it stands on the poster as a QR code.
    """
    return render(
        "poster.html",
        lang,
        json_url=json_url,
        download_url=download_url,
        board_url=board_url,
        outcome_url=outcome_url,
        timelapse_url=timelapse_url,
        files_url=files_url,
        paper=paper,
        status_url=status_url,
        **_poster_values(content, attribution, day, snapshot, lang),
    )


def standalone_poster(
    *, content: PosterContent, attribution: Attribution, day: str, snapshot: Snapshot | None, status_url: str = ""
) -> str:
    """The poster as one file with everything in it, to keep and open without a network.

    Serve it as an attachment (`Content-Disposition: attachment`): its styles are inside it, which our policy forbids on a page.
    """
    values = _poster_values(content, attribution, day, snapshot, content.language)
    return render(
        "poster_file.html",
        content.language,
        styles=inline_styles(),
        icons=inline_icons(),
        status_url=status_url,
        **values,
    )


def accessibility_page(*, lang: Language, contact: str | None = None, statement_url: str | None = None) -> str:
    """`/toegankelijkheid`. `contact` is the operator's e-mail address, `statement_url` his entry in the national register."""
    return render("accessibility.html", lang, contact=contact, statement_url=statement_url)


def privacy_page(
    *, lang: Language, groups: Sequence[object], closed_days: int, operator: str | None = None, contact: str | None = None
) -> str:
    """`/privacy`. `groups` is all that is stored, as `server.keeping.inventory` tells it; `closed_days` is how long a workshop is
    kept after its end, 0 for ever; `operator` is the organisation that runs this server, `contact` its e-mail address.
    """
    return render("privacy.html", lang, groups=groups, closed_days=closed_days, operator=operator, contact=contact)


def help_page(*, lang: Language, contact: str | None = None) -> str:
    """`/hulp`: how it works, for participants and facilitators."""
    return render("help.html", lang, contact=contact)


def error_page(
    *,
    lang: Language,
    status: int,
    code: str,
    sign_in: str = "",
    low: LowRole | None = None,
    back: str = "",
    again_s: int = 0,
    words: Sequence[str] = (),
) -> str:
    """What went wrong, in words by HTTP `status`; `code` is the refusal's code, small, for whoever is asked for help. `sign_in`
    is the path at which somebody signs in, where that would help; `low` says that it takes another role in an organisation;
    `back` is the path of a page that helps on, and `again_s` after how many seconds it may work, 0 when nobody knows; `words`
    are what was typed in a form, which was not kept.
    """
    told = {"status": status, "code": code, "sign_in": sign_in, "low": low, "back": back, "again_s": again_s, "words": words}
    return render("error.html", lang, **told)


def _poster_values(
    content: PosterContent, attribution: Attribution, day: str, snapshot: Snapshot | None, lang: Language
) -> dict[str, object]:
    columns = [(foundation, [v for v in content.values if v.foundation == foundation]) for foundation in FOUNDATION_IDS]
    return {
        "poster": content,
        "theirs_in": content.language,
        "day": day,
        "columns": columns,
        "spreads": spreads([len(values) for _, values in columns]),
        "snapshot": snapshot,
        "values_credit": worded(attribution.values, lang),
        "script_credit": worded(attribution.script, lang),
        "hash_short": snapshot.sha256[:HASH_CHARS_SHOWN] if snapshot else "",
    }
