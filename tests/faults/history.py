# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happened in a run, one JSON object a line, in the order in which it happened, for `checker` to judge afterwards.

| k       | fields                     | meaning                                                                                 |
|---------|----------------------------|-----------------------------------------------------------------------------------------|
| invoke  | c, op, what, note, text    | a person pressed: add, edit or delete a note                                            |
| sent    | c, op, n                   | the command first went out under this number; resending keeps it                        |
| settled | c, op                      | the page learned that it was carried out                                                |
| refused | c, op, code                | the page learned that it was not, and showed it                                         |
| seen    | c, note, text              | a screen showed these words of a note for the first time                                |
| anew    | c                          | a screen that had a view was given a full one instead of what it missed                 |
| told    | c                          | a page was told that something that had been stored is lost                             |
| fault   | kind, what                 | `struck`, `lifted`, `recovered`, or `wedged` when people still waited after the limit   |
| digest  | c, held, fresh             | what a page held at rest, and what fresh full views through the workers gave            |
| left    | c, op                      | still shown as not stored when the run ended                                            |
| joined  | form, person               | an answer to a form told its browser that it takes part as this person                  |
| room    | people                     | the ids of everybody who takes part, to the facilitator                                 |
| device  | ops                        | what stands on all devices after the end, as not stored                                 |
| draft   | c, text                    | words that were left half written                                                       |
| drafts  | texts                      | everything half written that lies on the devices at the end                             |
| log     | seq, c, n                  | an entry of the log, as stored, with the page and number that it settles                |
| final   | notes: {id: [text, rev]}   | a fresh full view of all notes at the end; `rev` counts from 1                          |

`at` is in milliseconds on one monotonic clock, `c` is a page instance, `op` a command of a person.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Line = dict[str, Any]


class History:
    """Writes a history as it happens."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("w", encoding="utf-8")
        self._begin = time.monotonic()

    def write(self, k: str, **fields: Any) -> None:
        """One line, now."""
        at = round((time.monotonic() - self._begin) * 1000, 3)
        self._file.write(json.dumps({"k": k, "at": at, **fields}, separators=(",", ":")) + "\n")

    def copy(self, line: Line) -> None:
        """A line of another history, as it stands."""
        self._file.write(json.dumps(line, separators=(",", ":")) + "\n")

    def close(self) -> None:
        """Nothing more happens."""
        self._file.close()

    def read(self) -> list[Line]:
        """Everything so far."""
        self._file.flush()
        return read_history(self.path)


def read_history(path: Path) -> list[Line]:
    """The lines of a kept history."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def cut_at(lines: Iterable[Line], aof_bytes: int) -> list[Line]:
    """The history as it was when the append-only file had this size: what was settled later was still under way."""
    return [line for line in lines if line["k"] not in ("settled", "refused", "seen") or line.get("aof", 0) <= aof_bytes]
