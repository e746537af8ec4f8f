# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of rights, written out once more by hand: role × moment × command."""

from __future__ import annotations

from typing import get_args

import pytest

from sessions.model.codes import Refusal
from sessions.model.state import Session
from sessions.model.viewer import Role, Viewer
from sessions.topics.policy import POLICY, check_policy
from sessions.wire import commands as c
from tests.sessions.samples import SAMPLES
from tests.sessions.world import World

ROLES: tuple[Role, ...] = get_args(Role)
MOMENTS = ("lobby", "silence", "open", "closed")

# Who may ask it, and in which of lobby (l), silence (s), an open step (o) and after the end (c).
EXPECTED = """
change_profile        participant                     l s o
add_note              participant scribe                s o
edit_note             participant scribe                s o
delete_note           participant scribe                s o
restore_note          participant scribe                s o
move_note             participant scribe facilitator    s o
stack_note            participant facilitator             o
unstack_note          participant facilitator             o
choose_note           participant facilitator scribe      o
hide_note             facilitator                         o
say_ready             participant scribe                s o
ask_more_time         participant                       s o
take_spokesperson     participant                         o
mark_sheet_ready      participant facilitator scribe      o
go_to_step            facilitator                     l   o
start_timer           facilitator                         o
add_time              facilitator                       s o
pause_timer           facilitator                       s o
resume_timer          facilitator                       s o
shorten_timer         facilitator                       s o
start_pitch           facilitator                         o
end_pitch             facilitator                         o
set_tables            facilitator                     l s o
move_person           facilitator                     l s o
mark_away             facilitator participant         l s o
remove_people         facilitator                     l s o
restore_people        facilitator                     l s o
set_door              facilitator                     l s o
add_proxy             scribe                          l s o
put_poster_entry      facilitator                         o
move_poster_entry     facilitator                         o
remove_poster_entry   facilitator                         o
restore_poster_entry  facilitator                         o
merge_poster_entry    facilitator                         o
order_poster          facilitator                         o
put_item              participant facilitator scribe  l s o
remove_item           participant facilitator scribe  l s o
restore_item          participant facilitator scribe  l s o
raise_hand            participant                         o
give_floor            facilitator                         o
lower_hand            facilitator                         o
bring_here            facilitator                         o
show_on_screen        facilitator                     l s o
change_plan           facilitator                     l s o
fit_plan              facilitator                       s o
answer_checklist      facilitator                         o
decide_project        facilitator                         o
take_snapshot         facilitator                         o
change_title          facilitator                     l s o
close_workshop        facilitator                     l   o
reopen_workshop       facilitator                     l s o c
change_values         system                          l
join_workshop         system                          l s o
end_silence           system                            s o
change_keys           system                          l s o c
fill_case             project_leader                  l
change_code           system                          l s o
take_in               system                          l s o c
"""


def tag_of(command: type[c.AnyCommand]) -> str:
    return str(command.__struct_config__.tag)


def expected() -> dict[str, tuple[set[str], set[str]]]:
    rows = [line.split() for line in EXPECTED.strip().splitlines()]
    return {row[0]: ({w for w in row[1:] if len(w) > 1}, {w for w in row[1:] if len(w) == 1}) for row in rows}


@pytest.fixture(scope="module")
def moments() -> dict[str, Session]:
    world = World(3)
    found = {"lobby": world.session}
    world.go("A2b")
    found["silence"] = world.session
    world.end_silence()
    world.go("A2c1")
    found["open"] = world.session
    world.ok(c.CloseWorkshop(), Viewer("facilitator"))
    found["closed"] = world.session
    return found


def test_every_command_but_the_first_has_a_row() -> None:
    """[BRD-01]"""
    assert set(POLICY) == set(get_args(c.AnyCommand)) - {c.OpenWorkshop}
    assert {tag_of(command) for command in POLICY} == set(expected())


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("command", SAMPLES.values(), ids=lambda command: tag_of(type(command)))
def test_the_table_says_who_may_ask_what_and_when(
    command: c.AnyCommand, role: Role, moment: str, moments: dict[str, Session]
) -> None:
    """[BRD-01] [BRD-03] [BRD-04] [LCK-04] [LCK-07] [DOM-06] [PST-01]"""
    roles, allowed = expected().get(tag_of(type(command)), (set(), set()))
    who = Viewer(role, "p1" if role == "participant" else "")
    if role not in roles:
        code = "not_allowed"
    elif moment[0] in allowed:
        code = ""
    else:
        # What is for beforehand alone is refused as such, also in silence.
        code = {"lobby": "not_now", "silence": "silence_running", "open": "not_now", "closed": "workshop_closed"}[moment]
        code = "not_now" if allowed == {"l"} and moment != "closed" else code
    assert check_policy(moments[moment], command, who) == (Refusal(code) if code else None)  # type: ignore[arg-type]


@pytest.mark.parametrize("moment", MOMENTS)
def test_somebody_who_did_not_join_may_do_nothing(moment: str, moments: dict[str, Session]) -> None:
    """[BRD-01]"""
    for command in SAMPLES.values():
        refusal = check_policy(moments[moment], command, Viewer("participant", "nobody"))
        assert refusal is not None
        assert refusal.code in {"not_allowed", "unknown_person"}
