// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Plenary about values: what is on the poster already, and what the tables chose besides. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { FoundationId } from "../../../protocol.gen";
import { PosterValues } from "../../poster/PosterValues";
import { TensionLines } from "../../poster/TensionLines";
import type { StageProps } from "../stage";
import { BoardHead } from "../BoardHead";
import { Nothing, StepAsks } from "../StepAsks";
import { useWaiting, Waiting } from "../Waiting";
import { useFit } from "../fit/useFit";

export function ValueStage({ run, leaf, guest }: StageProps) {
  const board = useBoard();
  const stage = useFit();
  const empty = board.posterValues.value.length + board.tensions.value.length + useWaiting("value").length === 0;
  return (
    <main class="codio-screen__stage codio-screen-board" id="main" ref={stage}>
      <BoardHead run={run} leaf={leaf} guest={guest} note={t("On paper: on the poster. Dashed: chosen by a table.")} />
      {empty ? (
        <Nothing leaf={leaf} guest={guest} words={t("No value yet.")} />
      ) : (
        <>
          <PosterValues more={(foundation: FoundationId, row: number) => <Waiting foundation={foundation} kind="value" row={row} />} />
          <TensionLines tensions={board.tensions.value} />
          {leaf && !guest && <StepAsks leaf={leaf} />}
        </>
      )}
    </main>
  );
}
