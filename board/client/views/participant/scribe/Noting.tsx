// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the note taker writes stands beside what goes on in the room, where there is place for both; for others there is the room alone. */

import type { ComponentChildren } from "preact";
import { useBoard } from "../../../core/context";
import type { Leaf } from "../../../protocol.gen";
import { ScribeBar } from "./ScribeBar";
import { ScribePanel } from "./ScribePanel";

export function Noting({ leaf, onType, children }: { leaf: Leaf; onType(): void; children: ComponentChildren }) {
  if (useBoard().role !== "scribe") return <>{children}</>;
  return (
    <div class="codio-noting">
      <div class="codio-noting__side">
        <ScribePanel leaf={leaf} />
        <ScribeBar onType={onType} />
      </div>
      <div class="codio-noting__work">{children}</div>
    </div>
  );
}
