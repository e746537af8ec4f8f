# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A strategy and an analysis as files, for whoever may read them."""

from starlette.requests import Request
from starlette.responses import Response

from board.papers.analysis import ANALYSIS_NAME
from board.papers.making import job
from board.papers.strategy import STRATEGY_NAME
from organisation.strategy.analysis_state import canonical_analysis
from organisation.strategy.content import canonical_strategy
from server.web.papers import kept_as, made
from server.web.site import site_of
from server.web.strategy import readable
from server.web.strategy_analyses import readable as readable_analysis

KINDS = ("pdf", "odt", "ods", "csv", "json")


async def strategy_file(request: Request) -> Response:
    """GET …/lees/<version>/strategie.pdf, odt, ods, csv, json: a version that a member may read."""
    kind = request.url.path.rpartition(".")[2]
    found, content = await readable(request, request.path_params["version"])
    if kind == "json":
        return kept_as(canonical_strategy(content).encode(), STRATEGY_NAME)
    back = f"/strategie/{found.organisation.id}/lees/{request.path_params['version']}"
    return await made(request, job("strategy", kind, content), f"strategie.{kind}", content.language, back)


async def analysis_file(request: Request) -> Response:
    """GET …/analyse/<analysis>/analyse.pdf, odt, ods, csv, json: an analysis that a member may read."""
    kind = request.url.path.rpartition(".")[2]
    found, content = await readable_analysis(request)
    if kind == "json":
        return kept_as((await site_of(request).apart.run(canonical_analysis, content)).encode(), ANALYSIS_NAME)
    back = f"/strategie/{found.organisation.id}/analyse/{request.path_params['analysis']}/lees"
    return await made(request, job("analysis", kind, content), f"analyse.{kind}", content.language, back)
