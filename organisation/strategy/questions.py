# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The five questions of the half-yearly analysis, in our own words after the handbook (section 3.4)."""

from organisation.strategy.analysis_facts import QuestionId
from sessions.material.text import Text

QUESTIONS: dict[QuestionId, Text] = {
    "deviation": Text(
        "Wegen in de zaken andere waarden zwaar dan de accentwaarden? Hoe komt dat?",
        "Do other values than the accent values weigh heavily in the cases? Why is that?",
    ),
    "governance": Text(
        "Welke acties vragen om een ander niveau, of om een andere organisatie of manier van besturen? Waarom?",
        "Which actions ask for another level, or for another way of organising or governing? Why?",
    ),
    "stopping": Text(
        "Gaan projecten vaak niet door na een workshop? Waarom niet?",
        "Do projects often not go on after a workshop? Why not?",
    ),
    "conclusions": Text(
        "Wat valt verder op, ook aan wat er van de afspraken terechtkwam?",
        "What else stands out, also in what became of what was agreed?",
    ),
    "recommendations": Text(
        "Wat raad je de organisatie aan, en wat moet er anders in de strategie?",
        "What do you recommend to the organisation, and what should change in the strategy?",
    ),
}
