// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the note taker writes stands beside what goes on in the room, where there is place for both; for others there is the room alone. */

import type { ComponentChildren } from "preact";
import { useBoard } from "../../../core/context";
import type { Leaf } from "../../../protocol.gen";
import { ScribeBar } from "./ScribeBar";
import { ScribePanel } from "./ScribePanel";

/** Beside each other; on a phone what is not noted itself is folded, so that the room begins on the first screen. */
const ROOMY = "(min-width: 48rem)";

export function Noting({ leaf, onType, children }: { leaf: Leaf; onType(): void; children: ComponentChildren }) {
  const scribe = useBoard().role === "scribe";
  const roomy = matchMedia(ROOMY).matches;
  if (!scribe) return <>{children}</>;
  return (
    <div class="codio-noting">
      <div class="codio-noting__side">
        <ScribePanel leaf={leaf}>{!roomy && <ScribeBar onType={onType} />}</ScribePanel>
        {roomy && <ScribeBar onType={onType} />}
      </div>
      <div class="codio-noting__work">{children}</div>
    </div>
  );
}
