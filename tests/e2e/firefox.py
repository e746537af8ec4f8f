# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real Firefox, driven over WebDriver BiDi: this machine's own, not a patched one.

Playwright asks a released Firefox for commands that it does not know, and other libraries need geckodriver beside it; Firefox
itself listens to BiDi, which is JSON over a socket (https://w3c.github.io/webdriver-bidi/).
"""

from __future__ import annotations

import json
import re
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from websockets.sync.client import ClientConnection, connect

from tests.patience import patient

PATIENCE_S = 20.0
LOOK_AGAIN_S = 0.1
ENTER = "\ue007"
_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
_PREFERENCES = {
    "intl.accept_languages": "nl-NL, nl",
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.normandy.enabled": False,
    "browser.aboutConfig.showWarning": False,
}


class BidiError(RuntimeError):
    """Firefox refused a command; the text is its own."""


class Firefox:
    """One browser with an empty profile in `folder`, from `with` to its end."""

    def __init__(self, path: Path, folder: Path) -> None:
        self._path = path
        self._folder = folder
        self._count = 0
        self.errors: list[str] = []

    def __enter__(self) -> Self:
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _PREFERENCES.items())
        (self._folder / "user.js").write_text("".join(lines), encoding="utf-8")
        said = self._folder / "said.txt"
        command = [str(self._path), "--headless", "--no-remote", "--profile", str(self._folder), "--remote-debugging-port", "0"]
        with ExitStack() as stack:
            file = stack.enter_context(said.open("wb"))
            process = stack.enter_context(subprocess.Popen(command, stdout=file, stderr=file))
            stack.callback(process.terminate)
            self._line: ClientConnection = stack.enter_context(connect(f"{_address(said)}/session", max_size=None))
            self.send("session.new", capabilities={})
            self.send("session.subscribe", events=["log.entryAdded"])
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask, and wait for the answer; errors that pages log meanwhile are kept. Raises BidiError when Firefox refuses."""
        self._count += 1
        self._line.send(json.dumps({"id": self._count, "method": method, "params": parameters}))
        while True:
            told = json.loads(self._line.recv(timeout=patient(PATIENCE_S)))
            if told.get("method") == "log.entryAdded" and told["params"]["level"] == "error":
                self.errors.append(str(told["params"]["text"]))
            if told.get("id") != self._count:
                continue
            if told["type"] == "error":
                raise BidiError(f"{method}: {told['message']}")
            result: dict[str, Any] = told["result"]
            return result

    def device(self, size: tuple[int, int]) -> Tab:
        """A page in a window of its own of this size, with cookies of its own; a tab behind another one would not be drawn."""
        person = self.send("browser.createUserContext")["userContext"]
        tab = self.send("browsingContext.create", type="window", userContext=person)["context"]
        self.send("browsingContext.setViewport", context=tab, viewport={"width": size[0], "height": size[1]})
        return Tab(self, tab)


def _address(said: Path) -> str:
    """Where it listens, as soon as it says so in this file."""
    give_up_at = time.monotonic() + patient(PATIENCE_S)
    while not (found := _LISTENING.search(said.read_text(encoding="utf-8", errors="replace"))):
        assert time.monotonic() < give_up_at, said.read_text(encoding="utf-8", errors="replace")
        time.sleep(LOOK_AGAIN_S)
    return found[1]


class Tab:
    """A page, and what somebody does on it: by role and by the whole name of a thing."""

    def __init__(self, firefox: Firefox, context: str) -> None:
        self._firefox = firefox
        self._context = context

    def goto(self, url: str) -> None:
        """Open an address, and wait until it has loaded."""
        self._firefox.send("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def evaluate(self, expression: str, arg: Any = None) -> Any:
        """As Playwright's: what an expression gives, or a function with this argument; through JSON."""
        body = f"""async (told) => {{
          const found = ({expression});
          const value = await (typeof found === 'function' ? found(JSON.parse(told)) : found);
          return JSON.stringify(value ?? null);
        }}"""
        told = self._firefox.send(
            "script.callFunction",
            functionDeclaration=body,
            arguments=[{"type": "string", "value": json.dumps(arg)}],
            target={"context": self._context},
            awaitPromise=True,
        )
        if told["type"] == "exception":
            raise BidiError(told["exceptionDetails"]["text"])
        return json.loads(told["result"]["value"])

    def load(self, script: Path) -> None:
        """Run a script in the page, whatever its policy says."""
        source = script.read_text(encoding="utf-8")
        self._firefox.send("script.evaluate", expression=source, target={"context": self._context}, awaitPromise=False)

    def sees(self, words: str) -> None:
        """Wait until these words stand on the page."""
        self._until(lambda: words in self._text(), words)

    def click(self, role: str, name: str) -> None:
        """Press a thing that has this role and name, as soon as it is there."""
        self._act(self._find(role, name))

    def fill(self, role: str, name: str, words: str) -> None:
        """Put the caret into a field, and type."""
        self.click(role, name)
        self.type(words)

    def type(self, words: str) -> None:
        """Press the keys of these words."""
        keys = [{"type": kind, "value": sign} for sign in words for kind in ("keyDown", "keyUp")]
        self._perform({"type": "key", "id": "keyboard", "actions": keys})

    def _act(self, element: dict[str, Any]) -> None:
        self._firefox.send(
            "script.callFunction",
            functionDeclaration="(one) => one.scrollIntoView({ block: 'center', behavior: 'instant' })",
            arguments=[element],
            target={"context": self._context},
            awaitPromise=False,
        )
        there = {"type": "element", "element": element}
        moves = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": there},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._perform({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": moves})

    def _perform(self, source: dict[str, Any]) -> None:
        self._firefox.send("input.performActions", context=self._context, actions=[source])

    def _find(self, role: str, name: str) -> dict[str, Any]:
        found: list[dict[str, Any]] = []

        def is_there() -> bool:
            locator = {"type": "accessibility", "value": {"role": role, "name": name}}
            nodes = self._firefox.send("browsingContext.locateNodes", context=self._context, locator=locator)["nodes"]
            found[:] = [{"sharedId": node["sharedId"]} for node in nodes]
            return bool(found)

        self._until(is_there, f"{role} “{name}”")
        return found[0]

    def _until(self, holds: Any, what: str) -> None:
        give_up_at = time.monotonic() + patient(PATIENCE_S)
        while not holds():
            assert time.monotonic() < give_up_at, f"not there: {what}\n{self._text()}"
            time.sleep(LOOK_AGAIN_S)

    def _text(self) -> str:
        # On its way to another page it has no body.
        return str(self.evaluate("document.body?.innerText ?? ''"))
