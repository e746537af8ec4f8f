# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""One of two worlds, played from the common past on real servers, over real sockets, one settled action after another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from sessions.wire import commands as c
from sessions.wire import records as r
from tests.noninterference import pages
from tests.noninterference.base import PARTICIPANTS, PROXIES, ROLES, Past
from tests.noninterference.places import Place
from tests.noninterference.plans import (
    PUBLIC_IDS,
    SECRET_IDS,
    WATCHERS,
    Plan,
    Public,
    Secret,
    column,
    content,
    probe,
    probes,
    secret_id,
)
from tests.noninterference.recording import Recording
from tests.noninterference.watching import Streaming, Watched

LONG_S = 3600
"""Silence is made so long that it cannot end before it is shortened."""
_COOKIE = re.compile(rb"(?im)^set-cookie: ([^=]+)=([^;]+)")


class Looks(Struct, frozen=True):
    """How much is looked at when all has been written: each `every_page`-th page with `word` in its address, the commands of
    `probed` on so many ids; and whether silence is then ended for those who do not see the notes even so. Everybody looks over a
    socket, or `by_stream` and the requests beside it.
    """

    every_page: int = 1
    first_page: int = 0
    word: str = ""
    probed: Sequence[str] = ("facilitator", "neighbour", "elsewhere")
    ids: int = 2
    afterwards: bool = True
    by_stream: bool = False


class World:
    """`side` is 0 or 1: which of the plan's secrets are acted."""

    def __init__(self, past: Past, place: Place, plan: Plan, side: int, looks: Looks) -> None:
        self.recording = Recording()
        self._past = past
        self._place = place
        self._plan = plan
        self._side = side
        self._looks = looks
        self._devices: dict[str, Watched] = {}
        self._elsewhere: set[Watched] = set()
        """Devices on the second server."""
        self._tabs: list[Watched] = []
        self._cookies = dict(past.cookies)
        self._others = list(plan.others)
        self._revs: dict[str, int] = {}
        self._early: dict[str, str] = {}
        self._base_url = ""
        self._asks = pages.asks(past)
        self._pages = [ask for ask in self._asks if looks.word in ask.path][looks.first_page :: looks.every_page]
        self._writing_tables = {past.tables[PROXIES.get(author, author)] for author in plan.authors}
        self._table_of = {label: past.tables[label] for label in PARTICIPANTS}
        self._restarted = False

    async def play(self) -> Recording:
        """Everything, from the first connection to the last."""
        self._base_url = await self._place.start()
        try:
            for label in (*ROLES, *PARTICIPANTS):
                await self._arrive(label)
            await self._facilitator.ask(c.GoToStep(self._plan.leaf, self._run_id))
            await self._facilitator.ask(c.AddTime(self._run_id, LONG_S))
            for label in self._others:
                await self._devices[label].settle()
                self._early[label] = self._devices[label].token
            for each in self._plan.rounds:
                for secret in each.secrets[self._side]:
                    await self._act_secretly(secret)
                await self._act(each.public)
            await self._look_around()
            await self._end()
        finally:
            for device in (*self._tabs, *self._devices.values()):
                await device.disconnect()
        for line in self._place.log():
            self.recording.add("server", "log", line.encode())
        return self.recording

    @property
    def _facilitator(self) -> Watched:
        return self._devices["facilitator"]

    @property
    def _run_id(self) -> str:
        return self._facilitator.workshop.current

    # ── coming and going ────────────────────────────────────────────────────────────────────────────────────────────

    def _device(self, label: str, name: str = "", token: str = "") -> Watched:
        role = ROLES.get(label, "participant")
        # Each connection has a name of its own: two of one person are told the same in whatever order.
        session_id = self._past.session_id
        who = (self._base_url, self._cookies[label], session_id, role, name or label)
        if self._looks.by_stream:
            device: Watched = Streaming(*who, lambda page, frame: self._place.mark(session_id, page, frame))
        else:
            device = Watched(*who)
        device.token = token
        if label in self._others:
            device.recording = self.recording
        return device

    async def _arrive(self, label: str) -> None:
        self._devices[label] = self._device(label)
        await self._devices[label].connect()
        await self._settled()

    async def _settled(self) -> None:
        """The server has noticed who came and who went."""
        here = [device for device in (*self._devices.values(), *self._tabs) if device not in self._elsewhere]
        await self._place.occupied(self._past.session_id, sum(device.closed is None for device in here))

    async def _look_in(self, label: str, name: str, token: str = "") -> None:
        """A new tab of somebody, with a token from before or none, that is closed again."""
        tab = self._device(label, name, token)
        self._tabs.append(tab)
        await tab.connect()
        await self._settled()
        await tab.settle()
        await tab.disconnect()
        self._tabs.remove(tab)
        await self._settled()

    async def _come_back(self, device: Watched, base_url: str = "") -> None:
        await self._place.level(self._past.session_id)
        await device.settle()
        await device.disconnect()
        await self._settled()
        if base_url:
            device.browser.base_url = base_url
            self._elsewhere.add(device)
        await device.connect()
        await self._settled()

    async def _restart(self) -> None:
        """The first server is replaced; everybody on it comes back with the token."""
        await self._place.level(self._past.session_id)
        here = [device for device in self._devices.values() if device not in self._elsewhere]
        for device in here:
            await device.settle()
            # In what order a server closes its sockets is its own affair.
            device.without_presence = True
        self._base_url = await self._place.restart()
        for device in here:
            await device.disconnect()
            device.browser.base_url = self._base_url
        for device in here:
            device.without_presence = False
            await device.connect()
            await self._settled()

    # ── what happens ────────────────────────────────────────────────────────────────────────────────────────────────

    async def _act_secretly(self, secret: Secret) -> None:
        device = self._devices["scribe" if secret.author in PROXIES else secret.author]
        note_id = secret_id(secret.note)
        rev = self._revs.get(note_id, 1) + secret.stale
        words = content(self._plan.leaf, secret.text, secret.number)
        behalf = self._past.people[secret.author] if secret.author in PROXIES else ""
        match secret.kind:
            case "add" | "too_long":
                if secret.kind == "too_long":
                    words = content(self._plan.leaf, "x" * 501, secret.number)
                if await device.ask(c.AddNote(note_id, self._run_id, words, column(secret.number), behalf)):
                    self._revs[note_id] = 1
                return
            case "rubbish":
                await device.send_raw(b"\xc1" + secret.text.encode())
                await device.settle()
                return
            case "again":
                await device.ask_again()
                return
            case "arrange":
                command: c.Command = c.StackNote(note_id, rev, SECRET_IDS[secret.number % len(SECRET_IDS)])
            case "edit":
                command = c.EditNote(note_id, rev, words)
            case "move":
                command = c.MoveNote(note_id, rev, column(secret.number), SECRET_IDS[secret.number % len(SECRET_IDS)])
            case "delete":
                command = c.DeleteNote(note_id, rev)
            case _:
                command = c.RestoreNote(note_id, rev)
        if await device.ask(command):
            self._revs[note_id] = rev + 1

    async def _act(self, public: Public) -> None:
        number = public.number
        device = self._devices[public.who]
        people = (*PARTICIPANTS, *PROXIES)
        ids = PUBLIC_IDS.get(public.who, ("0a",))
        note_id = ids[number % len(ids)]
        tables = sorted(set(self._past.tables.values()))
        match public.kind:
            case "ready":
                await self._devices[people[number % 4]].ask(c.SayReady(self._run_id, ready=number % 3 > 0))
            case "asking":
                await self._devices[people[number % 4]].ask(c.AskMoreTime(self._run_id, asking=number % 3 > 0))
            case "note":
                await device.ask(c.AddNote(note_id, self._run_id, content(self._plan.leaf, "publiek", number), column(number)))
            case "edit":
                await device.ask(c.EditNote(note_id, 1, content(self._plan.leaf, "anders", number)))
            case "delete":
                await device.ask(c.DeleteNote(note_id, 1 + number % 2))
            case "time":
                await self._facilitator.ask(c.AddTime(self._run_id, 60))
            case "pause":
                await self._facilitator.ask((c.PauseTimer, c.ResumeTimer)[number % 2](self._run_id))
            case "seat":
                label, table = people[number % len(people)], tables[number // len(people) % len(tables)]
                await self._facilitator.ask(c.MovePerson(self._past.people[label], table))
                self._table_of[label] = table
                if label in self._plan.authors:
                    self._writing_tables.add(table)
            case "proxy":
                await self._devices["scribe"].ask(c.AddProxy(f"px{number % 3}", tables[number % len(tables)], "erbij"))
            case "rename":
                await device.ask(c.ChangeProfile(f"naam {number % 5}", "data"))
            case "join":
                await self._join()
            case "tab":
                await self._look_in(public.who, f"{public.who}-{number}")
            case "reconnect":
                await self._come_back(device)
            case "roam":
                # One facilitator stays on the first server, to be told who is there.
                if self._place.two_workers and public.who != "facilitator":
                    await self._come_back(device, await self._place.second())
            case "restart":
                if not self._restarted:
                    self._restarted = True
                    await self._restart()
            case "probe":
                kind, which = probes()[number % len(probes())], number // len(probes())
                await device.ask(probe(kind, SECRET_IDS[which % len(SECRET_IDS)], self._run_id))
            case "page":
                await self._fetch(public.who, self._asks[number % len(self._asks)])

    async def _join(self) -> None:
        """Somebody joins through the page, and looks from then on."""
        label = f"late{sum(label.startswith('late') for label in self._devices)}"
        ask = pages.Ask(f"/w/{self._past.code}", {"name": label})
        channel, response = await pages.answer(self._base_url, ask, {})
        self.recording.add(label, channel, response)
        found = _COOKIE.search(response)
        assert found, "whoever joins gets a cookie"
        self._cookies[label] = {found[1].decode(): found[2].decode()}
        self.recording.name(found[2].decode(), f"the cookie of {label}")
        self._others.append(label)
        await self._arrive(label)
        me = self._devices[label].all(r.MeRecord)[0]
        self._table_of[label] = me.table_id
        self.recording.name(me.participant_id, f"id of {label}")

    async def _fetch(self, label: str, ask: pages.Ask) -> None:
        if label.startswith("late") and not self._place.swift:
            return  # their pages hold a QR code of a key that was made by chance
        channel, response = await pages.answer(self._base_url, ask, self._cookies.get(label, {}))
        if label in self._others or label == "stranger":
            self.recording.add(label, channel, response)

    # ── looking ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _look_around(self) -> None:
        """While silence still holds: everybody in every way."""
        await self._place.level(self._past.session_id)
        for label in list(self._others):
            await self._devices[label].settle()
            await self._look_in(label, f"{label}-fresh")
            await self._look_in(label, f"{label}-early", self._early.get(label, ""))
            await self._come_back(self._devices[label])
        for label in self._looks.probed:
            for note_id in SECRET_IDS[: self._looks.ids]:
                for kind in probes():
                    await self._devices[label].ask(probe(kind, note_id, self._run_id))
        for label in (*self._others, "stranger"):
            for ask in self._pages:
                await self._fetch(label, ask)
        for label in self._others:
            await self._devices[label].settle()

    async def _end(self) -> None:
        """Silence ends. The notes open to their table and the facilitator; for all others nothing may differ even now, nor for
        those when what the notes came to is the same.
        """
        if not self._place.swift:
            await self._hear_presence()
        insiders = [label for label in self._others if not self._is_outside(label) and not self._plan.leaves_no_trace]
        for label in insiders:
            self._devices[label].recording = None
        self._others = [label for label in self._others if label not in insiders]
        if not self._looks.afterwards:
            return
        await self._facilitator.ask(c.ShortenTimer(self._run_id))
        for device in self._devices.values():
            await device.until(lambda device=device: device.run is not None and device.run.opened_to != "author")  # type: ignore[misc]
        for number, label in enumerate(label for label in self._others if label not in ROLES):
            await self._devices[label].settle()
            words = content(self._plan.leaf, "achteraf", 0)
            await self._devices[label].ask(c.AddNote(f"9{number}", self._run_id, words, column(number)))
            await self._devices[label].ask(c.MoveNote(f"9{number}", 1, column(0), SECRET_IDS[0]))
        for label in self._others:
            await self._come_back(self._devices[label])
            await self._look_in(label, f"{label}-later")
            await self._look_in(label, f"{label}-much-later", self._early.get(label, ""))
            for ask in self._pages:
                await self._fetch(label, ask)

    def _is_outside(self, label: str) -> bool:
        if label in ROLES:
            return label == "screen"
        return self._table_of[label] not in self._writing_tables

    async def _hear_presence(self) -> None:
        """Where presence is told once a second: the last of it."""
        connected = [device.role for device in self._devices.values() if device.closed is None]
        told = (connected.count("participant"), connected.count("screen"), connected.count("facilitator"))
        await self._facilitator.until(lambda: self._facilitator.present == told)
        self.recording.keep_only_last("presence")


assert set(WATCHERS) <= {*ROLES, *PARTICIPANTS}
