// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Plenary about actions: the plan as it grows, and what the tables chose besides. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { PosterActions } from "../../poster/PosterActions";
import { Stamp } from "../../parts/Stamp";
import type { StageProps } from "../stage";
import { BoardHead } from "../BoardHead";
import { Nothing, StepAsks } from "../StepAsks";
import { useWaiting } from "../Waiting";
import { useFit } from "../fit/useFit";

export function ActionStage({ run, leaf, guest }: StageProps) {
  const board = useBoard();
  const stage = useFit();
  const waiting = useWaiting("action");
  const empty = board.posterActions.value.length + waiting.length === 0;
  return (
    <main class={`codio-screen__stage codio-screen-board${empty ? "" : " codio-screen-board--actions"}`} id="main" ref={stage}>
      <BoardHead run={run} leaf={leaf} guest={guest} note={t("Dashed: chosen by a table, not in the plan yet.")} />
      {empty ? <Nothing leaf={leaf} guest={guest} words={t("No action yet.")} /> : <div>{board.posterActions.value.length > 0 && <PosterActions actions={board.posterActions.value} />}</div>}
      {waiting.length > 0 && (
        <ul class="codio-screen-waiting codio-screen-waiting--row" data-group="">
          {waiting.map(({ key, name, foundation }, at) => (
            <li class="codio-screen-waiting__item" data-piece={`waiting/${String(at)}`} data-foundation={foundation} key={key}>
              <Stamp foundation={foundation} />
              <span>
                <span class="codio-visually-hidden">{board.content.foundationName(foundation)}: </span>
                {name}
              </span>
            </li>
          ))}
        </ul>
      )}
      {!empty && leaf && !guest && <StepAsks leaf={leaf} />}
    </main>
  );
}
