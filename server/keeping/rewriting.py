# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log of a closed workshop begun anew without who did what, and the check that nothing else became different."""

from collections import deque
from collections.abc import Iterator, Sequence

from server.live.workshops import WORKSHOPS
from sessions.afterwards.nameless import rewritten
from sessions.afterwards.outcome import canonical_outcome, outcome
from sessions.model.state import Session
from sessions.model.viewer import Viewer
from sessions.topics.poster import canonical_poster, poster_content
from sessions.wire.events import encode_events


class Differs(Exception):
    """Something that has to stay would become another; the text names it."""


def begun_anew(payloads: Sequence[bytes]) -> bytes:
    """The payload of the one entry that takes the place of all of a closed workshop's. Takes a while: away from the event loop.

    Raises Differs, and then nothing may be replaced.
    """
    (final,) = deque(_states(payloads), maxlen=1)
    payload = encode_events((rewritten(_states(payloads), final),))
    # Read back from its bytes, as a room will.
    after = WORKSHOPS.reduce(None, payload)
    for name, same in (
        ("the workshop", WORKSHOPS.id_of(after) == WORKSHOPS.id_of(final) and WORKSHOPS.is_over(after)),
        ("its code", WORKSHOPS.code_of(after) == WORKSHOPS.code_of(final)),
        ("its links", after.keys == final.keys),
        ("its snapshots", after.snapshots == final.snapshots),
        ("its poster", canonical_poster(poster_content(after)) == canonical_poster(poster_content(final))),
        ("its outcome", _outcomes(after) == _outcomes(final)),
    ):
        if not same:
            raise Differs(name)
    return payload


def _states(payloads: Sequence[bytes]) -> Iterator[Session]:
    state: Session | None = None
    for payload in payloads:
        state = WORKSHOPS.reduce(state, payload)
        yield state


def _outcomes(session: Session) -> list[str]:
    return [canonical_outcome(outcome(session, viewer)) for viewer in (Viewer("screen"), Viewer("facilitator"))]
