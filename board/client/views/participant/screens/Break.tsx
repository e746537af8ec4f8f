// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A break: when everybody is back. What has been written can be read meanwhile, and points can be parked. */

import { useBoard } from "../../../core/context";
import type { Leaf, RunRecord } from "../../../protocol.gen";
import { Failures } from "../../sending/Failures";
import { backAt } from "../../timer/back-at";
import { AtHand } from "../at-hand/AtHand";
import { PlenaryHead } from "../frame/PlenaryHead";
import { Settings } from "../frame/Settings";
import { PlenaryExtras } from "./PlenaryExtras";
import { RoomBar } from "../room/RoomBar";

export function Break({ run, leaf }: { run: RunRecord; leaf: Leaf }) {
  const board = useBoard();
  return (
    <main class="codio-plenary" id="main" tabIndex={-1}>
      <PlenaryHead run={run} leaf={leaf} />
      <div class="codio-plenary__main">
        <p class="codio-break">{backAt(board, run)}</p>
        <RoomBar />
        <AtHand shown="" />
        <Failures />
        <PlenaryExtras leaf={leaf} poster={false} />
        <Settings />
      </div>
    </main>
  );
}
