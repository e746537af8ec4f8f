// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Whether the window is so now: it is turned, zoomed and made narrow while people work. */

import { useEffect, useState } from "preact/hooks";

/** `query` as `matchMedia` has it. */
export function useMatches(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const asked = matchMedia(query);
    const changed = () => setMatches(asked.matches);
    asked.addEventListener("change", changed);
    changed();
    return () => asked.removeEventListener("change", changed);
  }, [query]);
  return matches;
}
