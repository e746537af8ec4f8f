# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""CODIO Strategie over HTTP, for members of an organisation: who writes works in four phases, who reads gets what was
established. Whoever is no member gets the door of the organisation.
"""

import math
from collections.abc import Callable, Iterable

from msgspec import Struct
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import strategy_pages as pages
from board.case_pages import Typed
from board.marks import mark_of
from organisation.strategy import commands as c
from organisation.strategy.bounds import MAX_CASES
from organisation.strategy.content import StrategyContent, strategy_hash
from organisation.strategy.forgetting import origin_cases, without_origins
from organisation.strategy.form import FIELD_IDS, FieldId, PhaseId, StrategyForm
from organisation.strategy.seen import View, view
from organisation.strategy.state import Fixed, Placed, Strategy, Written
from organisation.strategy.told import strategy_content
from organisation.strategy.viewer import SYSTEM, Viewer
from server import access
from server.live import audit
from server.store import Quota
from server.strategies.aggregate import material
from server.web.cases import rev_of, today
from server.web.forms import form_of, large_form_of, not_offered, one_of, text_of
from server.web.giving_back import FormRefused, Page, PartlyRefused
from server.web.languages import language_of
from server.web.membership import Membership, door, member, membership, viewer_in
from server.web.site import PageError, see_other, site_of
from server.web.strategy_picking import values_n
from sessions.model.codes import Refusal
from sessions.model.items import Accent

FORMS = Quota("strategy", burst=200, each_s=2)
"""Of one strategy, by all who write it together."""


class Writer(Struct, frozen=True):
    """A member who writes the strategy, and the strategy as it is."""

    member: Membership
    strategy: Strategy

    @property
    def viewer(self) -> Viewer:
        """Whom the rules see."""
        return Viewer(self.member.viewer.role)

    @property
    def path(self) -> str:
        """Where its pages begin."""
        return f"/strategie/{self.strategy.id}"


class Change(Struct, frozen=True):
    """What somebody changed on a large form: what it asks, or why that cannot be asked; which part of the form it is, and the
    field that holds it.
    """

    command: c.Command | PageError
    part: str
    field: str = ""


async def show(request: Request) -> Response:
    """GET /strategie/<organisation>: for who writes how far it is and what comes next; for other members what was established;
    for everybody else the door.
    """
    found = await membership(request)
    if found is None:
        return door(request, wrong=False)
    strategy = await _strategy(request, found)
    if strategy is None:
        return HTMLResponse(_empty_page(request, found))
    if not Viewer(found.viewer.role).writes:
        return HTMLResponse(_readers_page(request, found, view(strategy, Viewer(found.viewer.role))))
    return HTMLResponse(overview(request, Writer(found, strategy)))


async def begin(request: Request) -> Response:
    """POST /strategie/<organisation>/begin: the strategy begins; once, however often it is pressed."""
    found = await member(request, "manager", "strategist")
    site = site_of(request)
    if not site.rooms.space.takes_new:
        raise PageError(503, "full")
    organisation = found.organisation
    refusal = await site.strategies.open(c.OpenStrategy(organisation.id, organisation.name, language_of(request)))
    if refusal is None:
        audit.tell("open_strategy", organisation.id, found.viewer.role)
    elif refusal.code != "id_taken":
        raise PageError(422, refusal.code)
    return see_other(f"/strategie/{organisation.id}")


async def show_phase(request: Request) -> Response:
    """GET …/fase/<phase>: the rows of a phase, to write."""
    return HTMLResponse(phase_page(request, await writer(request)))


async def write_phase(request: Request) -> Response:
    """POST to the same address: all that changed in it, each on its own. What somebody else changed meanwhile is shown beside
    what was typed; the rest is stored.
    """
    now, phase = await writer(request), _phase(request)
    async with large_form_of(request) as form:
        await each_on_its_own(request, now, form, _written(now.strategy, form, phase))
        step = text_of(form, "step")
        following = next((f"{now.path}/fase/{each}" for each in pages.PHASE_NAMES.values() if each == step), "")
        return see_other(f"{following or now.path + '/fase/' + pages.PHASE_NAMES[phase]}?bewaard=1")


async def set_people(request: Request) -> Response:
    """POST …/mensen: whose strategy it is, who establishes it, and to whom the analysis goes."""
    now, form = await writer(request), await form_of(request)
    names = ("owner", "mandate", "administrator", "contact")
    command = c.SetPeople(rev_of(form), **{name: text_of(form, name) for name in names})
    return await sent(request, now, command, form, to=f"{now.path}?bewaard=people#people")


async def take_step(request: Request) -> Response:
    """POST …/stand: the administrator established what is shown, or a next version begins."""
    now, form = await writer(request), await form_of(request)
    step, sha256 = text_of(form, "step"), text_of(form, "sha256")
    command: c.Command
    if step == "establish":
        whole = await site_of(request).strategies.get(now.strategy.id)
        erased = await erased_in(request, whole) if whole is not None else ()
        command = c.Establish(sha256, text_of(form, "day"), erased)
    elif step == "version":
        command = c.BeginVersion()
    else:
        raise not_offered("step")
    return await sent(request, now, command, form, to=f"{now.path}?bewaard=stage#stage")


async def show_reading(request: Request) -> Response:
    """GET …/lees: the newest version as it was established, for every member; for who writes what is being written."""
    found, content = await readable(request, "")
    return HTMLResponse(_reading_page(found, content))


async def show_version(request: Request) -> Response:
    """GET …/lees/<version>: a version as it was established."""
    found, content = await readable(request, request.path_params["version"])
    return HTMLResponse(_reading_page(found, content))


async def accents_of(request: Request, organisation_id: str) -> tuple[tuple[Accent, str], ...] | None:
    """The accent values with which a workshop of an organisation begins: those of the version of its strategy that holds, each
    with its number, and what it is called there. None where no version holds.
    """
    strategy = await site_of(request).strategies.get(organisation_id)
    latest = strategy.latest if strategy else None
    if latest is None:
        return None
    accents = latest.content.accents
    return tuple((Accent(each.value, each.why, each.meaning, latest.version), each.name) for each in accents)


async def to_page(request: Request) -> Response:
    """GET of an address that a form is sent to: the page with the form."""
    return see_other(f"/strategie/{request.path_params['organisation']}")


async def writer(request: Request) -> Writer:
    """Who writes the strategy, and the strategy. Raises PageError 403 for everybody else, and 404 before it was begun."""
    found = await member(request, "manager", "strategist")
    strategy = await _strategy(request, found)
    if strategy is None:
        raise PageError(404, "not_found")
    return Writer(found, strategy)


async def _strategy(request: Request, found: Membership) -> Strategy | None:
    """The strategy of an organisation, which for who writes it is called as that is now: what is established next says so too."""
    strategies, organisation = site_of(request).strategies, found.organisation
    strategy = await strategies.get(organisation.id)
    if strategy is not None and strategy.organisation != organisation.name and Viewer(found.viewer.role).writes:
        # Refused only where the strategy is full: then it keeps the name that it has.
        await strategies.ask(organisation.id, c.NameOrganisation(organisation.name), SYSTEM)
        strategy = await strategies.get(organisation.id)
    return without_origins(strategy, await erased_in(request, strategy)) if strategy is not None else None


async def erased_in(request: Request, strategy: Strategy) -> tuple[str, ...]:
    """The cases from which actions came and that are erased now, or lie in the bin: nobody is shown words of them."""
    return tuple(sorted(await site_of(request).dossiers.gone(origin_cases(strategy))))[:MAX_CASES]


async def readable(request: Request, version: str) -> tuple[Membership, StrategyContent]:
    """What a member may read: a version by its number, the newest one, or for who writes what is being written ("concept", and
    where there is nothing else). Raises PageError 403 and 404.
    """
    found = await member(request)
    strategy = await _strategy(request, found)
    seen = view(strategy, Viewer(found.viewer.role)) if strategy else View()
    by_number = {str(fixed.version): fixed for fixed in seen.established}
    fixed: Fixed | None = by_number.get(version) if version else next(reversed(seen.established), None)
    if fixed is not None:
        return found, fixed.content
    if seen.whole is not None and version in ("", "concept"):
        return found, strategy_content(seen.whole, material())
    raise PageError(404, "not_found")


async def ask(request: Request, now: Writer, command: c.Command, form: FormData) -> Refusal | None:
    """Carry out what somebody who writes asks, once for each form that was drawn. Raises PageError 429 when forms come too fast,
    and 403 for who may no longer.
    """
    site, strategy_id = site_of(request), now.strategy.id
    if wait_s := await site.rooms.quotas.take(FORMS, site.rooms.hashed("strategy", strategy_id)):
        raise PageError(429, "rate", retry_after_s=math.ceil(wait_s))
    # The link may have been taken away while the request was on its way.
    organisation = await site.organisations.get(now.member.organisation.id)
    if organisation is None or viewer_in(request, organisation) != now.member.viewer:
        raise PageError(403, "not_member")
    mark = text_of(form, "mark")
    refusal = await site.strategies.ask(strategy_id, command, now.viewer, mark if access.is_secret(mark) else "")
    if refusal is None:
        audit.tell(str(command.__struct_config__.tag), strategy_id, now.viewer.role)
    return refusal


async def sent(request: Request, now: Writer, command: c.Command, form: FormData, *, to: str) -> Response:
    """Carry out what a form asks, and lead on to `to`. Raises FormRefused when it was not done."""
    if refusal := await ask(request, now, command, form):
        raise FormRefused(refusal)
    return see_other(to)


def for_writers(page: Callable[[Request, Writer, Typed | None], str]) -> Page:
    """A page for who writes the strategy as it is now, with a form that was not kept."""

    async def drawn_again(request: Request, typed: Typed) -> str:
        return page(request, await writer(request), typed)

    return drawn_again


def drawn(request: Request, typed: Typed | None = None, now: Writer | None = None) -> pages.Drawn:
    """What all pages for those who write share; what is said of all values counts those of the organisation of `now`."""
    return pages.Drawn(
        lang=language_of(request),
        saved=request.query_params.get("bewaard", ""),
        mark=access.new_secret(),
        today=today(request),
        typed=typed,
        values_n=values_n(now.member.organisation) if now else 0,
    )


def overview(request: Request, now: Writer, typed: Typed | None = None) -> str:
    """The page with how far it is."""
    content = strategy_content(now.strategy, material())
    return pages.overview_page(
        seen=now.member.seen,
        strategy=now.strategy,
        material=material(),
        sha256=strategy_hash(content),
        drawn=drawn(request, typed, now),
    )


def _phase(request: Request) -> PhaseId:
    found = next((key for key, name in pages.PHASE_NAMES.items() if name == request.path_params["phase"]), None)
    if found is None:
        raise PageError(404, "not_found")
    return found


async def each_on_its_own(request: Request, now: Writer, form: FormData, changes: Iterable[Change]) -> None:
    """Store all that changed on a large form, each on its own. Raises FormRefused with what was not, and what was typed there."""
    refused: list[tuple[str, PageError]] = []
    for change in changes:
        if isinstance(change.command, PageError):
            refused.append((change.part, change.command))
        elif refusal := await ask(request, now, change.command, form):
            # The command knows a text, and the page which of its fields that is.
            field = change.field if refusal.code not in ("stale_rev", "not_now") else refusal.field
            refused.append((change.part, FormRefused(Refusal(refusal.code, field))))
    if refused:
        # What somebody else changed meanwhile stands beside, whatever is wrong with others.
        stale = " ".join(part for part, error in refused if error.code == "stale_rev")
        # Only when that is all that is wrong somebody was first with the whole form: else the rest comes back as it was drawn.
        first = next((error for _, error in refused if error.code != "stale_rev"), refused[0][1])
        raise PartlyRefused(first, Typed(stale, first.code, first.field, touched_in(form)))


def _written(strategy: Strategy, form: FormData, phase: PhaseId) -> list[Change]:
    """What somebody changed on the form of a phase. What he left as it stood when the form was drawn is none of it, whatever
    stands there by now; a choice that is not on offer is refused on its own.
    """
    found: list[Change] = []
    for field in fields_of(material().form, phase):
        typed = form.get(f"text-{field}")
        now = strategy.fields.get(field, Written()).text
        if isinstance(typed, str) and is_touched(form, f"text-{field}") and typed.replace("\r\n", "\n").strip() != now:
            found.append(Change(c.WriteField(field, rev_of(form, f"rev-{field}"), typed), field, f"text-{field}"))
    try:
        approach, governance = strategy.chosen.approach, strategy.chosen.governance
        if is_touched(form, "approach"):
            approach = one_of(form, "approach", pages.APPROACHES, approach)
        if is_touched(form, "governance"):
            governance = one_of(form, "governance", pages.GOVERNANCE, governance)
        if (approach, governance) != (strategy.chosen.approach, strategy.chosen.governance):
            found.append(Change(c.SetChosen(rev_of(form, "rev-chosen"), approach, governance), "chosen"))
    except PageError as error:
        found.append(Change(error, "chosen"))
    for instrument in pages.INSTRUMENTS if phase == "plan" else ():
        placed, note = strategy.instruments.get(instrument, Placed()), form.get(f"note-{instrument}")
        touched = [is_touched(form, f"{name}-{instrument}") for name in ("use", "note")]
        if isinstance(note, str) and any(touched):
            said = note if touched[1] else placed.note
            part, at = f"instrument-{instrument}", f"note-{instrument}"
            try:
                use = one_of(form, f"use-{instrument}", pages.USES, None) if touched[0] else placed.use
                command = c.PlaceInstrument(instrument, rev_of(form, f"rev-{instrument}"), use, said)
                found.append(Change(command, part, at))
            except PageError as unoffered:
                found.append(Change(unoffered, part))
    return found


def is_touched(form: FormData, name: str) -> bool:
    """Whether somebody changed a field after the form was drawn, which says what stood there (`was-…`)."""
    typed, was = form.get(name), text_of(form, f"was-{name}")
    return isinstance(typed, str) and mark_of(typed) != was


def touched_in(form: FormData) -> dict[str, str]:
    """What somebody typed, for a form that comes back: everything else on it stands there as it is now."""
    return {name: typed for name, typed in form.items() if isinstance(typed, str) and is_touched(form, name)}


def fields_of(form: StrategyForm, phase: PhaseId) -> tuple[FieldId, ...]:
    """The texts of a phase, in order."""
    one = next(each for each in form.phases if each.id == phase)
    found: list[FieldId] = [field.id for field in one.explore]
    for row in one.rows:
        found += [row.id, *(field.id for field in row.fields)]
    return tuple(field for field in found if field in FIELD_IDS)


def phase_page(request: Request, now: Writer, typed: Typed | None = None) -> str:
    """The page of a phase."""
    return pages.phase_page(
        seen=now.member.seen, strategy=now.strategy, material=material(), phase=_phase(request), drawn=drawn(request, typed, now)
    )


def _empty_page(request: Request, found: Membership) -> str:
    writes = Viewer(found.viewer.role).writes
    return pages.empty_page(lang=language_of(request), seen=found.seen, writes=writes, form=material().form)


def _readers_page(request: Request, found: Membership, seen: View) -> str:
    return pages.readers_page(
        lang=language_of(request),
        seen=found.seen,
        versions=seen.established,
        analyses=seen.analyses,
        taken_away=seen.taken_away,
    )


def _reading_page(found: Membership, content: StrategyContent) -> str:
    return pages.reading_page(seen=found.seen, content=content, writes=Viewer(found.viewer.role).writes)
