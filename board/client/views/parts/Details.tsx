// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Something that unfolds. */

import type { ComponentChildren } from "preact";
import { Icon } from "./Icon";

export function Details({ summary, open = false, children }: { summary: string; open?: boolean; children: ComponentChildren }) {
  return (
    <details class="codio-details" open={open}>
      <summary>
        {summary}
        <Icon name="down" />
      </summary>
      <div class="codio-details__body">{children}</div>
    </details>
  );
}
