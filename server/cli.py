# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `waardenbord`."""

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from server.process.loops import loop_maker
from server.settings import Settings, SettingsError
from sessions.material.text import LANGUAGES

MAX_WORKERS = 64
"""More processes than any machine needs for one board."""


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


class _Version(argparse.Action):
    """argparse's own `version` wants the text before it is asked for, and finding it takes a while."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"waardenbord {version('waardenbord')}")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="waardenbord",
        description="The board on which public organisations weigh the public values in a digital project.",
        epilog="Settings come from the environment: PORT, HOST, REDIS_URL and WAARDENBORD_*; see docs/operators.md.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(dest="command", title="commands")

    serve = commands.add_parser("serve", help="serve the board, on an embedded Redis unless REDIS_URL is set")
    serve.add_argument("--port", type=int, help="port to serve on (default: PORT, else 8000)")
    serve.add_argument("--host", help='address to listen on (default: HOST, else "::", every network of this machine)')
    serve.add_argument("--workers", type=_count, default=1, help="how many processes serve, on one store (default: 1)")
    # How workers are started; for nobody to type.
    serve.add_argument("--listen-fd", type=int, help=argparse.SUPPRESS)
    serve.add_argument("--ready-fd", type=int, help=argparse.SUPPRESS)
    serve.set_defaults(run=_serve)

    play = commands.add_parser("play", help="play a worked case with simulated participants against a running server")
    play.add_argument("--url", required=True, help="address of the server, like http://localhost:8000")
    play.add_argument("--case", default="camera", help="which worked case (default: camera)")
    play.add_argument("--language", default="nl", choices=LANGUAGES, help="language of the workshop (default: nl)")
    play.add_argument("--people", type=int, default=15, help="how many participants (default: 15)")
    play.add_argument("--speed", type=float, default=1.0, help="how many times faster than people act (default: 1)")
    play.add_argument(
        "--through",
        choices=("poster", "report"),
        default="poster",
        help="where to end: at the fixed poster (default), or after follow-up talk, two check moments and report",
    )
    play.add_argument("--json", action="store_true", help="print a summary as JSON")
    play.set_defaults(run=_play)

    scripts = commands.add_parser("scripts", help="list every workshop script with its steps and minutes")
    scripts.add_argument("--json", action="store_true", help="print them as JSON, with every question")
    scripts.set_defaults(run=_scripts)

    export = commands.add_parser("export", help="write one workshop to a file, also while people work in it")
    which = export.add_mutually_exclusive_group(required=True)
    which.add_argument("--session", metavar="ID", help="its id, as in the address of the facilitator")
    which.add_argument("--code", help="its join code, three words")
    export.add_argument("--out", metavar="FILE", type=Path, help="file to write (default: workshop-<code>.jsonl in this folder)")
    export.set_defaults(run=_backup)

    take_in = commands.add_parser("import", help="put a workshop back from its file")
    take_in.add_argument("file", metavar="FILE", type=Path)
    take_in.add_argument("--also-destroyed", action="store_true", help="also when it was destroyed in this store on purpose")
    take_in.set_defaults(run=_backup)

    backup = commands.add_parser("backup", help="write all workshops to one file, also while people work in them")
    backup.add_argument("--out", metavar="FILE", type=Path, required=True, help="file to write, a zip")
    backup.set_defaults(run=_backup)

    restore = commands.add_parser("restore", help="put all workshops of a backup back")
    restore.add_argument("file", metavar="FILE", type=Path)
    restore.add_argument("--skip-existing", action="store_true", help="leave workshops alone that are there already")
    restore.set_defaults(run=_backup)
    restore.add_argument(
        "--also-destroyed", action="store_true", help="bring back workshops too that were destroyed in this store on purpose"
    )

    look = commands.add_parser("check", help="say what is wrong with this installation, and what to do; changes nothing")
    look.add_argument("--url", help="where people reach the board (default: WAARDENBORD_PUBLIC_URL)")
    look.add_argument("--json", action="store_true", help="print the findings as JSON")
    look.set_defaults(run=_check)

    mend = commands.add_parser("repair", help="make an embedded store anew that is damaged, and say what is lost; keeps a copy")
    mend.add_argument("--dry-run", action="store_true", help="only say what would be brought back and what is lost")
    mend.set_defaults(run=_repair)

    purge = commands.add_parser("purge", help="take away workshops whose term is over, and the names of those closed a day ago")
    purge.add_argument("--dry-run", action="store_true", help="only say what would be done")
    purge.set_defaults(run=_keep)

    delete = commands.add_parser("delete", help="destroy one workshop, for good")
    delete.add_argument("workshop", metavar="ID|CODE", help="its id, as in the address of the facilitator, or its join code")
    delete.add_argument("--yes", action="store_true", help="do not ask first")
    delete.set_defaults(run=_keep)

    destroyed = commands.add_parser("destroyed", help="list the workshops that were destroyed, when and why")
    destroyed.add_argument("--json", action="store_true", help="print the list as JSON")
    destroyed.set_defaults(run=_keep)
    held = commands.add_parser("hold", help="let nobody destroy a workshop or a case for now, purge included")
    held.add_argument("id", metavar="ID")
    held.add_argument("--reason", required=True, help="why, for instance the number of a request; no names of people")
    released = commands.add_parser("release", help="let what is held go again when its time has come")
    released.add_argument("id", metavar="ID")
    holds = commands.add_parser("holds", help="list what is held, since when and why")
    thrown = commands.add_parser("bin", help="list the cases in the bin, or take one back")
    thrown.add_argument("--restore", metavar="ID", help="take this case back")
    for each in (held, released, holds, thrown):
        each.set_defaults(run=_hold)
    cases = commands.add_parser("cases", help="list, look at, export, destroy and purge cases; never what is in them")
    asked = cases.add_subparsers(dest="cases", title="what", required=True)
    listed = asked.add_parser("list", help="every case: when something last happened in it, and its size")
    listed.add_argument("--json", action="store_true", help="print the list as JSON")
    shown = asked.add_parser("show", help="how much is in one case, in numbers")
    shown.add_argument("case", metavar="ID", help="its id, as in its address")
    written = asked.add_parser("export", help="write one case to a file, for `import`")
    written.add_argument("case", metavar="ID")
    written.add_argument("--out", metavar="FILE", type=Path, help="file to write (default: case-<id>.jsonl in this folder)")
    gone = asked.add_parser("delete", help="destroy one case, for good")
    gone.add_argument("case", metavar="ID")
    gone.add_argument("--yes", action="store_true", help="do not ask first")
    over = asked.add_parser("purge", help="destroy the cases in which nothing happened for their whole term")
    over.add_argument("--dry-run", action="store_true", help="only say what would be done")
    were = asked.add_parser("destroyed", help="list the cases that were destroyed, when and why")
    were.add_argument("--json", action="store_true", help="print the list as JSON")
    cases.set_defaults(run=_cases)
    organisations = commands.add_parser(
        "organisations", help="open an organisation, make a manager's link, list, export and destroy"
    )
    about = organisations.add_subparsers(dest="organisations", title="what", required=True)
    begun = about.add_parser("open", help="open one, and print the link of its first manager")
    begun.add_argument("--name", required=True, help="what it is called")
    begun.add_argument("--label", required=True, help="who its first manager is, best by function")
    about.add_parser("list", help="every organisation: its id, when something last happened in it, its members and name")
    for name, does in (
        ("link", "make a new link for its longest manager, when all were lost"),
        ("export", "write one to a file, for `import`"),
        ("delete", "destroy one, for good; its cases stay"),
    ):
        one = about.add_parser(name, help=does)
        one.add_argument("organisation", metavar="ID", help="its id, as in its address")
        if name == "export":
            one.add_argument("--out", metavar="FILE", type=Path, help="file to write (default: organisation-<id>.jsonl)")
        if name == "delete":
            one.add_argument("--yes", action="store_true", help="do not ask first")
    organisations.set_defaults(run=_organisations)
    theme = commands.add_parser("theme", help="check a house style: its files, and the contrast of every pair of colours")
    looked = theme.add_subparsers(dest="theme", title="what", required=True)
    one = looked.add_parser("check", help="say in words what falls short; exit status 1 if anything does, 2 if it cannot be used")
    one.add_argument(
        "folder", metavar="FOLDER", type=Path, nargs="?", help="the theme (default: WAARDENBORD_THEME, else our own)"
    )
    theme.set_defaults(run=_theme)
    return parser


def _serve(options: argparse.Namespace) -> int:
    environment = dict(os.environ)
    if options.port is not None:
        environment["PORT"] = str(options.port)
    if options.host is not None:
        environment["HOST"] = options.host
    settings = Settings.from_environment(environment)
    # Imported here: `--help` and `play` need no server.
    from server.process import logs
    from server.process.running import run, run_worker

    logs.set_up(settings.log_level, settings.log_format)

    serving = (
        run(settings, options.workers) if options.listen_fd is None else run_worker(settings, options.listen_fd, options.ready_fd)
    )
    with asyncio.Runner(loop_factory=loop_maker(settings.event_loop)) as runner:
        return runner.run(serving)


def _count(text: str) -> int:
    count = int(text)
    if not 1 <= count <= MAX_WORKERS:
        raise argparse.ArgumentTypeError(f"must be from 1 to {MAX_WORKERS}")
    return count


def _play(options: argparse.Namespace) -> int:
    from server.player import play_command

    return asyncio.run(play_command(options))


def _scripts(options: argparse.Namespace) -> int:
    from server.listing import scripts_as_json, scripts_as_table

    print(scripts_as_json() if options.json else scripts_as_table())
    return 0


def _backup(options: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    from server.backup.commands import backup_command

    return asyncio.run(backup_command(settings, options))


def _check(options: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    from server.checkup import check_command

    return asyncio.run(check_command(settings, options))


def _repair(options: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    from server.backup.repair_command import repair_command

    return asyncio.run(repair_command(settings, options))


def _keep(options: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    from server.keeping.commands import keeping_command

    return asyncio.run(keeping_command(settings, options))


def _hold(options: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    from server.keeping.hold_commands import hold_command

    return asyncio.run(hold_command(settings, options))


def _cases(options: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    if options.cases == "export":
        from server.backup.commands import backup_command

        return asyncio.run(backup_command(settings, options))
    from server.keeping.case_commands import cases_command

    return asyncio.run(cases_command(settings, options))


def _organisations(options: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    if options.organisations == "export":
        from server.backup.commands import backup_command

        return asyncio.run(backup_command(settings, options))
    from server.keeping.organisation_commands import organisations_command

    return asyncio.run(organisations_command(settings, options))


def _theme(options: argparse.Namespace) -> int:
    from server.theming import check_command

    return check_command(options.folder or Settings.from_environment().theme)


if __name__ == "__main__":
    sys.exit(main())
