// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The head of a plenary step: which it is, how people work, and the time. */

import { useBoard } from "../../core/context";
import type { StageProps } from "./stage";
import { StepWhere } from "./StepWhere";
import { EndLine, Time } from "./time";

const BLOCK = "codio-screen-board";

export function BoardHead({ run, leaf, note }: StageProps & { note: string }) {
  const board = useBoard();
  return (
    <header class={`${BLOCK}__head`}>
      <div>
        <StepWhere leaf={leaf} />
        <h1 class={`${BLOCK}__title`}>{board.content.text(leaf.title)}</h1>
        {note && <p class={`${BLOCK}__note`}>{note}</p>}
      </div>
      <p class={`${BLOCK}__clock`}>
        <EndLine run={run} leaf={leaf} block={BLOCK} />
        <Time run={run} leaf={leaf} block={BLOCK} />
      </p>
    </header>
  );
}
