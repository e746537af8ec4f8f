// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** One thing that everybody looks at: a note, or what a table answered. */

import { useBoard } from "../../../core/context";
import type { SpotlightRecord } from "../../../protocol.gen";
import { spotName } from "../../room/spotlight";
import type { StageProps } from "../stage";
import { BoardHead } from "../BoardHead";
import { useFit } from "../fit/useFit";

const BLOCK = "codio-screen-spot";

export function SpotStage({ run, leaf, guest, spot }: StageProps & { spot: SpotlightRecord }) {
  const board = useBoard();
  const stage = useFit();
  const note = spot.kind === "note" ? board.notes.value.find((one) => one.id === spot.target) : undefined;
  const under = !note ? "" : note.content.type === "value" ? note.content.why : note.content.actor;
  const place = note ? { "data-note": note.id, "data-foundation": note.column } : { "data-spot": `${spot.kind}:${spot.target}` };
  return (
    <main class="codio-screen__stage codio-screen-board" id="main" data-grows="" ref={stage}>
      <BoardHead run={run} leaf={leaf} guest={guest} note="" />
      <div class={BLOCK} {...place}>
        <p class={`${BLOCK}__name`} data-whole="">
          {spotName(board, spot)}
        </p>
        {under && <p class={`${BLOCK}__under`}>{under}</p>}
      </div>
    </main>
  );
}
