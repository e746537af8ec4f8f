# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m tests.faults.table FILE`: write the table of docs/reliability.md from the figures of a run (`make faults`)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from statistics import median

import msgspec

from tests.faults.result import Result

BEGIN = "<!-- figures: python -m tests.faults.table -->"
END = "<!-- end of figures -->"
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
_HEAD = """\
| Fault | Profile | Runs | Acknowledged notes lost | Duplicated | Diverged | Time to recover, median (longest) |
|---|---|---:|---:|---:|---:|---:|"""


def table(results: list[Result]) -> str:
    """The rows, what was not injected, and the closing line."""
    rows = [_HEAD, *(_row(result) for result in results if result.injected)]
    refused = [f"- Not injected: {result.kind} ({result.profile}): {result.refused}" for result in results if result.refused]
    counted = [result for result in results if not result.may_lose]
    under_way = [number for result in results for number in result.under_way]
    line = (
        f"faults: {sum(result.injected for result in results)} injected, {sum(result.lost for result in counted)} lost, "
        f"{sum(result.duplicated for result in results)} duplicated, {sum(result.diverged for result in results)} diverged"
    )
    told = ""
    if under_way:
        told = (
            f"{sum(result.commands for result in results):,} commands in all. When a fault struck, {min(under_way)} to "
            f"{max(under_way)} of them were under way (median {median(under_way):.0f}); of those, "
            f"{median(n for r in results for n in r.in_flight):.0f} (median) had been sent and were unanswered. A device sends "
            "one at a time. "
            f"{sum(result.missed for result in results)} further attempts did not strike and do not count."
        )
    return "\n\n".join(["\n".join(rows), *(["\n".join(refused)] if refused else []), *([told] if told else []), f"`{line}`"])


def _row(result: Result) -> str:
    lost = f"{result.lost}, all told ¹" if result.may_lose else str(result.lost)
    recover = f"{median(result.recover_ms) / 1000:.1f} s ({max(result.recover_ms) / 1000:.1f} s)"
    return (
        f"| {result.kind} | {result.profile} | {result.injected} | {lost} | {result.duplicated} | {result.diverged} | {recover} |"
    )


def main() -> int:
    """Put the table between its two marks in docs/reliability.md, or print it with `--print`."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.table", description=__doc__)
    parser.add_argument("file", type=Path, help="what `python -m tests.faults --json FILE` wrote")
    parser.add_argument("--print", action="store_true", help="only print it")
    options = parser.parse_args()
    text = table(msgspec.json.decode(options.file.read_bytes(), type=list[Result]))
    if options.print:
        print(text)
        return 0
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
