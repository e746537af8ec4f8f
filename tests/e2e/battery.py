# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""All that programs can find wrong with a page, in all colours and states: what `inspecting` finds, and what takes longer."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.e2e.contrast import all_are, low_contrast, unseen_states
from tests.e2e.inspecting import motion_of, problems
from tests.e2e.walking import walk

HANDS = (("rest", ()), ("hover", ("hover",)), ("pressed", ("hover", "active")))
"""As if a pointer were on everything, or held everything down. What has the focus has a ring and keeps its colours."""


_UNFOLD = """(open) => {
  if (open) globalThis.unfolded = [...document.querySelectorAll('details:not([open])')];
  for (const one of globalThis.unfolded) one.open = open;
}"""


def everything(page: Page, own_norm: float = 0.0) -> list[str]:
    """What is wrong with a page as it is now; with `own_norm` all text needs that much contrast in the page's own window."""
    motion = motion_of(page)
    found = problems(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for name, states in HANDS:
            with all_are(page, *states):
                found += [f"{scheme}, {name}: {what}" for what in low_contrast(page, own_norm)]
        found += [f"{scheme}: by colour alone: {what}" for what in unseen_states(page)]
        page.evaluate(_UNFOLD, True)
        found += [f"{scheme}, unfolded: {what}" for what in low_contrast(page, own_norm)]
        page.evaluate(_UNFOLD, False)
    page.emulate_media(color_scheme="light", forced_colors="active", reduced_motion="reduce")
    found += [f"forced colours: not seen: {what}" for what in unseen_states(page)]
    page.emulate_media(color_scheme="light", forced_colors="none", reduced_motion="reduce")
    if page.get_by_role("menu").count():
        # Tab leaves a menu by closing it.
        page.keyboard.press("Escape")
    found += walk(page)
    page.emulate_media(color_scheme="light", reduced_motion=motion)
    return found
