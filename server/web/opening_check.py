# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody filled in to open a workshop, and whether a workshop can be opened with it."""

from collections.abc import Sequence
from datetime import date, time
from typing import Literal

import msgspec
from msgspec import Struct
from starlette.datastructures import FormData

from board.opening_pages import OWN, FieldError, KeptChoice, NewWorkshopForm
from board.value_forms import ValuesForm, change, errors_by_field, form_of, form_of_own, read_form, tidy
from organisation.dossier.report_state import PublicReport
from organisation.dossier.reported import phase_of
from organisation.dossier.state import Dossier
from server import content
from server.web.forms import text_of, text_or_file
from server.web.languages import language_named
from server.web.site import NOT_OFFERED, PageError
from sessions.authoring.own_values import OwnValues, read_own_values, with_own_values
from sessions.authoring.script_toml import read_script
from sessions.cases.beginning import Items, beginning, fitted
from sessions.cases.case import Case
from sessions.material.asked import ASKED, Asked, with_asked
from sessions.material.framework import Framework
from sessions.material.limits import MAX_ACCENTS_TOLD, MAX_CASE_TEXT_CHARACTERS, MAX_TITLE_CHARACTERS, CaseText, Minutes, Title
from sessions.material.measures import MeasureSet
from sessions.material.problems import Problem
from sessions.material.script import Script, leaves
from sessions.material.script_rules import with_minutes
from sessions.material.text import LEADING, Language, Text
from sessions.material.typed import clean_line
from sessions.model.items import STAGES, Accent, CaseForm, Plan, Stage

_SOURCE = Text("Naar een eerdere zaak", "After an earlier case")


class Opening(Struct, frozen=True):
    """With what a workshop is opened. `items` lie on its board from the start; `accents_left` are the names of accent values that
    are not among its values.
    """

    language: Language
    script: Script
    framework: Framework
    measures: MeasureSet
    items: Items
    stage: Stage
    accents_left: tuple[str, ...] = ()


class Filled(Struct):
    """The form as it was typed, what is wrong with it by field, the own script where it is right, the case that it goes on
    with, the foundations that have none of the own values, the row of these to look at, and the organisations (id, name) for
    which this browser opens workshops, with the values and scripts that these keep and offer. `accents` are those of the
    organisation's strategy with their names, None where it has none.
    """

    form: NewWorkshopForm
    errors: dict[str, FieldError]
    problems: dict[str, list[Problem]]
    own: Script | None = None
    dossier: Dossier | None = None
    bare: tuple[Text, ...] = ()
    moved: str = ""
    organisations: Sequence[tuple[str, str]] = ()
    kept_values: Sequence[KeptChoice] = ()
    kept_scripts: Sequence[tuple[str, Script]] = ()
    accents: Sequence[tuple[Accent, str]] | None = None


async def filled_in(form: FormData) -> Filled:
    """The fields that were sent; a file takes the place of a pasted text, so that it comes back when something is wrong."""
    problems: dict[str, list[Problem]] = {}
    texts: dict[str, str] = {}
    for name in ("own_script", "own_values"):
        texts[name], _, found = await text_or_file(form, name, f"{name}_file")
        if found:
            problems[name] = found
    typed = NewWorkshopForm(
        title=text_of(form, "title"),
        organisation=text_of(form, "organisation"),
        case_text=text_of(form, "case_text").replace("\r\n", "\n"),
        language=text_of(form, "language") or "nl",
        script_id=text_of(form, "script") or content.scripts()[0].id,
        minutes={key.removeprefix("minutes."): text_of(form, key) for key in form if key.startswith("minutes.")},
        date=text_of(form, "date"),
        time=text_of(form, "time"),
        own_script=texts["own_script"].strip(),
        own_values=texts["own_values"].strip(),
        own=form_of(form.multi_items()),
        own_values_alone=text_of(form, "own_values_alone") == "on",
        bare_is_right=text_of(form, "own_bare") == "on",
        own_set=text_of(form, "own_set"),
        rehearsal=text_of(form, "rehearsal") == "on" or text_of(form, "trying") == "on",
        trying=text_of(form, "trying") == "on",
        asked=tuple(key.removeprefix("ask.") for key in form if key.startswith("ask.") and text_of(form, key) == "on"),
        example=text_of(form, "example"),
        case_id=text_of(form, "case_id"),
        stage=text_of(form, "stage"),
        organisation_id=text_of(form, "organisation_id"),
        mark=text_of(form, "mark"),
    )
    example = _example(typed)
    if example is not None:
        typed = _with_example(typed, example)
    return Filled(typed, {}, problems)


def check(filled: Filled) -> Opening | None:
    """What the workshop is opened with; None when something is wrong, which then stands in `filled`."""
    typed = filled.form
    errors = filled.errors
    # What is longer is too long, whatever it says.
    if not clean_line(typed.title[:MAX_TITLE_CHARACTERS]):
        errors["title"] = "missing"
    if not typed.organisation:
        errors["organisation"] = "missing"
    for name, value, kind in (
        ("title", typed.title, Title),
        ("organisation", typed.organisation, Title),
        ("case_text", typed.case_text, CaseText),
    ):
        try:
            msgspec.convert(value, kind)
        except msgspec.ValidationError:
            errors[name] = "too_long"
    example = _example(typed)
    if typed.example and example is None:
        errors["example"] = "unknown"
    plan = _plan(typed, errors)
    language = language_named(typed.language)
    if language is None:
        errors["language"] = "unknown"
    script = _script(filled)
    minutes = _minutes(script, filled) if script else {}
    framework = _framework(script or content.scripts()[0], filled)
    if errors or filled.problems or language is None or script is None or framework is None:
        return None
    told = filled.dossier.latest if filled.dossier else None
    accents, left = fitting_accents(framework, _accents(filled))
    return Opening(
        language=language,
        script=with_minutes(with_asked(script, _asked(typed)), minutes),
        framework=framework,
        measures=fitting_measures(framework),
        items=beginning(
            plan,
            typed.case_text,
            example,
            framework,
            known=_known_form(told.case, typed.stage) if told and told.case else None,
            accents=accents,
        ),
        accents_left=left,
        stage=_stage(typed.stage),
    )


def _known_form(form: CaseForm, typed: str) -> CaseForm:
    """The case form as the case has it, with where the project is now."""
    return msgspec.structs.replace(form, phase=stage) if (stage := _stage(typed)) else form


def _stage(typed: str) -> Stage:
    """Raises PageError 422 for what is no stage of ours."""
    found: Stage = next((each for each in STAGES if each == typed), "")
    if typed and not found:
        raise PageError(422, NOT_OFFERED)
    return found


def fitting_measures(framework: Framework) -> MeasureSet:
    """The kinds of measures, with examples of values that a framework has."""
    known = content.measures()
    examples = tuple(example for example in known.examples if framework.value(example.value_id) is not None)
    return msgspec.structs.replace(known, examples=examples)


def fitting_accents(framework: Framework, accents: Sequence[tuple[Accent, str]]) -> tuple[tuple[Accent, ...], tuple[str, ...]]:
    """The accent values that a framework has, each once, and the names of those that it has not, where they have one."""
    found = [(fitted(framework, accent, name), name) for accent, name in accents]
    by_value = {accent.value: accent for accent, _ in reversed(found) if accent is not None}
    brought = tuple(by_value[value] for value in dict.fromkeys(accent.value for accent, _ in found if accent is not None))
    return brought, tuple(name for accent, name in found if accent is None and name)[:MAX_ACCENTS_TOLD]


def _accents(filled: Filled) -> Sequence[tuple[Accent, str]]:
    """The accent values to begin with: as the strategy of the organisation has them now, else as the case had them."""
    if filled.accents is not None:
        return filled.accents
    told = filled.dossier.latest if filled.dossier else None
    return [(Accent(each.value, each.reason, each.meaning), "") for each in told.accent_values] if told else ()


def _asked(typed: NewWorkshopForm) -> set[Asked]:
    """What the chosen script has to ask beyond what it was written to. Programs may leave the script out of the names."""
    return {what for what in ASKED if {f"{typed.script_id}.{what}", what} & set(typed.asked)}


def going_on(dossier: Dossier) -> NewWorkshopForm:
    """The form for a further workshop of a case, with what the case knows."""
    told = dossier.latest
    known = next((script.id for script in content.scripts() if script.title.in_(dossier.language) == told.script.title), "")
    return NewWorkshopForm(
        title=dossier.title,
        organisation=dossier.organisation,
        case_text=(told.case.description if told.case else "") or told.case_text,
        language=dossier.language,
        script_id=known,
        own=form_of_own(told.own_values) if told.own_values else ValuesForm(),
        own_values_alone=told.own_values_alone,
        case_id=dossier.id,
        stage="evaluation" if phase_of(told) in ("execution", "evaluation") else "execution",
    )


def about_report(public: PublicReport | None, lang: Language, address: str) -> NewWorkshopForm:
    """The form for a workshop about what a public report tells: its title, and the case in its words with where they are from.
    The organisation is the reader's own. Without a report it is empty.
    """
    if public is None:
        return NewWorkshopForm(language=lang)
    content = public.content
    rows = {row.id: row.text for row in content.rows}
    source = f"\n\n{_SOURCE.in_(content.language)}: {address}"
    told = "\n\n".join(filter(None, (rows.get("description", ""), rows.get("goal", ""), rows.get("technology", ""))))
    return NewWorkshopForm(
        title=content.title[:MAX_TITLE_CHARACTERS],
        case_text=told[: MAX_CASE_TEXT_CHARACTERS - len(source)].rstrip() + source,
        language=content.language,
    )


def _example(typed: NewWorkshopForm) -> Case | None:
    """The example that was chosen, in the language of the workshop."""
    language = language_named(typed.language) or LEADING
    return next((case for case in content.cases(language) if case.id == typed.example), None)


def _with_example(typed: NewWorkshopForm, case: Case) -> NewWorkshopForm:
    """What was left empty, or stands as the page filled it in, comes from the case in the language of the workshop. So does the
    script, always: the values of the case are made for it.
    """
    in_all = [content.case(case.id, language) for language in content.languages()]

    def given(typed_in: str, field: Literal["title", "organisation", "text"]) -> str:
        known = {getattr(one, field).strip() for one in in_all}
        return getattr(case, field).strip() if typed_in.strip() in {"", *known} else typed_in

    return msgspec.structs.replace(
        typed,
        title=given(typed.title, "title"),
        organisation=given(typed.organisation, "organisation"),
        case_text=given(typed.case_text, "text"),
        script_id=case.script,
    )


def _plan(typed: NewWorkshopForm, errors: dict[str, FieldError]) -> Plan | None:
    try:
        day = date.fromisoformat(typed.date).isoformat() if typed.date else ""
    except ValueError:
        errors["date"] = "date"
        return None
    try:
        clock = time.fromisoformat(typed.time).strftime("%H:%M") if typed.time else ""
    except ValueError:
        errors["time"] = "time"
        return None
    return Plan(date=day, time=clock) if day or clock else None


def _script(filled: Filled) -> Script | None:
    """The script that was chosen. An own one is read when it was chosen, and else left alone."""
    typed = filled.form
    if typed.script_id != OWN:
        filled.problems.pop("own_script", None)
        found = next((script for script in content.scripts() if script.id == typed.script_id), None)
        kept = next((script for key, script in filled.kept_scripts if key == typed.script_id), None)
        if found is None and kept is None:
            filled.errors["script"] = "unknown"
        elif kept is not None and not _is_of_its_own(typed.script_id, filled):
            filled.errors["script"] = "elsewhere"
        return found or kept
    if "own_script" in filled.problems:
        filled.errors["own_script"] = "toml"
    elif not typed.own_script:
        filled.errors["own_script"] = "missing"
    else:
        read = read_script(typed.own_script, content.framework_ids(), (script.id for script in content.scripts()))
        if not isinstance(read, list):
            filled.own = read
            return read
        filled.errors["own_script"] = "toml"
        filled.problems["own_script"] = read
    return None


def _minutes(script: Script, filled: Filled) -> dict[str, int]:
    """The minutes per leaf that were filled in. Programs may leave the script out of the names."""
    typed = filled.form
    found: dict[str, int] = {}
    for leaf in leaves(script):
        name = f"{typed.script_id}.{leaf.id}"
        given = typed.minutes.get(name) or typed.minutes.get(leaf.id, "")
        if not given and leaf.minutes:
            continue
        try:
            found[leaf.id] = msgspec.convert(given, Minutes, strict=False)
        except msgspec.ValidationError:
            filled.errors[f"minutes.{name}"] = "minutes"
            filled.form = msgspec.structs.replace(filled.form, minutes={**filled.form.minutes, name: given})
    return found


def press(filled: Filled, action: str) -> None:
    """Carry out a button of the own values (what stands behind `own:`): rows move about, or a file is put into the fields."""
    typed = filled.form
    if action.startswith("read"):
        filled.problems.pop("own_script", None)
        if "own_values" in filled.problems or not typed.own_values:
            filled.errors["own_values"] = "toml" if "own_values" in filled.problems else "missing"
        elif _read_toml(content.scripts()[0], filled) is not None:
            filled.moved = "values.0"
    else:
        filled.problems.clear()
        form, filled.moved = change(typed.own, action)
        filled.form = msgspec.structs.replace(typed, own=form)


def _framework(script: Script, filled: Filled) -> Framework | None:
    """The framework of the script, with the organisation's own values when there are any."""
    base = content.framework(script.framework)
    if "own_values" in filled.problems:
        filled.errors["own_values"] = "toml"
        return None
    filled.form = msgspec.structs.replace(filled.form, own=tidy(filled.form.own))
    typed = filled.form
    if typed.own_set:
        kept = _kept_set(filled)
        own, alone = (kept.own, kept.alone) if kept else (None, False)
    elif not typed.own_values and typed.own.is_blank:
        return base
    else:
        own, alone = _read_toml(script, filled) if typed.own_values else _read_fields(base, filled), typed.own_values_alone
    if own is None:
        return None
    made = with_own_values(base, own, alone=alone)
    filled.bare = tuple(foundation.name for foundation in made.bare_foundations)
    if filled.bare and not typed.bare_is_right:
        filled.errors["own_bare"] = "bare"
    return made


def _kept_set(filled: Filled) -> KeptChoice | None:
    """The set of an organisation that was chosen, when it can be used."""
    typed = filled.form
    found = next((each for each in filled.kept_values if each.key == typed.own_set), None)
    if found is None:
        filled.errors["own_set"] = "unknown"
    elif not _is_of_its_own(found.key, filled):
        filled.errors["own_set"] = "elsewhere"
    elif typed.own_values or not typed.own.is_blank:
        # Nobody's words are passed over without a word.
        filled.errors["own_set"] = "both"
    return None if "own_set" in filled.errors else found


def key_of_kept(organisation_id: str, its_id: str) -> str:
    """How the form names what an organisation keeps."""
    return f"{organisation_id}/{its_id}"


def _is_of_its_own(key: str, filled: Filled) -> bool:
    """Whether what is kept by this key is kept by the organisation that the workshop is of."""
    return key.partition("/")[0] == filled.form.organisation_id


def _read_toml(script: Script, filled: Filled) -> OwnValues | None:
    """The values in the text, which then stand in the fields."""
    typed = filled.form
    own = read_own_values(typed.own_values, content.framework(script.framework), alone=typed.own_values_alone)
    if isinstance(own, list):
        filled.errors["own_values"] = "toml"
        filled.problems["own_values"] = own
        return None
    filled.form = msgspec.structs.replace(typed, own=form_of_own(own), own_values="")
    return own


def _read_fields(base: Framework, filled: Filled) -> OwnValues | None:
    own = read_form(filled.form.own, base, alone=filled.form.own_values_alone)
    if isinstance(own, list):
        filled.problems["own"] = own
        filled.errors.update(dict.fromkeys(errors_by_field(own), "own"))
        return None
    return own
