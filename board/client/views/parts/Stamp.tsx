// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The printing mark of a foundation. It never stands without the foundation's name near it. */

import { at } from "../../core/at";
import type { FoundationId } from "../../protocol.gen";

export function Stamp({ foundation, size }: { foundation: FoundationId; size?: "small" | "large" | "huge" }) {
  return (
    <svg class={`codio-stamp${size ? ` codio-stamp--${size}` : ""}`} data-foundation={foundation} aria-hidden="true">
      <use href={at(`/static/icons.svg#f-${foundation}`)} />
    </svg>
  );
}
