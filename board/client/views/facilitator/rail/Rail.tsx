// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The room: time, requests, who is ready, who may tell. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Leaf } from "../../../protocol.gen";
import { JoinFacts } from "../joining/JoinFacts";
import { PitchPanel } from "./PitchPanel";
import { Requests } from "./Requests";
import { Observations } from "../../room/Observations";
import { Guide } from "../guide/Guide";
import { itemsOf } from "../../../core/items";
import { Details } from "../../parts/Details";
import { choosesIn } from "../../step/choosing";
import { DotsPanel } from "./DotsPanel";
import { ForgottenClock } from "./ForgottenClock";
import { HandsPanel } from "./HandsPanel";
import { HelpPanel } from "./HelpPanel";
import { MissingPanel } from "./MissingPanel";
import { ParkPanel } from "./ParkPanel";
import { ScreenPanel } from "../showing/ScreenPanel";
import { SpotlightLine } from "./SpotlightLine";
import { SheetsPanel } from "./SheetsPanel";
import { TimePanel } from "./TimePanel";
import { ToldPanel } from "./ToldPanel";

export function Rail() {
  const board = useBoard();
  const run = board.run.value;
  const leaf = board.leaf.value;
  const closed = board.workshop.value?.phase === "closed";
  return (
    <aside class="codio-rail" id="room" tabIndex={-1} aria-label={t("The room")}>
      {run && leaf && !closed ? (
        <>
          <TimePanel run={run} leaf={leaf} />
          {leaf.pitches && <PitchPanel run={run} leaf={leaf} />}
          <HelpPanel />
          <Requests run={run} />
          <ForgottenClock run={run} />
          <SpotlightLine />
          <HandsPanel />
          <Guide key={leaf.id} leaf={leaf} />
          {leaf.sheet && choosesIn(leaf, board.leaves.value) && <SheetsPanel kind={leaf.sheet} />}
          {leaf.tools.includes("dots") && leaf.sheet && <DotsPanel kind={leaf.sheet} />}
          <MissingPanel />
          <ParkPanel />
          <NotesTaken leaf={leaf} />
          <ToldPanel />
        </>
      ) : (
        !closed && <JoinPanel />
      )}
      {!closed && <ScreenPanel />}
    </aside>
  );
}

/** What the note taker saw in this step, folded away. */
function NotesTaken({ leaf }: { leaf: Leaf }) {
  const board = useBoard();
  const count = itemsOf(board.items.value, "observation").filter((item) => item.content.leaf_id === leaf.id).length;
  return (
    <Details summary={t("What is noted: {n}", { n: count })}>
      <Observations leaf={leaf} />
    </Details>
  );
}

/** Before the first step the room needs nothing but the way in. */
function JoinPanel() {
  return (
    <section class="codio-panel codio-panel--joining" aria-labelledby="joining">
      <h2 class="codio-panel__heading" id="joining">
        {t("How people come in")}
      </h2>
      <JoinFacts />
    </section>
  );
}
