# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finds a Chromium for the browser tests, or installs one; prints its path.

In this order: WAARDENBORD_CHROMIUM, a system browser on PATH, Playwright's own. With none of these: Playwright's download, then,
as root on Debian and its kin, the system's package. Without a browser the tests fail; they never skip.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

VARIABLE = "WAARDENBORD_CHROMIUM"
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""First the one of Debian that has no windows: the same engine, for a fifth to a quarter less of a processor."""
INSTALL_TIMEOUT_S = 900  # 200 MB over a slow line
START_TIMEOUT_S = 30
FIREFOX_VARIABLE = "WAARDENBORD_FIREFOX"
FIREFOX_NAMES = ("firefox", "firefox-esr")

OF_THE_ADDRESS_BAR = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup")
"""What the list under Chromium's address bar is made of: two pages, each in a process of its own, beside every page of ours.
Nobody types an address here, and they took more than half of what a page costs (1.2 of 2 s of a processor, Chromium 156)."""
PLAYWRIGHTS_OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
)
"""What Playwright turns off itself and could be noticed here: of two such lists Chromium heeds the last."""

# No sandbox, because containers often forbid it and the pages are our own; the rest keeps it off the network and the GPU.
LAUNCH_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join((*PLAYWRIGHTS_OFF, *OF_THE_ADDRESS_BAR))}",
)


class BrowserMissing(RuntimeError):
    """There is no Chromium and none could be installed; the text says what to do."""


def find() -> Path | None:
    """The path of a Chromium that is here already, or None.

    Raises:
        BrowserMissing: WAARDENBORD_CHROMIUM names something that is not there.
    """
    named = os.environ.get(VARIABLE)
    if named:
        path = shutil.which(named)
        if path is None:
            raise BrowserMissing(f"{VARIABLE} names {named}, which is not a program")
        return Path(path)
    for name in NAMES:
        path = shutil.which(name)
        if path is not None:
            return Path(path)
    return _playwrights_own()


def find_firefox() -> Path:
    """The path of this machine's own Firefox, for `make firefox`; as root on Debian and its kin it is installed if need be.

    Raises:
        BrowserMissing: there is none and none could be installed.
    """
    names = tuple(filter(None, [os.environ.get(FIREFOX_VARIABLE)])) or FIREFOX_NAMES
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None and names == FIREFOX_NAMES:
        _install_debians("firefox-esr")
        found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise BrowserMissing(f"no Firefox found: install Firefox, or set {FIREFOX_VARIABLE} to its path")
    return Path(found)


def find_or_install() -> Path:
    """The path of a Chromium, installing one if need be.

    Raises:
        BrowserMissing: there is none and none could be installed.
    """
    path = find()
    for install in (_install_playwrights, _install_debians):
        if path is None:
            install()
            path = find()
    if path is not None:
        return path
    raise BrowserMissing(
        f"no Chromium found and none could be installed: install chromium or Google Chrome, or set {VARIABLE} to its path"
    )


def _playwrights_own() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() and _starts(path) else None


def _starts(path: Path) -> bool:
    # Playwright's download brings no system libraries; on a bare machine it is there and yet does not start.
    try:
        return subprocess.run([str(path), "--version"], capture_output=True, timeout=START_TIMEOUT_S, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _install_playwrights() -> None:
    _try([sys.executable, "-m", "playwright", "install", "chromium"])


def _install_debians(package: str = "chromium") -> None:
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return
    if _try(["apt-get", "update", "--quiet"]):
        _try(["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", package])


def _try(command: list[str]) -> bool:
    """Run one way to a browser; its words go to stderr, because stdout carries the path alone. True when it worked."""
    print(f"browser: trying {' '.join(command)}", file=sys.stderr)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, stdout=sys.stderr, env=environment, timeout=INSTALL_TIMEOUT_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def main() -> int:
    """Print the path of a Chromium, or say in one sentence why there is none."""
    try:
        print(find_or_install())
    except BrowserMissing as missing:
        print(f"browser: {missing}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
