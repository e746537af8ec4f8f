// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** At most two buttons at the bottom of a phone; the right one is the next thing to do. A line above them says what is stored. */

import type { ComponentChildren } from "preact";

export function Dock({ label, light = false, children }: { label: string; light?: boolean; children: ComponentChildren }) {
  return (
    <div role="group" class={`codio-dock${light ? " codio-dock--light" : ""}`} aria-label={label}>
      {children}
    </div>
  );
}
