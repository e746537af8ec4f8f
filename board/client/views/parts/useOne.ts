// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** One at a time: what is pressed again while the answer is on its way does nothing. For what makes something new with each press. */

import { useRef } from "preact/hooks";

export function useOne(): (act: () => Promise<unknown>) => void {
  const busy = useRef(false);
  return (act) => {
    if (busy.current) return;
    busy.current = true;
    void act().finally(() => {
      busy.current = false;
    });
  };
}
