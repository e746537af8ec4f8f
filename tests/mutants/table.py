# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of docs/reliability.md, from the verdicts of a run."""

from __future__ import annotations

from collections.abc import Sequence

from tests.mutants.programme import Verdict
from tests.mutants.running import PROJECT

BEGIN = "<!-- mutants: python -m tests.mutants --markdown -->"
END = "<!-- end of mutants -->"
DOCUMENT = PROJECT / "docs" / "reliability.md"
_HEAD = """\
| Known from | Brought back | Breaks | Killed by | Seconds |
|---|---|---|---|---:|"""


def table(verdicts: Sequence[Verdict], seconds: float) -> str:
    """The rows and the closing line."""
    rows = "\n".join([_HEAD, *map(_row, verdicts)])
    killed = sum(verdict.kind == "killed" for verdict in verdicts)
    return f"{rows}\n\n`mutants: {killed} of {len(verdicts)} killed`, in {seconds / 60:.0f} minutes."


def _row(verdict: Verdict) -> str:
    mutant = verdict.mutant
    known = f"[{mutant.known}]({mutant.link})" if mutant.link else mutant.known
    file, *names = verdict.test.split("::")
    told = f"`{names[-1].partition('[')[0]}` in [{file.rpartition('/')[2]}](../{file})" if names else f"**{verdict.kind}**"
    return f"| {known} | {mutant.title} | {', '.join(mutant.breaks)} | {told} | {verdict.seconds:.0f} |"


def put_into_docs(verdicts: Sequence[Verdict], seconds: float) -> None:
    """Put the table between its two marks."""
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{table(verdicts, seconds)}\n\n{END}{after}", encoding="utf-8")
