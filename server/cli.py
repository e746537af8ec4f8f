# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `waardenbord`."""

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

from server.settings import Settings, SettingsError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit status. Problems of the operator are one sentence on standard error, without a traceback."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return 2
    try:
        return int(options.run(options))
    except SettingsError as error:
        for problem in error.problems:
            print(f"waardenbord: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="waardenbord",
        description="The board on which public organisations weigh the public values in a digital project.",
        epilog="Settings come from the environment: PORT, HOST, REDIS_URL and WAARDENBORD_*; see docs/operators.md.",
    )
    parser.add_argument("--version", action="version", version=f"waardenbord {version('waardenbord')}")
    commands = parser.add_subparsers(dest="command", title="commands")

    serve = commands.add_parser("serve", help="serve the board, on an embedded Redis unless REDIS_URL is set")
    serve.add_argument("--port", type=int, help="port to serve on (default: PORT, else 8000)")
    serve.add_argument("--host", help='address to listen on (default: HOST, else "::", every network of this machine)')
    serve.set_defaults(run=_serve)

    play = commands.add_parser("play", help="play a worked case with simulated participants against a running server")
    play.add_argument("--url", required=True, help="address of the server, like http://localhost:8000")
    play.add_argument("--case", default="camera", help="which worked case (default: camera)")
    play.add_argument("--people", type=int, default=15, help="how many participants (default: 15)")
    play.add_argument("--speed", type=float, default=1.0, help="how many times faster than people act (default: 1)")
    play.add_argument("--json", action="store_true", help="print a summary as JSON")
    play.set_defaults(run=_play)
    return parser


def _serve(options: argparse.Namespace) -> int:
    environment = dict(os.environ)
    if options.port is not None:
        environment["PORT"] = str(options.port)
    if options.host is not None:
        environment["HOST"] = options.host
    settings = Settings.from_environment(environment)
    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # uvicorn's lines about single connections hold addresses of people (PRIV-08).
    logging.getLogger("uvicorn").setLevel(max(logging.WARNING, logging.getLevelName(settings.log_level.upper())))
    # Imported here: `--help` and `play` need no server.
    from server.running import run

    return asyncio.run(run(settings))


def _play(options: argparse.Namespace) -> int:
    from server.player import play_command

    return asyncio.run(play_command(options))


if __name__ == "__main__":
    sys.exit(main())
