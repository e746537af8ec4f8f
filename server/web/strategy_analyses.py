# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The half-yearly analysis over HTTP: what is computed of the cases of the organisation, and what people conclude."""

from http import HTTPStatus

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import analysis_pages as pages
from board.case_pages import Typed
from board.strategy_pages import Drawn
from organisation.strategy import commands as c
from organisation.strategy.analysis import analysis_content
from organisation.strategy.analysis_facts import QUESTION_IDS, AnalysisFacts
from organisation.strategy.analysis_state import Analysis, AnalysisContent, Conclusion, analysis_hash
from organisation.strategy.bounds import MAX_CASES
from organisation.strategy.forgetting import analysis_cases, without_cases
from organisation.strategy.seen import view
from organisation.strategy.viewer import Viewer
from server.keeping.strategies import begin_anew
from server.store import STRATEGY
from server.web.cases import drawn_id, rev_of, today
from server.web.counted import Counted
from server.web.erasing import cleaned_up
from server.web.forms import form_of, large_form_of, not_offered, text_of
from server.web.giving_back import FormRefused
from server.web.membership import Membership, member
from server.web.site import PageError, see_other, site_of
from server.web.strategy import Change, Writer, ask, drawn, each_on_its_own, is_touched, sent, writer
from server.web.strategy_cases import TooManyCases, counted, has_too_many, names
from sessions.model.codes import Refusal

TOO_MANY = Refusal("too_many", "to_day")
NOT_READ = Refusal("unavailable", "to_day")


async def show(request: Request) -> Response:
    """GET …/analyse: all analyses, and a form that begins one."""
    return HTMLResponse(list_page(request, await writer(request)))


async def begin(request: Request) -> Response:
    """POST to the same address: an analysis of a period."""
    form = await form_of(request)
    now = await writer(request)
    analysis_id = drawn_id("h", text_of(form, "mark"))
    command = c.BeginAnalysis(analysis_id, text_of(form, "from_day"), text_of(form, "to_day"))
    if refusal := await _too_many(request, now, command):
        raise FormRefused(refusal)
    return await sent(request, now, command, form, to=f"{now.path}/analyse/{analysis_id}")


async def show_one(request: Request) -> Response:
    """GET …/analyse/<analysis>: the five questions, what was computed, and what people write."""
    return HTMLResponse(await _page(request, await writer(request)))


async def write(request: Request) -> Response:
    """POST to the same address: the conclusions, each kept on its own."""
    now = await writer(request)
    analysis = _analysis(request, now)
    async with large_form_of(request) as form:
        changes = []
        for question in QUESTION_IDS:
            typed = form.get(f"text-{question}")
            known = analysis.answers.get(question, Conclusion())
            if not isinstance(typed, str) or not is_touched(form, f"text-{question}"):
                continue
            if typed.replace("\r\n", "\n").strip() != known.text:
                command = c.WriteConclusion(analysis.id, question, rev_of(form, f"rev-{question}"), typed)
                changes.append(Change(command, question, f"text-{question}"))
        await each_on_its_own(request, now, form, changes)
        return see_other(f"{_path(now, analysis)}?bewaard=1")


async def select(request: Request) -> Response:
    """POST …/analyse/<analysis>/zaken: the period, and which cases of it take part."""
    now = await writer(request)
    analysis = _analysis(request, now)
    async with large_form_of(request) as form:
        offered, kept = (frozenset(map(str, form.getlist(name))) for name in ("offered", "case"))
        if kept - offered:
            raise not_offered("case")
        left_out = tuple(sorted((offered - kept) | (set(analysis.left_out) - offered)))[:MAX_CASES]
        command = c.SelectCases(analysis.id, rev_of(form), text_of(form, "from_day"), text_of(form, "to_day"), left_out)
        if refusal := await _too_many(request, now, command):
            raise FormRefused(refusal)
        return await _done(request, now, command, form, "cases")


async def take_step(request: Request) -> Response:
    """POST …/analyse/<analysis>/stand: establish it, share it or not, write on, or take a draft away."""
    now, form = await writer(request), await form_of(request)
    if text_of(form, "step") == "remove" and request.path_params["analysis"] not in now.strategy.analyses:
        # Pressed twice: the list says which there are, and which were taken away.
        return see_other(f"{now.path}/analyse")
    analysis = _analysis(request, now)
    command: c.OfAnalysis
    match text_of(form, "step"):
        case "establish":
            facts = await _facts(request, now, analysis)
            command = c.EstablishAnalysis(analysis.id, text_of(form, "sha256"), today(request), facts)
        case "reopen":
            command = c.ReopenAnalysis(analysis.id)
        case "share":
            command = c.ShareAnalysis(analysis.id, shared=True)
        case "unshare":
            command = c.ShareAnalysis(analysis.id, shared=False)
        case "remove":
            return await _remove(request, now, analysis, form)
        case _:
            raise not_offered("step")
    return await _done(request, now, command, form, "stage")


async def _remove(request: Request, now: Writer, analysis: Analysis, form: FormData) -> Response:
    """Take it away; one that was established with a reason, and out of the log at once."""
    if await site_of(request).strategies.holds.of(now.strategy.id) is not None:
        raise PageError(409, "case_held")
    command = c.RemoveAnalysis(analysis.id, text_of(form, "reason"))
    if refusal := await ask(request, now, command, form):
        if analysis.id not in (await writer(request)).strategy.analyses:
            # Pressed twice at the same moment: the other one was first.
            return see_other(f"{now.path}/analyse")
        raise FormRefused(refusal)
    # Of a draft the next look of the keeper is soon enough: a whole file is written anew for it.
    store, is_gone = site_of(request).rooms.store, False
    if analysis.established is not None and await begin_anew(store, now.strategy.id):
        is_gone = await cleaned_up(store.of(STRATEGY).destruction)
    return see_other(f"{now.path}/analyse?bewaard={'weg' if is_gone else 'straks'}")


async def show_reading(request: Request) -> Response:
    """GET …/analyse/<analysis>/lees: as it was established, for members it was shared with; for who writes as it is."""
    found, content = await readable(request)
    writes = Viewer(found.viewer.role).writes
    analysis_id = request.path_params["analysis"]
    page = await site_of(request).apart.run(
        pages.reading_page, seen=found.seen, content=content, writes=writes, analysis_id=analysis_id
    )
    return HTMLResponse(page)


async def to_analysis(request: Request) -> Response:
    """GET of an address that a form is sent to: the page of the analysis."""
    return see_other(f"/strategie/{request.path_params['organisation']}/analyse/{request.path_params['analysis']}")


async def readable(request: Request) -> tuple[Membership, AnalysisContent]:
    """What a member may read of an analysis. Raises PageError 403 and 404."""
    found = await member(request)
    strategy = await site_of(request).strategies.get(found.organisation.id)
    if strategy is None:
        raise PageError(404, "not_found")
    seen = view(strategy, Viewer(found.viewer.role))
    analysis_id = request.path_params["analysis"]
    if any(gone.id == analysis_id for gone in seen.taken_away):
        raise PageError(410, "analysis_gone")
    analysis = strategy.analyses.get(analysis_id)
    if analysis is not None and seen.whole and analysis.drafting:
        now = Writer(found, strategy)
        return found, analysis_content(strategy, analysis, await _facts(request, now, analysis))
    if analysis is None or analysis_id not in seen.analyses:
        raise PageError(404, "not_found")
    fixed = (await _as_told(request, analysis)).established
    if fixed is None:
        raise PageError(404, "not_found")
    return found, fixed.content


async def _as_told(request: Request, analysis: Analysis) -> Analysis:
    """An analysis as it was established, without the words of cases that are erased now, be it that they lie in the bin."""
    site = site_of(request)
    gone = await site.dossiers.gone(analysis_cases(analysis))
    return await site.apart.run(without_cases, analysis, gone, names()) if gone else analysis


async def _facts(request: Request, now: Writer, analysis: Analysis) -> AnalysisFacts:
    try:
        return (await counted(request, now, analysis)).facts
    except TooManyCases:
        raise PageError(422, "too_many_cases") from None


def _analysis(request: Request, now: Writer) -> Analysis:
    found = now.strategy.analyses.get(request.path_params["analysis"])
    if any(gone.id == request.path_params["analysis"] for gone in now.strategy.taken_away):
        raise PageError(410, "analysis_gone")
    if found is None:
        raise PageError(404, "not_found")
    return found


def _path(now: Writer, analysis: Analysis) -> str:
    return f"{now.path}/analyse/{analysis.id}"


async def _done(request: Request, now: Writer, command: c.OfAnalysis, form: FormData, part: str) -> Response:
    return await sent(request, now, command, form, to=f"{now.path}/analyse/{command.analysis_id}?bewaard={part}#{part}")


async def again(request: Request, typed: Typed) -> str:
    """The analysis as it is now, with a form that was not kept."""
    return await _page(request, await writer(request), typed)


def of_step(_request: Request, form: FormData) -> str:
    """Which part of the page the forms are that take a step."""
    return "remove" if text_of(form, "step") == "remove" else "stage"


async def _too_many(request: Request, now: Writer, period: c.BeginAnalysis | c.SelectCases) -> Refusal | None:
    """Why an analysis of a period is not made: it has more cases than one analysis is made of, or they are not all read yet."""
    try:
        return TOO_MANY if await has_too_many(request, now, period.from_day, period.to_day) else None
    except PageError as error:
        if error.status != HTTPStatus.SERVICE_UNAVAILABLE:
            raise
        return NOT_READ


def list_page(request: Request, now: Writer, typed: Typed | None = None) -> str:
    """All analyses."""
    return pages.list_page(seen=now.member.seen, strategy=now.strategy, drawn=drawn(request, typed))


async def _page(request: Request, now: Writer, typed: Typed | None = None) -> str:
    analysis, is_counted = _analysis(request, now), True
    found = Counted(_nothing(analysis, today(request)), ())
    if analysis.drafting or analysis.established is None:
        try:
            found = await counted(request, now, analysis)
        except TooManyCases:
            # Others came since: the page says so, and another period can be chosen on it.
            typed = typed or Typed("cases", TOO_MANY.code, TOO_MANY.field, {})
        except PageError:
            # What somebody typed comes back, whatever cannot be counted now.
            if typed is None:
                raise
            is_counted = False
    analysis = await _as_told(request, analysis)
    return await site_of(request).apart.run(_drawn_page, now, analysis, found if is_counted else None, drawn(request, typed))


def _nothing(analysis: Analysis, as_of: str) -> AnalysisFacts:
    return AnalysisFacts(from_day=analysis.from_day, to_day=analysis.to_day, as_of=as_of, strategy_version=0, cases=())


def _drawn_page(now: Writer, analysis: Analysis, found: Counted | None, how: Drawn) -> str:
    """The page with all that was counted, if anything could be: seconds at its bounds to draw and to hash, and so never on the
    event loop.
    """
    if analysis.drafting or analysis.established is None:
        facts, offered = (found.facts, found.offered) if found else (_nothing(analysis, how.today), ())
        content = analysis_content(now.strategy, analysis, facts)
    else:
        content, offered = analysis.established.content, ()
    return pages.analysis_page(
        seen=now.member.seen,
        strategy=now.strategy,
        analysis=analysis,
        content=content,
        sha256=analysis_hash(content),
        offered=offered,
        is_counted=found is not None,
        drawn=how,
    )
