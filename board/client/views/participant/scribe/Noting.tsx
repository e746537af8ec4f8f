// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the note taker writes stands beside what goes on in the room, where there is place for both; for others there is the room alone. */

import type { ComponentChildren } from "preact";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Leaf } from "../../../protocol.gen";
import { Details } from "../../parts/Details";
import { useMatches } from "../../parts/useMatches";
import { ScribeBar } from "./ScribeBar";
import { ScribePanel, ScribeRest } from "./ScribePanel";
import { nameTypedFor } from "./useScribe";
import { useWriter } from "../writing/writer";

/** Beside each other; on a phone the field alone goes before the room, and the rest stands folded under it: both begin on the first screen. */
const ROOMY = "(min-width: 48rem)";

export function Noting({ leaf, onType, children }: { leaf: Leaf; onType(): void; children: ComponentChildren }) {
  const board = useBoard();
  const { me } = useWriter();
  const roomy = useMatches(ROOMY);
  if (board.role !== "scribe") return <>{children}</>;
  // The field keeps its place among the others when somebody zooms in or turns a tablet: what is typed in it, and the focus, stay.
  return (
    <div class="codio-noting">
      <div class="codio-noting__side">
        <ScribePanel leaf={leaf} short={!roomy} />
        {roomy && <ScribeBar onType={onType} />}
      </div>
      <div class="codio-noting__work">{children}</div>
      {!roomy && me && (
        <p>
          {t("You type for:")} <strong>{nameTypedFor(board, me)}</strong>
        </p>
      )}
      {!roomy && (
        <Details summary={t("More for the note taker")}>
          <ScribeRest leaf={leaf} />
          <ScribeBar onType={onType} />
        </Details>
      )}
    </div>
  );
}
