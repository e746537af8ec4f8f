# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Nu Html Checker (vnu) over pages as they are sent and as they are drawn. It needs Java; npm brings it once, as scripts/vnu
has locked it: 30 MB that only the long tests need.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from scripts.node import environment, npm

PROJECT = Path(__file__).resolve().parent.parent
LOCKED = PROJECT / "scripts" / "vnu"
FOLDER = PROJECT / ".cache" / "vnu"
JAR = FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
KEPT = re.compile("The “role” attribute must not be used on a “(tr|th|td|thead|tbody)” element which has a “table” ancestor")
"""Parts of a table that a narrow window draws otherwise say what they are: WebKit forgets what is not drawn as a row."""


def html_errors(pages: Mapping[str, str]) -> list[str]:
    """What is wrong with the HTML of these pages, by their names, each kind once; hints are left out.

    Raises:
        FileNotFoundError: there is no Java.
        subprocess.CalledProcessError: the checker did not come, or did not run.
    """
    with tempfile.TemporaryDirectory() as folder:
        names = {f"{number}.html": name for number, name in enumerate(pages)}
        for file, name in names.items():
            (Path(folder) / file).write_text(pages[name], encoding="utf-8")
        program = ["java", "-Xmx400m", "-jar", str(_jar())]
        options = ["--format", "json", "--stdout", "--exit-zero-always", "--errors-only"]
        told = subprocess.run([*program, *options, folder], check=True, capture_output=True)
    found: dict[str, str] = {}
    for message in json.loads(told.stdout)["messages"]:
        page, what = names[Path(message["url"]).name], message["message"]
        if KEPT.match(what):
            continue
        where = " ".join(message.get("extract", "").split())
        found.setdefault(re.sub(r"“[^”]*”", "…", what), f"{page}: {what} {where}")
    return list(found.values())


def _jar() -> Path:
    lock = LOCKED / "package-lock.json"
    kept = FOLDER / lock.name
    if not JAR.exists() or not kept.exists() or kept.read_bytes() != lock.read_bytes():
        FOLDER.mkdir(parents=True, exist_ok=True)
        for file in LOCKED.glob("*.json"):
            shutil.copy2(file, FOLDER)
        subprocess.run([*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], check=True, cwd=FOLDER, env=environment())
    return JAR
