# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up Dutch cases with a public report of some 800 words each, the same in every run; as many as are asked for."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks import archive_words as w
from organisation.dossier.report_state import Fixed, PublicReport, Report
from organisation.dossier.state import Dossier
from organisation.report import content as r
from organisation.report.content import report_hash
from organisation.report.rows import ROWS
from server import content as shipped
from sessions.material.credit import Credit
from sessions.material.framework import Framework
from sessions.model.former import ActionState
from sessions.model.items import STAGES

FRAMEWORK = "waardenkader-2025"
FIRST_DAY = date(2021, 1, 4)
DAYS = 2_000
_CREDIT = Credit("Waardenkader CODIO", 1, "", "Handleiding Het CODIO-instrument")
STATES: tuple[ActionState, ...] = ("not_started", "busy", "busy", "done", "done", "stuck", "dropped")
_OWN_VALUES = ("Nabijheid", "Eenvoud", "Burgerkracht", "Digitale soevereiniteit", "Streekeigen")


def cases(count: int, seed: int = 11) -> Iterator[PublicReport]:
    """So many public reports."""
    dice = random.Random(seed)
    framework = shipped.framework(FRAMEWORK)
    for _ in range(count):
        yield _public(dice, framework)


def dossier(case_id: str, public: PublicReport) -> Dossier:
    """A case of which this is public."""
    fixed = Fixed(public.version, public.day, public.content)
    report = Report(internal=fixed, established=fixed, public=public, versions=1, published=public.version)
    return Dossier(
        id=case_id,
        opened_at_ms=1,
        key_hash="a" * 64,
        title=public.content.title,
        organisation=public.content.organisation,
        language="nl",
        handed=(),
        actions={},
        report=report,
    )


class _Words:
    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._fixed = {"place": dice.choice(w.PLACES), "task": dice.choice(w.TASKS), "technique": dice.choice(w.TECHNIQUES)}

    def __call__(self, sentence: str) -> str:
        pick = self._dice.choice
        return sentence.format(
            first=pick(w.FIRST_PARTS), last=pick(w.LAST_PARTS), first2=pick(w.FIRST_PARTS), last2=pick(w.LAST_PARTS),
            n=self._dice.randrange(2, 400), **self._fixed,
        )  # fmt: skip

    def text(self, sentences: int, of: tuple[str, ...] = w.SENTENCES) -> str:
        return " ".join(self(self._dice.choice(of)) for _ in range(sentences))

    @property
    def title(self) -> str:
        return f"{self._fixed['technique'].replace('-', ' ').capitalize()} bij {self._fixed['task']}"

    @property
    def organisation(self) -> str:
        return self._dice.choice(w.BODIES).format(self._fixed["place"], self._fixed["task"])


def _public(dice: random.Random, framework: Framework) -> PublicReport:
    words = _Words(dice)
    values = dice.sample(framework.values, dice.randrange(4, 10))
    names = [value.name.nl for value in values]
    told = [
        r.ReportedValue(
            foundation=framework.foundation_of_value(value.id) or "democratie",
            name=value.name.nl,
            meaning=words.text(2, w.MEANINGS),
            accent=dice.random() < 0.2,
        )
        for value in values
    ]
    if dice.random() < 0.1:
        told.append(r.ReportedValue(foundation="democratie", name=dice.choice(_OWN_VALUES), meaning=words.text(1, w.MEANINGS)))
    asked_for = dice.sample(w.ASKED_FOR, 4)
    rows = []
    for row in ROWS:
        text = "" if row.part else words.text(dice.randrange(4, 11))
        if not row.part and asked_for:
            text = f"{text} {asked_for.pop()}"
        rows.append(r.ReportRow(id=row.id, heading=row.heading.nl, questions=tuple(q.nl for q in row.questions), text=text))
    day = (FIRST_DAY + timedelta(days=dice.randrange(DAYS))).isoformat()
    content = r.ReportContent(
        title=words.title,
        organisation=words.organisation,
        language="nl",
        stage="public",
        version=1,
        day=day,
        coordinator=words("teamleider {task}"),
        rows=tuple(rows),
        values=tuple(told),
        decision=r.ReportedDecision(outcome=dice.choice(("go", "go", "go_adapted", "stop", "open")), reason=words.text(1)),
        tensions=tuple(_tension(dice, words, *dice.sample(names, 2)) for _ in range(dice.randrange(3))),
        set_aside=tuple(
            r.ReportedSetAside(name=value.name.nl, reason=dice.choice(w.REASONS))
            for value in dice.sample(framework.values, 2)
            if value not in values
        ),
        actions=tuple(_action(dice, words, number, names) for number in range(1, dice.randrange(4, 12))),
        sources=(r.ReportedSource(version=1, sha256="", fixed_day=day, framework=_CREDIT, script=_CREDIT),),
        phase=dice.choice(("", *STAGES)),
    )
    return PublicReport(1, day, report_hash(content), content, 1)


def _tension(dice: random.Random, words: _Words, one: str, other: str) -> r.ReportedTension:
    return r.ReportedTension(
        one=one,
        other=other,
        clash=words.text(1, w.CLASHES),
        choice=dice.choice(w.CHOICES),
        reason=words.text(1),
        decides="het college",
    )


def _action(dice: random.Random, words: _Words, number: int, names: list[str]) -> r.ReportedAction:
    measures = shipped.measures()
    status: ActionState = dice.choice(STATES)
    return r.ReportedAction(
        number=number,
        action=words(dice.choice(w.ACTIONS)),
        values=tuple(dice.sample(names, 1)),
        measures=(dice.choice(measures.categories).name.nl,),
        holder=words(dice.choice(w.HOLDERS)),
        monitor="concerncontrol",
        term="1 mei",
        status=status,
    )
