// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The parking lot that the facilitator put on the screen. */

import { ParkingList } from "../../room/ParkingList";
import type { StageProps } from "../stage";
import { BoardHead } from "../BoardHead";
import { useFit } from "../fit/useFit";

export function ParkedStage({ run, leaf, guest }: StageProps) {
  const stage = useFit();
  return (
    <main class="codio-screen__stage codio-screen-board codio-screen-parked" id="main" ref={stage}>
      <BoardHead run={run} leaf={leaf} guest={guest} note="" />
      <div data-spot="block:parked">
        <ParkingList />
      </div>
    </main>
  );
}
