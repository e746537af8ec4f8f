// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The checklist questions with their answers, as they come. */

import { Checks } from "../../poster/Checks";
import type { StageProps } from "../stage";
import { BoardHead } from "../BoardHead";
import { StepAsks } from "../StepAsks";
import { useFit } from "../fit/useFit";

const BLOCK = "codio-screen-checklist";

export function ChecklistStage({ run, leaf, guest }: StageProps) {
  const stage = useFit();
  return (
    <main class={`codio-screen__stage ${BLOCK}`} id="main" ref={stage}>
      <BoardHead run={run} leaf={leaf} guest={guest} note="" />
      <div class={`${BLOCK}__list`} data-spot="block:checklist">
        <Checks />
      </div>
      {leaf && !guest && <StepAsks leaf={leaf} />}
    </main>
  );
}
