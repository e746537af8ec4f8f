# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked after a workshop, in our own words after the handbook (section 3.4): at the follow-up talk, and each time that
somebody looks how an action is doing.
"""

from sessions.material.text import Text

FOLLOW_UP: tuple[Text, ...] = (
    Text("Zijn de acties concreet en helder?", "Are the actions concrete and clear?"),
    Text(
        "Passen ze in wat de organisatie al doet, zoals een portfolio of een planning?",
        "Do they fit what the organisation does already, such as a portfolio or a planning?",
    ),
    Text("Moet het project anders? Wie doet dat, en hoe?", "Must the project change? Who does that, and how?"),
    Text("Is van elke actie duidelijk wie de actiehouder is?", "Is it clear of each action who holds it?"),
    Text("Wanneer moet elke actie klaar zijn?", "When must each action be finished?"),
    Text("Wie kijkt hoe het gaat, en hoe vaak?", "Who looks how it is going, and how often?"),
    Text("Welke acties zijn ook goed voor andere projecten?", "Which actions are good for other projects too?"),
    Text("Wat heeft de hele organisatie hieraan?", "What does the whole organisation gain by this?"),
)

PROGRESS: tuple[Text, ...] = (
    Text("Hoe staat het ermee?", "How is it going?"),
    Text("Waar loopt het vast, en waarom?", "Where does it get stuck, and why?"),
    Text("Hoe komt dat los?", "How does that come loose?"),
    Text("Gebeurt het niet? Wat is er dan nodig?", "Does it not happen? What is needed then?"),
    Text("Moet de actie anders?", "Must the action change?"),
)
