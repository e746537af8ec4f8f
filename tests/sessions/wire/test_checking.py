# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A command that was built and not decoded fits its type as well."""

from __future__ import annotations

from typing import get_args

import pytest
from msgspec import inspect

from sessions.model import items
from sessions.wire import commands as c
from sessions.wire.checking import check_command
from tests.sessions.samples import SAMPLES
from tests.sessions.wrong import made, wrong_commands


@pytest.mark.parametrize("command", SAMPLES.values(), ids=lambda command: type(command).__name__)
def test_a_command_that_fits_passes(command: c.AnyCommand) -> None:
    assert check_command(command) is None


def test_every_kind_of_content_is_among_the_commands_that_are_made_of_their_types() -> None:
    puts = list(made(inspect.type_info(c.PutItem)))
    assert {type(put.content) for put in puts} == set(get_args(items.ItemContent))
    assert all(check_command(put) is None for put in puts)


def test_whatever_does_not_fit_is_refused_with_its_place() -> None:
    """[WIR-01]"""
    seen = set()
    for where, code, command in wrong_commands():
        refusal = check_command(command)
        assert refusal is not None, where
        field = where.partition(".")[2].partition(".")[0].removesuffix("[]")
        assert (refusal.code, refusal.field.partition(".")[0].partition("[")[0]) == (code, field), where
        seen.add(where.partition(".")[0])
    assert seen == {kind.__name__ for kind in get_args(c.AnyCommand)} - {"TakeSnapshot", "CloseWorkshop", "ReopenWorkshop"}
