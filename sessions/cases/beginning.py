# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What lies on the board from the first entry of the log on: the moment, the case, and what an example case brings."""

from collections.abc import Iterable

import msgspec

from sessions.cases.case import Case, value_of
from sessions.material.framework import Framework, ValueRef
from sessions.material.limits import CaseField
from sessions.material.typed import clean
from sessions.model.items import Accent, CaseForm, ItemContent, Plan, ResearchValue

Items = tuple[tuple[str, ItemContent], ...]
"""Contents by the id of their item."""


def beginning(
    plan: Plan | None,
    case_text: str,
    example: Case | None,
    framework: Framework,
    *,
    known: CaseForm | None = None,
    accents: Iterable[Accent] = (),
) -> Items:
    """The items, in order. A case text that is longer than a row of the form holds stays with the workshop alone, uncut; one that
    was typed takes the place of the example's description. Values of the example that `framework` does not have are left out.
    `known` is the form as an earlier workshop of the same case filled it in, `accents` are the accent values that
    it had, or that the strategy of the organisation has.
    """
    items: list[tuple[str, ItemContent]] = []
    if plan is not None:
        items.append(("plan", plan))
    form = _form(case_text, example) if known is None else _known(case_text, known)
    if form != CaseForm():
        items.append(("case", form))
    brought = [accent for accent in accents if _knows(framework, accent.value)]
    items += [(f"accent-{n}", accent) for n, accent in enumerate(brought, 1)]
    if example is not None:
        values = {accent.value for accent in brought}
        items += [
            (accent.id, Accent(value_of(accent), accent.reason, accent.meaning))
            for accent in example.accents
            if _knows(framework, value_of(accent)) and value_of(accent) not in values
        ]
        items += [
            (found.id, ResearchValue(found.foundation, value_of(found), found.text, found.source))
            for found in example.research
            if _knows(framework, value_of(found))
        ]
    return tuple(items)


def _form(case_text: str, example: Case | None) -> CaseForm:
    if example is None:
        text = clean(case_text)
        return CaseForm(description=text) if _fits(text) else CaseForm()
    # Whoever reads the case must see that it is made up.
    described = clean(case_text) if case_text and case_text != example.text.strip() else example.form.description or example.text
    labelled = f"{described}\n\n{example.label}"
    return msgspec.structs.replace(example.form, description=labelled if _fits(labelled) else example.label)


def _known(case_text: str, known: CaseForm) -> CaseForm:
    text = clean(case_text)
    return msgspec.structs.replace(known, description=text) if text and _fits(text) else known


def _fits(text: str) -> bool:
    try:
        msgspec.convert(text, CaseField)
    except msgspec.ValidationError:
        return False
    return True


def fitted(framework: Framework, accent: Accent, name: str) -> Accent | None:
    """An accent value of a strategy as this framework has it: the same value, or the one that is called the same; None when it
    has none. `name` is what the strategy calls it.
    """
    if _knows(framework, accent.value):
        return accent
    wanted = name.casefold()
    same = (each.id for each in framework.values if wanted in (said.casefold() for said in each.name.by_language().values()))
    found = next(same, None)
    return msgspec.structs.replace(accent, value=ValueRef(found)) if found else None


def _knows(framework: Framework, value: ValueRef) -> bool:
    return framework.principle_of(value) is not None
