# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""All actions of a case at a glance, for the regievoerder: tables with bars beside the words, so that they read aloud as well."""

from typing import get_args

from board.dates import spoken, spoken_at
from board.rendering import render
from organisation.dossier.overview import REASONS, Reason, by_state, lines, timeline, with_reason
from organisation.dossier.state import STATUSES, Dossier

_NAMES: dict[Reason, str] = dict(
    zip(
        get_args(Reason),
        ("over-hun-dag", "vastgelopen", "zonder-actiehouder", "lang-niet-bekeken", "nooit-geopend", "zonder-dag"),
        strict=True,
    )
)
"""How the address of the page names them."""


def reason_named(name: str) -> Reason | None:
    """The reason that the address names; None for none, or what is no reason."""
    return next((reason for reason, known in _NAMES.items() if known == name), None)


MOST_ROWS = 8
"""Of a table before the others are folded: three hundred actions would be a hundred screens of a phone."""


def overview_page(*, dossier: Dossier, today: str, reason: Reason | None) -> str:
    """`/zaak/<case>/overzicht`, with `?toon=` one of the reasons."""
    every = lines(dossier, today)
    shown = with_reason(every, reason)
    counts = {status: sum(line.action.status == status for line in every) for status in STATUSES}
    return render(
        "case_overview.html",
        dossier.language,
        dossier=dossier,
        today=today,
        chosen=reason,
        filters=[(each, _NAMES[each], len(with_reason(every, each))) for each in REASONS],
        total=len(every),
        counts=[(status, count) for status, count in counts.items() if count],
        shown=shown,
        groups=by_state(shown),
        timeline=timeline(dossier, shown, today),
        most=MOST_ROWS,
        day_in=lambda text: spoken(text, dossier.language),
        day_at=lambda at_ms: spoken_at(at_ms, dossier.language),
    )
