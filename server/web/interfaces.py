# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address of the application that programs read: the one list of which `/openapi.json` is made (STD-02), and which says
where an error is a problem in JSON (STD-03). Every other route is a page or a form for people.
"""

from typing import Any, Literal

from msgspec import Struct

from board import citing
from board.papers.odf import MIME
from board.papers.poster import FILES
from organisation.archive.exchange import ArchiveFile
from organisation.dossier.case_file import CaseFile
from organisation.report.content import ReportContent
from organisation.strategy.analysis_state import AnalysisContent
from organisation.strategy.content import StrategyContent
from server.keeping.inventory import Lines
from sessions.afterwards.outcome_lines import Outcome
from sessions.afterwards.own_notes import OwnNotes
from sessions.afterwards.timelapse import Timelapse
from sessions.topics.poster import PosterContent

Door = Literal["everybody", "workshop", "case", "reader", "holder", "member", "task", "secret", "provider"]
"""Whom it answers: everybody; who holds a link of the workshop or the case in this browser; who may read its report; who holds an
action of it; a member of the organisation; who holds an action of that; whoever has the secret that stands in the address; the
provider with which members sign in."""

API_VERSION = "1.0.0"
"""Of what stands here (`api-version` of every answer in JSON): the first number is raised when something that was there is gone
or means something else, the second when something came.
"""

JSON = "application/json"
PROBLEM = "application/problem+json"
CALENDAR = "text/calendar"
CSV = "text/csv"
TOML = "application/toml"
TEXT = "text/plain"
EVENTS = "text/event-stream"
PDF = "application/pdf"
_PAPERS = {"pdf": PDF, "png": "image/png", "svg": "image/svg+xml", "json": JSON, "csv": CSV, **MIME}


class Problem(Struct):
    """What went wrong (RFC 9457). `code` is ours: short, and always the same for the same reason."""

    type: str
    title: str
    status: int
    code: str


class Keys(Struct):
    """The public keys with which this server signs (RFC 7517)."""

    keys: list[dict[str, Any]]


class OwnKey(Struct):
    """What a participant's own link is made of; null for whoever holds none."""

    key: str | None


class Privacy(Struct):
    """Every kind of data that is stored here."""

    format: str
    schema_version: int
    groups: list[Lines]


class Interface(Struct, frozen=True, kw_only=True):
    """What one method of one route does for programs. `media` are the kinds of a good answer, without parameters; `shape` is the
    class that writes it, or a JSON Schema, where it is JSON; `waits` that it may answer 202 with a page that looks again.
    """

    path: str
    summary: str
    media: tuple[str, ...]
    door: Door = "everybody"
    method: Literal["get", "post"] = "get"
    shape: Any = None
    asks: tuple[str, ...] = ()
    takes: str = ""
    waits: bool = False

    @property
    def is_json(self) -> bool:
        """Whether what goes wrong is told as a problem (RFC 9457): a program that reads JSON asked."""
        return all(media == JSON or media.endswith("+json") for media in self.media)


_LANGUAGE = ("taal",)
_SEARCH = ("q", "sorteer", "pagina", "alles", "taal")
_REPORT = (("pdf", "The report as PDF", None), ("odt", "The report as ODT", None), ("json", "The report as data", ReportContent))
_STRATEGY = "/strategie/{organisation}/lees/{version}/strategie"
_ANALYSIS = "/strategie/{organisation}/analyse/{analysis}/analyse"


def _report(below: str, door: Door) -> tuple[Interface, ...]:
    return tuple(
        Interface(
            path=f"{below}/verslag.{kind}", summary=said, media=(_PAPERS[kind],), door=door, shape=shape, waits=kind != "json"
        )
        for kind, said, shape in _REPORT
    )


def _of_strategy(below: str, said: str, shape: type[Struct]) -> tuple[Interface, ...]:
    return tuple(
        Interface(
            path=f"{below}.{kind}",
            summary=f"{said} as {kind.upper()}",
            media=(_PAPERS[kind],),
            door="member",
            shape=shape if kind == "json" else None,
            waits=kind != "json",
        )
        for kind in ("pdf", "odt", "ods", "csv", "json")
    )


INTERFACES: tuple[Interface, ...] = (
    # The descriptions themselves, and how it goes with the server.
    Interface(path="/openapi.json", summary="This description", media=(JSON,), shape={"type": "object"}),
    Interface(
        path="/asyncapi.json", summary="The frames of boards, as AsyncAPI describes them", media=(JSON,), shape={"type": "object"}
    ),
    Interface(
        path="/schema/{name}.json",
        summary="The JSON Schema of a file that is written here, by its name and version",
        media=("application/schema+json",),
        shape={"type": "object"},
    ),
    Interface(path="/healthz", summary="Whether the process lives", media=(TEXT,)),
    Interface(
        path="/readyz",
        summary="Whether commands can be stored; 503 says why not. With `routing` whether another worker could do better",
        media=(TEXT,),
        asks=("routing",),
    ),
    Interface(path="/.well-known/security.txt", summary="Where to tell of a weakness (RFC 9116)", media=(TEXT,)),
    Interface(
        path="/privacy.json", summary="What is stored, what for and how long", media=(JSON,), shape=Privacy, asks=_LANGUAGE
    ),
    Interface(path="/thema/{file}", summary="A file of the house style", media=("*/*",)),
    Interface(path="/app/{file}", summary="The web manifest, and its icons", media=("application/manifest+json", "image/png")),
    # The archive of what is public.
    Interface(
        path="/archief.json",
        summary="A search in the public reports, with the facets; which names of facets there are stands in the answer",
        media=(JSON,),
        shape={"type": "object"},
        asks=_SEARCH,
    ),
    Interface(path="/archief.atom", summary="The newest of a search", media=("application/atom+xml",), asks=_SEARCH),
    Interface(
        path="/archief/meenemen.json",
        summary="The public cases of a search, for another archive",
        media=(JSON,),
        shape=ArchiveFile,
        asks=(*_SEARCH, "vanaf"),
    ),
    Interface(path="/sitemap.xml", summary="The archive and every public report", media=("application/xml",)),
    *_report("/verslag/{case}", "everybody"),
    Interface(
        path="/verslag/{case}/verslag-mdto.xml", summary="What an archive wants to know of it (MDTO)", media=("application/xml",)
    ),
    *(
        Interface(
            path=f"/verslag/{{case}}/citaat.{kind}",
            summary=f"How to cite the report, as {kind.upper()}",
            media=(media.partition(";")[0],),
            shape={} if kind == "json" else None,
        )
        for kind, media in citing.TYPES.items()
    ),
    # Scripts and values.
    Interface(path="/draaiboeken/{script}.toml", summary="A script as a file", media=(TOML,)),
    Interface(path="/draaiboeken/eigen-waarden.toml", summary="An example of values of one's own", media=(TOML,)),
    Interface(path="/regie/{session}/draaiboek.toml", summary="The script of a workshop", media=(TOML,), door="workshop"),
    Interface(path="/regie/{session}/waarden.toml", summary="The values of a workshop", media=(TOML,), door="workshop"),
    Interface(
        path="/organisatie/{organisation}/waarden/{values}/bestand",
        summary="Values of the organisation, as a file",
        media=(TOML,),
        door="member",
    ),
    Interface(
        path="/organisatie/{organisation}/draaiboeken/{script}/bestand",
        summary="A script of the organisation, as a file",
        media=(TOML,),
        door="member",
    ),
    # A workshop: what its own pages read, and what people take along.
    Interface(
        path="/inhoud/{session}/{hash}.json",
        summary="The script and the values of a workshop, under the hash of them",
        media=(JSON,),
        shape={"type": "object"},
    ),
    Interface(
        path="/eerder/{session}.json",
        summary="How some earlier cases filled values in",
        media=(JSON,),
        door="workshop",
        shape={"type": "object"},
        asks=("waarde",),
    ),
    Interface(path="/w/{code}/sleutel.json", summary="One's own key", media=(JSON,), door="workshop", shape=OwnKey),
    Interface(path="/w/{code}/mijn/briefjes.json", summary="One's own notes", media=(JSON,), door="workshop", shape=OwnNotes),
    Interface(path="/w/{code}/mijn/briefjes.html", summary="One's own notes, to read", media=("text/html",), door="workshop"),
    Interface(path="/w/{code}/qr.svg", summary="The link to join, as a code to scan", media=("image/svg+xml",)),
    Interface(path="/w/{code}/agenda.ics", summary="The workshop for a calendar", media=(CALENDAR,)),
    Interface(
        path="/regie/{session}/uitnodiging.ics",
        summary="The same with the facilitator's link",
        media=(CALENDAR,),
        door="workshop",
    ),
    Interface(
        path="/w/{code}/poster.json",
        summary="A fixed poster as canonical JSON (RFC 8785); its SHA-256 stands in `x-poster-sha256`",
        media=(JSON,),
        door="workshop",
        shape=PosterContent,
        asks=("versie",),
    ),
    Interface(
        path="/w/{code}/poster/bestand",
        summary="The poster as a page that needs nothing else",
        media=("text/html",),
        door="workshop",
        asks=("versie",),
    ),
    Interface(
        path="/w/{code}/poster/{file}",
        summary=f"A fixed poster as a file: {', '.join(FILES)}",
        media=(PDF, "image/png", "image/svg+xml"),
        door="workshop",
        asks=("versie",),
        waits=True,
    ),
    Interface(
        path="/uitkomst/{session}.json", summary="What came out, as canonical JSON", media=(JSON,), door="workshop", shape=Outcome
    ),
    Interface(path="/uitkomst/{session}/acties.csv", summary="The actions of the poster", media=(CSV,), door="workshop"),
    Interface(
        path="/terugblik/{session}.json", summary="The history without authors", media=(JSON,), door="workshop", shape=Timelapse
    ),
    Interface(
        path="/stroom/{session}/{role}",
        summary="A board where WebSockets are blocked: a `hello`, answered by frames as server-sent events (`/asyncapi.json`)",
        media=(EVENTS,),
        method="post",
        door="workshop",
        takes="application/octet-stream",
    ),
    Interface(
        path="/stroom/{session}/{role}/doe",
        summary="One frame beside such a stream; 204 when the stream answers it",
        media=("application/octet-stream",),
        method="post",
        door="workshop",
        takes="application/octet-stream",
    ),
    # A case.
    *_report("/zaak/{case}/verslag", "case"),
    Interface(
        path="/zaak/{case}/verslag/verslag-mdto.xml",
        summary="What an archive wants to know of the report (MDTO)",
        media=("application/xml",),
        door="case",
    ),
    *(
        Interface(
            path=f"/lezen/{{case}}/verslag.{kind}",
            summary=f"The report that was shared, as {kind.upper()}; the door to it for whoever has not opened it yet",
            media=(_PAPERS[kind], "text/html"),
            door="reader",
            waits=True,
        )
        for kind in ("pdf", "odt")
    ),
    Interface(
        path="/zaak/{case}/bestanden/acties.ods", summary="The actions as ODS", media=(MIME["ods"],), door="case", waits=True
    ),
    Interface(path="/zaak/{case}/bestanden/acties.csv", summary="The actions as CSV", media=(CSV,), door="case", waits=True),
    Interface(path="/zaak/{case}/bestanden/acties.ics", summary="The days of the case, once", media=(CALENDAR,), door="case"),
    Interface(path="/zaak/{case}/bestanden/zaak.json", summary="The whole case", media=(JSON,), door="case", shape=CaseFile),
    Interface(
        path="/zaak/{case}/bestanden/poster/{number}/{file}",
        summary=f"A poster of the case as a file: {', '.join(FILES)}",
        media=(PDF, "image/png", "image/svg+xml"),
        door="case",
        waits=True,
    ),
    Interface(path="/zaak/{case}/gesprek.ics", summary="The day to talk", media=(CALENDAR,), door="case"),
    Interface(path="/actie/{case}/{action}/agenda.ics", summary="The day of an action", media=(CALENDAR,), door="holder"),
    Interface(
        path="/agenda/{case}/{secret}.ics", summary="The days of a case, to subscribe to", media=(CALENDAR,), door="secret"
    ),
    Interface(
        path="/stand/{case}/{key}/berichten.atom",
        summary="What is told to who took part",
        media=("application/atom+xml",),
        door="secret",
    ),
    Interface(path="/stand/{case}/{key}/dagen.ics", summary="The days of it", media=(CALENDAR,), door="secret"),
    # An organisation.
    Interface(
        path="/organisatie/{organisation}/archief/meenemen.json",
        summary="What was shared in the organisation, for another archive",
        media=(JSON,),
        door="member",
        shape=ArchiveFile,
        asks=(*_SEARCH, "vanaf"),
    ),
    Interface(
        path="/organisatieactie/{organisation}/agenda/{secret}.ics",
        summary="The days of an action of the organisation, to subscribe to",
        media=(CALENDAR,),
        door="secret",
    ),
    Interface(
        path="/organisatieactie/{organisation}/{action}/agenda.ics",
        summary="The day of an action of the organisation",
        media=(CALENDAR,),
        door="task",
    ),
    *_of_strategy(_STRATEGY, "A version of the strategy", StrategyContent),
    *_of_strategy(_ANALYSIS, "A half-yearly analysis", AnalysisContent),
    # Signing in.
    Interface(path="/inloggen/sleutels.json", summary="Public keys for the provider (RFC 7517)", media=(JSON,), shape=Keys),
    Interface(
        path="/inloggen/afmelden",
        summary="Back-channel logout of OpenID Connect",
        media=(TEXT,),
        method="post",
        door="provider",
        takes="application/x-www-form-urlencoded",
    ),
)
"""In the order of the descriptions; that of a workshop's routes and sockets is `/asyncapi.json`."""


def tells_problems(path: str) -> bool:
    """Whether an error of this address is told to programs as a problem in JSON; every interface of JSON is called so."""
    return path.endswith(".json")
