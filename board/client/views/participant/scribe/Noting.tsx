// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the note taker writes stands beside what goes on in the room, where there is place for both; for others there is the room alone. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Leaf } from "../../../protocol.gen";
import { ScribeBar } from "./ScribeBar";
import { ScribePanel } from "./ScribePanel";
import { nameTypedFor } from "./useScribe";
import { useWriter } from "../writing/writer";

/** Beside each other; on a phone what is not noted itself is folded, so that the room begins on the first screen, but for whom is typed. */
const ROOMY = "(min-width: 48rem)";

export function Noting({ leaf, onType, children }: { leaf: Leaf; onType(): void; children: ComponentChildren }) {
  const board = useBoard();
  const { me } = useWriter();
  // As the page began: a telephone that is turned would lose a name that is half typed.
  const [roomy] = useState(() => matchMedia(ROOMY).matches);
  if (board.role !== "scribe") return <>{children}</>;
  return (
    <div class="codio-noting">
      <div class="codio-noting__side">
        <ScribePanel leaf={leaf}>{!roomy && <ScribeBar onType={onType} />}</ScribePanel>
        {roomy && <ScribeBar onType={onType} />}
        {!roomy && me && (
          <p>
            {t("You type for:")} <strong>{nameTypedFor(board, me)}</strong>
          </p>
        )}
      </div>
      <div class="codio-noting__work">{children}</div>
    </div>
  );
}
