# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The eight rows of a report (the handbook's bijlage 5): headings, and what each asks, in our own words."""

from typing import Literal, get_args

from msgspec import Struct

from sessions.material.text import Text

RowId = Literal["description", "goal", "stage", "technology", "governance", "values", "strategy", "monitoring"]
ROW_IDS: tuple[RowId, ...] = get_args(RowId)
Part = Literal["values", "accents", "weighing"]
"""What a row tells by itself as long as nobody wrote it anew: values with their meaning; accent values and what was said about
them; tensions, what was set aside, wider use, the decision and the talk afterwards.
"""


class Row(Struct, frozen=True):
    """A row: its heading, what it asks, and the part that it tells by itself; the others have none."""

    id: RowId
    heading: Text
    questions: tuple[Text, ...]
    part: Part | None = None


ROWS: tuple[Row, ...] = (
    Row(
        "description",
        Text("Omschrijving project of casus", "Description of the project or case"),
        (
            Text("Waar gaat het om, en wat speelt er omheen?", "What is it about, and what goes on around it?"),
            Text("Wat doet digitalisering hierin?", "What does going digital do in it?"),
        ),
    ),
    Row(
        "goal",
        Text("Doel", "Goal"),
        (
            Text("Wat wil dit project bereiken?", "What does this project want to reach?"),
            Text("Hoe past dat bij de opgaven van de organisatie?", "How does that fit the tasks of the organisation?"),
        ),
    ),
    Row(
        "stage",
        Text("Stadium project of casus", "Stage of the project or case"),
        (
            Text("Loopt het al, of is het nieuw?", "Does it run already, or is it new?"),
            Text("Hoe ver is het?", "How far is it?"),
        ),
    ),
    Row(
        "technology",
        Text("Rol van de digitale technologie", "Role of the digital technology"),
        (
            Text("Waarom deze technologie, en is dat wenselijk?", "Why this technology, and is that desirable?"),
            Text("Wat is het voor technologie, en hoe past die in het werk?", "What kind is it, and how does it fit the work?"),
            Text("Hoe wordt ze gebruikt, waarvoor, en wie merkt dat?", "How is it used, what for, and who notices?"),
        ),
    ),
    Row(
        "governance",
        Text("Goed digitaal openbaar bestuur", "Good digital public governance"),
        (Text("Waarvoor was deze workshop?", "What was this workshop for?"),),
    ),
    Row(
        "values",
        Text("CODIO Project waarden", "CODIO Project values"),
        (
            Text(
                "Welke waarden doen ertoe, waarom, en wat betekenen ze hier?",
                "Which values matter, why, and what do they mean here?",
            ),
        ),
        "values",
    ),
    Row(
        "strategy",
        Text("CODIO Strategie waarden", "CODIO Strategie values"),
        (
            Text(
                "Heeft de organisatie accentwaarden? Welke doen hier mee, waarom, en wat betekenen ze hier?",
                "Does the organisation have accent values? Which play a part here, why, and what do they mean here?",
            ),
        ),
        "accents",
    ),
    Row(
        "monitoring",
        Text("Verslaglegging en monitoring", "Reporting and monitoring"),
        (
            Text("Welke waarden zijn tegen elkaar afgewogen, en hoe?", "Which values were weighed against each other, and how?"),
            Text("Welke acties komen er, en wanneer?", "Which actions will come, and when?"),
            Text("Wat is ook goed voor andere projecten?", "What is good for other projects too?"),
        ),
        "weighing",
    ),
)
