# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m tests.mutants`: bring known bugs back one by one, and see that the tests that are there for them notice."""

from __future__ import annotations

import argparse
import sys
import time

from tests.mutants.bank import load
from tests.mutants.programme import NotGreen, Verdict, programme
from tests.mutants.table import put_into_docs


def main() -> int:
    """0 when every mutant was killed by a failed assertion."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("words", nargs="*", help="only mutants whose id or title holds one of these")
    parser.add_argument("--jobs", type=int, default=2, help="mutants at a time (default: 2)")
    parser.add_argument("--markdown", action="store_true", help="put the table into docs/reliability.md")
    parser.add_argument("--list", action="store_true", help="only name them")
    options = parser.parse_args()
    words = [word.lower() for word in options.words]
    mutants = [each for each in load() if not words or any(word in f"{each.id} {each.title}".lower() for word in words)]
    if options.list:
        print("\n".join(f"{mutant.id:<34} {mutant.title}" for mutant in mutants))
        return 0
    began = time.monotonic()
    verdicts: list[Verdict] = []
    try:
        for verdict in programme(mutants, options.jobs):
            verdicts.append(verdict)
            print(line(verdict), flush=True)
    except NotGreen as error:
        print(f"mutants: the tests fail on the product as it is: {error}", file=sys.stderr)
        return 1
    killed = sum(verdict.kind == "killed" for verdict in verdicts)
    if options.markdown:
        put_into_docs(verdicts, time.monotonic() - began)
    print(f"mutants: {killed} of {len(mutants)} killed")
    return int(killed < len(mutants))


def line(verdict: Verdict) -> str:
    """A mutant, the test that killed it or why none did, and how long that took."""
    told = verdict.test or f"{verdict.kind.upper()}: {verdict.why}"
    return f"{verdict.mutant.id:<34} {verdict.seconds:5.1f} s  {told}"


if __name__ == "__main__":
    sys.exit(main())
