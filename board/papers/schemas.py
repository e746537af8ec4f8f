# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The published shapes of what we write as JSON (JSON Schema 2020-12), made from the structs that write it."""

import json
from functools import cache
from typing import Any

import msgspec

from organisation.archive import exchange
from organisation.dossier import case_file
from organisation.report import content as report
from organisation.strategy import analysis_state as analysis
from organisation.strategy import content as strategy

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_OF: dict[str, tuple[type[msgspec.Struct], str]] = {
    f"zaak-{case_file.SCHEMA_VERSION}": (case_file.CaseFile, "A case of Waardenbord"),
    f"archief-{exchange.SCHEMA_VERSION}": (exchange.ArchiveFile, "Cases that one archive of Waardenbord gives to another"),
    f"verslag-{report.SCHEMA_VERSION}": (report.ReportContent, "A report of Waardenbord"),
    f"strategie-{strategy.SCHEMA_VERSION}": (strategy.StrategyContent, "A strategy of Waardenbord"),
    f"analyse-{analysis.SCHEMA_VERSION}": (analysis.AnalysisContent, "A half-yearly analysis of Waardenbord"),
}


@cache
def schema(name: str) -> str | None:
    """The schema by its name and version ("zaak-1"); None when there is none."""
    if name not in _OF:
        return None
    kind, title = _OF[name]
    told: dict[str, Any] = {"$schema": _DRAFT, "title": title, **msgspec.json.schema(kind)}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
