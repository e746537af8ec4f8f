# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Open workshops of the same script, framework and measures hold one of each; what differs in anything stays apart."""

from __future__ import annotations

import gc
import weakref

import msgspec

from sessions.topics import decider
from sessions.wire.events import ValuesChanged, WorkshopOpened, WorkshopRewritten, decode_events, encode_events
from sessions.wire.sharing import shared
from tests.sessions.world import framework, opening


def opened(session_id: str = "s1") -> WorkshopOpened:
    events = decider.begin(opening(session_id=session_id), (), 0)
    assert isinstance(events, tuple)
    (event, *_) = events
    assert isinstance(event, WorkshopOpened)
    return event


def read(event: WorkshopOpened) -> WorkshopOpened:
    (again,) = decode_events(encode_events((event,)))
    assert again == event
    assert isinstance(again, WorkshopOpened)
    return again


def test_two_workshops_have_one_script_framework_and_set_of_measures() -> None:
    one, other = read(opened("s1")), read(opened("s2"))
    assert one.script is other.script
    assert one.framework is other.framework
    assert one.measures is other.measures
    assert one.session_id != other.session_id


def test_so_have_those_whose_values_were_chosen_anew_or_whose_log_begins_anew() -> None:
    event = read(opened())
    session = decider.replay((event,))
    assert session is not None
    (chosen,) = decode_events(encode_events((ValuesChanged(event.framework, event.measures),)))
    (rewritten,) = decode_events(encode_events((WorkshopRewritten(session, ""),)))
    assert isinstance(chosen, ValuesChanged)
    assert isinstance(rewritten, WorkshopRewritten)
    assert chosen.framework is rewritten.session.framework is event.framework
    assert rewritten.session.script is event.script


def test_what_goes_by_the_same_name_and_differs_stays_apart() -> None:
    event = opened()
    fewer = msgspec.structs.replace(event.framework, values=event.framework.values[1:])
    one, other = read(event), read(msgspec.structs.replace(event, framework=fewer))
    assert other.framework == fewer
    assert one.framework == event.framework
    assert read(event).framework == event.framework


def test_values_of_an_organisation_go_with_the_last_workshop_that_has_them() -> None:
    own = msgspec.structs.replace(framework(), id="eigen", owner="o1")
    assert shared(own) is own
    gone = weakref.ref(own)
    del own
    gc.collect()
    assert gone() is None
