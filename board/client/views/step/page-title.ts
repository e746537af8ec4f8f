// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What a page is called: the step, and the workshop, so that it is known among other tabs (WCAG 2.4.2). */

import { useEffect } from "preact/hooks";
import type { Board } from "../../core/api";
import type { Leaf } from "../../protocol.gen";
import { stepNamed } from "./whereabouts";

/** `leaf` is the step that is shown; null before the first and after the last. What is called otherwise by now is followed. */
export function usePageTitle(board: Board, leaf: Leaf | null): void {
  const title = [leaf && stepNamed(board, leaf), board.workshop.value?.title].filter(Boolean).join(" | ");
  useEffect(() => {
    if (title) document.title = `${title} | Waardenbord`;
  }, [title]);
}
