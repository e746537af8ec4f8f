# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""One server for all browser tests, and a stage that lets people with their devices come and go."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests.e2e import inspecting
from tests.e2e.crowd import Crowd
from tests.e2e.hearing import RECORD
from tests.e2e.watching import Watch
from tests.patience import patient
from tests.running import running_server

MINUTE_MS = 3_000
"""A silence of five minutes lasts 15 seconds, and "nog 20 seconden" one."""
PATIENCE_MS = 20_000
"""How long a test waits for what must happen, on a machine that does nothing else."""

BROKEN_MS = 1_000
"""The same from the moment on at which a page has crashed or did not catch an error."""

RESULTS = Path("test-results")
FAILED = pytest.StashKey[bool]()

PHONE = (360, 780)
CONSOLE = (1440, 900)
PROJECTOR = (1920, 1080)

MOTION = "no-preference"
"""What the devices of a test want of things that move, unless the test says it. Where short tests run alone it is "reduce", with
which a page costs a quarter less: nothing is drawn on its way from place to place. Where notes are moved (test_board.py) and on
the screen, which turns its pages only so, it is as most people have it, and so is everything in `make test-all`.
"""

NO_PREVIEW = "try { localStorage.setItem('waardenbord.preview', 'false'); } catch { /* a page without storage */ }"
"""A facilitator who does not want the screen small on the desk: it is a whole board of its own, which all would pay for."""


class Stage:
    """Devices in browsers. Everything that goes wrong in a page's console or asks another server fails the test."""

    def __init__(self, browser: Browser, base_url: str) -> None:
        self._browser = browser
        self.base_url = base_url
        self.watches: dict[Page, Watch] = {}
        self.contexts: list[BrowserContext] = []
        self.forgiven: list[str] = []
        self.doomed: set[Page] = set()

    def device(self, name: str, size: tuple[int, int], *, preview: bool = False, **options: Any) -> Page:
        """A new device with a Dutch browser of its own; with `preview` its desk shows the screen small, as desks do."""
        width, height = size
        motion = "no-preference" if size == PROJECTOR else MOTION
        wanted = {"locale": "nl-NL", "viewport": {"width": width, "height": height}, "reduced_motion": motion, **options}
        context = self._browser.new_context(**wanted)
        context.set_default_timeout(patient(PATIENCE_MS))
        self.contexts.append(context)
        context.add_init_script(RECORD)
        if not preview:
            context.add_init_script(NO_PREVIEW)
        return self._watched(context.new_page(), name)

    def tab(self, name: str, beside: Page) -> Page:
        """A second tab of the same person on the same device."""
        return self._watched(beside.context.new_page(), name)

    def _watched(self, page: Page, name: str) -> Page:
        watch = Watch(name, self.base_url)
        watch.start(page)
        self.watches[page] = watch
        # The test fails for it anyway: nobody waits minutes for what such a page does not do any more.
        page.on("crash", self._crashed)
        page.on("pageerror", self._erred)
        return page

    def doom(self, page: Page) -> None:
        """This page is made to crash: that is what is tested, and all others are waited for as before."""
        self.doomed.add(page)

    def _crashed(self, page: Page) -> None:
        if page not in self.doomed:
            self._lose_patience()

    def _erred(self, error: Error) -> None:
        if not self._forgives(str(error)):
            self._lose_patience()

    def _forgives(self, text: str) -> bool:
        return any(words in text for words in self.forgiven)

    def _lose_patience(self) -> None:
        expect.set_options(timeout=patient(BROKEN_MS))
        for context in self.contexts:
            context.set_default_timeout(patient(BROKEN_MS))

    def watch(self, page: Page) -> Watch:
        """What was seen of this page."""
        return self.watches[page]

    def picture(self, folder: Path) -> None:
        """Keep what every page shows now, to see why a test failed."""
        folder.mkdir(parents=True, exist_ok=True)
        for page, watch in self.watches.items():
            if not page.is_closed():
                page.screenshot(path=folder / f"{watch.name}.png", full_page=True)

    def close(self) -> None:
        """All devices go."""
        for context in self.contexts:
            context.close()
        self.contexts = []

    def check(self) -> None:
        """No page complained or asked another server."""
        for watch in self.watches.values():
            real = [text for text in watch.complaints if not self._forgives(text)]
            assert not real, f"{watch.name} complained: {real}"
            assert not watch.foreign, f"{watch.name} asked elsewhere: {watch.foreign}"


@pytest.fixture(scope="session", autouse=True)
def thoroughly(request: pytest.FixtureRequest) -> None:
    """Where short tests run alone (`make test`), a look at a page takes one picture for contrast or none, and little moves."""
    global MOTION  # noqa: PLW0603 # one for the session
    short = "not long" in request.config.option.markexpr
    inspecting.BOTH_SCHEMES = not short
    MOTION = "reduce" if short else "no-preference"


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    with running_server(MINUTE_MS) as url:
        yield url


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a test failed, so that its stage keeps pictures."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture
def stage(browser: Browser, server_url: str, request: pytest.FixtureRequest) -> Iterator[Stage]:
    expect.set_options(timeout=patient(PATIENCE_MS))
    stage = Stage(browser, server_url)
    yield stage
    if request.node.stash.get(FAILED, False):
        stage.picture(RESULTS / request.node.name)
    stage.close()
    stage.check()


@pytest.fixture
def crowd(server_url: str) -> Iterator[Crowd]:
    """Simulated people beside those with a browser."""
    with Crowd(server_url) as crowd:
        yield crowd
