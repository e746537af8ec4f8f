# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Simulated people against a running server, over real HTTP and real WebSockets: for the demo, rehearsals, tests and load."""

import argparse
import sys


async def play_command(options: argparse.Namespace) -> int:
    """`waardenbord play`: the exit status. A line per step goes to standard output; with `--json` to standard error, and the
    summary to standard output. What went otherwise than it must is one sentence on standard error, and exit status 1.
    """
    # Imported here: other modules of this package are used without the play.
    import msgspec

    from server import content
    from server.player.play import Plan, play

    cases = content.load().cases[options.language]
    if options.case not in cases:
        return _fail(f"There is no case {options.case}, only {', '.join(cases)}.")
    if options.people < 1 or not options.speed > 0:
        return _fail("--people must be at least 1, and --speed more than 0.")
    if options.through == "report" and cases[options.case].afterwards is None:
        return _fail(f"The case {options.case} does not say what became of it; it can be played through the poster.")
    lines = sys.stderr if options.json else sys.stdout
    plan = Plan(options.url.rstrip("/"), cases[options.case], options.people, options.speed, options.through)
    try:
        summary = await play(plan, lambda line: print(line, file=lines, flush=True))
    except Exception as error:  # noqa: BLE001 - whatever went wrong is one sentence and the exit status
        return _fail(_sentence(error, plan.url))
    if options.json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(summary)).decode() + "\n")
    return 0


def _sentence(error: BaseException, url: str) -> str:
    from server.player.browser import PageMissing
    from server.player.person import PlayError

    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    match error:
        case PlayError():
            return str(error)
        case PageMissing():
            return f"{url} did not answer as a Waardenbord server would ({error})."
        case TimeoutError():
            return "Something that had to happen did not happen in time."
        case OSError():
            return f"{url} cannot be reached ({error.strerror or error})."
        case _:
            return f"{type(error).__name__}: {error}"


def _fail(sentence: str) -> int:
    sys.stderr.write(f"waardenbord play: {sentence}\n")
    return 1
