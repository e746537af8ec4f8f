# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the query file looks for is found in made-up cases: the judge of the figures, on fewer cases and without an index."""

from __future__ import annotations

from benchmarks.archive import expected, places_of, queries
from benchmarks.archive_cases import cases
from organisation.archive.asking import terms_of
from organisation.archive.texts import searched


def test_everything_that_the_queries_look_for_is_found() -> None:
    """[ARC-03]"""
    reports = list(cases(250))
    wholes, places = [searched(each.content).whole for each in reports], places_of(reports)
    missed, wanted, shown = {}, 0, 0
    for query in queries():
        those, terms = expected(query, places), terms_of(query.ask)
        found = {at for at, whole in enumerate(wholes) if all(any(needle in whole for needle in term.needles) for term in terms)}
        wanted, shown = wanted + len(those), shown + len(found)
        if those - found:
            missed[query.ask] = len(those - found)
    assert missed == {}
    # Words are found in others that they are a part of, and still most of what is found is meant.
    assert wanted > 1_000
    assert wanted / shown > 0.8
