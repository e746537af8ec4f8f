// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Plenary about actions: the plan as it grows, and what the tables chose besides. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { PosterActions } from "../poster/PosterActions";
import { Stamp } from "../shared/Stamp";
import { noteTitle } from "../shared/words";
import type { StageProps } from "./App";
import { BoardHead } from "./BoardHead";
import { useWaiting } from "./Waiting";
import { useFit } from "./useFit";

export function ActionStage({ run, leaf }: StageProps) {
  const board = useBoard();
  const stage = useFit(board.posterActions.value, board.notes.value);
  const waiting = useWaiting("action");
  return (
    <main class="codio-screen__stage codio-screen-board codio-screen-board--actions" id="main" ref={stage}>
      <BoardHead run={run} leaf={leaf} note={t("Dashed: chosen by a table, not in the plan yet.")} />
      <div>
        <PosterActions actions={board.posterActions.value} />
      </div>
      {waiting.length > 0 && (
        <ul class="codio-screen-waiting codio-screen-waiting--row">
          {waiting.map(({ stack }) => (
            <li class="codio-screen-waiting__item" data-foundation={stack.top.column} key={stack.id}>
              <Stamp foundation={stack.top.column} />
              <span>
                <span class="codio-visually-hidden">{board.content.foundationName(stack.top.column)}: </span>
                {noteTitle(board, stack.top)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </main>
  );
}
