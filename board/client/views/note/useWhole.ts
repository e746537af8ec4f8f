// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * What a note says in the overview while it is looked at (parts/column.css): its tables by name and its whole title, with soft hyphens where
 * the title that is drawn has got them (parts/hyphens.ts). Not while anything stands open in it, or it is picked: that must be seen.
 */

import { useState } from "preact/hooks";
import type { TargetedEvent } from "preact";

export function useWhole(plain: boolean, words: string) {
  const [hyphened, setHyphened] = useState("");
  if (!plain) return {};
  const look = ({ currentTarget }: TargetedEvent<HTMLElement>) => setHyphened(currentTarget.querySelector("h3")?.lastChild?.textContent ?? "");
  const title = hyphened.replaceAll("\u00ad", "");
  return {
    "data-whole": hyphened !== title && words.endsWith(title) ? words.slice(0, words.length - title.length) + hyphened : words,
    onPointerEnter: look,
    onFocusCapture: look,
  };
}
