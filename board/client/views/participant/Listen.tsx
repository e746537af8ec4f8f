// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Steps in which nothing is written: the value framework, the case, the poster with its questions. */

import { useBoard } from "../../core/context";
import type { Leaf, RunRecord } from "../../protocol.gen";
import { LivePoster } from "../poster/LivePoster";
import { Settings } from "../shared/Settings";
import { StepDetails } from "../shared/StepHeader";
import { ownFirst } from "../shared/words";
import { CaseText } from "./CaseText";
import { Definitions } from "./Definitions";
import { PlenaryHead } from "./PlenaryHead";
import { ScribeBar } from "./ScribeBar";
import type { ScreenName } from "./screens";
import { useWriter } from "./writer";

export function Listen({ run, leaf, show }: { run: RunRecord; leaf: Leaf; show: ScreenName }) {
  const board = useBoard();
  const { table } = useWriter();
  return (
    <div class="codio-plenary">
      <PlenaryHead run={run} leaf={leaf} />
      <main class="codio-plenary__main" id="main" tabIndex={-1}>
        <ScribeBar />
        <StepDetails leaf={leaf} open={show === "poster"} />
        {show === "case" && <CaseText />}
        {show === "framework" && (
          <div class="codio-columns">
            {ownFirst(table).map((foundation) => (
              <Definitions key={foundation} foundation={foundation} />
            ))}
          </div>
        )}
        {show === "poster" && <LivePoster compact key={board.session} />}
        <Settings />
      </main>
    </div>
  );
}
