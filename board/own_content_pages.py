# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of what an organisation keeps to open workshops with: its sets of values and its scripts, with earlier versions."""

from collections.abc import Sequence

from board.dates import spoken_at
from board.rendering import render
from board.script_pages import overview_of
from organisation.members.seen import View
from organisation.members.state import KeptScript, KeptValues, ScriptVersion, ValuesVersion
from sessions.authoring.own_values import with_own_values
from sessions.material.framework import Framework
from sessions.material.text import Language


def own_content_page(*, lang: Language, seen: View, base: Framework, saved: bool) -> str:
    """`/organisatie/<organisation>/eigen`: every set of values and every script, and the ways to make another; `saved` when one
    was taken away just now.
    """
    return render(
        "organisation_own.html",
        lang,
        seen=seen,
        saved=saved,
        bare={kept.latest.own.id: _bare(kept.latest, base) for kept in seen.values},
        overviews={kept.latest.script.id: overview_of(kept.latest.script) for kept in seen.scripts},
        day_at=lambda at_ms: spoken_at(at_ms, lang),
    )


def kept_values_page(
    *, lang: Language, seen: View, kept: KeptValues, shown: ValuesVersion, base: Framework, saved: bool, mark: str
) -> str:
    """`…/waarden/<values>`: one version of a set, read; with it all its versions (`?versie=`), and what can be done with the set
    (POST `…/aanbod`, fields `is_offered` and `mark`; POST `…/weg`, fields `version` and `mark`).
    """
    framework = with_own_values(base, shown.own, alone=True)
    return render(
        "organisation_values.html",
        lang,
        seen=seen,
        kept=kept,
        shown=shown,
        groups=[
            (principle, values)
            for principle in framework.principles
            if (values := [value for value in shown.own.values if value.principle == principle.id])
            or principle in shown.own.principles
        ],
        bare=_bare(shown, base),
        saved=saved,
        mark=mark,
        day_at=lambda at_ms: spoken_at(at_ms, lang),
    )


def kept_script_page(*, lang: Language, seen: View, kept: KeptScript, shown: ScriptVersion, saved: bool, mark: str) -> str:
    """`…/draaiboeken/<script>`: the same of a script."""
    return render(
        "script.html",
        lang,
        script=shown.script,
        overview=overview_of(shown.script),
        toml=None,
        seen=seen,
        kept=kept,
        shown=shown,
        saved=saved,
        mark=mark,
        day_at=lambda at_ms: spoken_at(at_ms, lang),
    )


def _bare(version: ValuesVersion, base: Framework) -> Sequence[object]:
    """The names of the foundations under which no value stands when workshops use this version."""
    made = with_own_values(base, version.own, alone=version.alone)
    return [foundation.name for foundation in made.bare_foundations]
