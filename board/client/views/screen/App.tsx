// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The projector: one stage per kind of step. Nothing to operate, only what the room may see, and of names only the one that a spokesperson chose. */

import { useBoard } from "../../core/context";
import { usePageTitle } from "../step/page-title";
import type { Board } from "../../core/api";
import type { LeafScreen, ShownStage } from "../../protocol.gen";
import { shownName, shownNow } from "../room/showing";
import type { Stage, StepProps, StepStage } from "./stage";
import { ActionStage } from "./stages/ActionStage";
import { BreakStage } from "./stages/BreakStage";
import { CaseStage } from "./stages/CaseStage";
import { ChecklistStage } from "./stages/ChecklistStage";
import { ClockStage } from "./stages/ClockStage";
import { ClosingStage } from "./stages/ClosingStage";
import { FrameworkStage } from "./stages/FrameworkStage";
import { LobbyStage } from "./stages/LobbyStage";
import { MechanismStage } from "./stages/MechanismStage";
import { ParkedStage } from "./stages/ParkedStage";
import { PitchStage } from "./stages/PitchStage";
import { PosterStage } from "./stages/PosterStage";
import { ResearchStage } from "./stages/ResearchStage";
import { SheetStage } from "./stages/SheetStage";
import { SilenceStage } from "./stages/SilenceStage";
import { SpotStage } from "./stages/SpotStage";
import { TalkStage } from "./stages/TalkStage";
import { ValueStage } from "./stages/ValueStage";
import { WaitStage } from "./stages/WaitStage";
import { WiderStage } from "./stages/WiderStage";
import { Foot } from "./Foot";
import { RoomStrip } from "./RoomStrip";
import { ScreenTools } from "./ScreenTools";

/** Stages that are a step's own. */
const STEPS: { readonly [screen in LeafScreen]?: StepStage } = {
  break: BreakStage,
  silence: TalkStage,
  tables: TalkStage,
  research: ResearchStage,
  mechanisms: MechanismStage,
  wider: WiderStage,
  reflection: ClosingStage,
  pitches: PitchStage,
};

/** Stages that can also be put on the screen while the step is about something else. */
const STAGES: { readonly [stage in Exclude<ShownStage, "step" | "lobby" | "table">]: Stage } = {
  clock: ClockStage,
  framework: FrameworkStage,
  case: CaseStage,
  values: ValueStage,
  actions: ActionStage,
  checklist: ChecklistStage,
  poster: PosterStage,
  parked: ParkedStage,
};

export function ScreenApp() {
  const board = useBoard();
  usePageTitle(board, board.workshop.value?.phase === "closed" ? null : board.leaf.value);
  if (!board.ready.value || !board.workshop.value) return <WaitStage />;
  return (
    <div class="codio-screen-frame">
      <Current board={board} />
      <RoomStrip />
      <Foot />
      {!isPreview() && <ScreenTools />}
    </div>
  );
}

/** Whether this page stands small on the facilitator's desk: nobody is at it, and it keeps no device awake. */
function isPreview(): boolean {
  return window.parent !== window;
}

function Current({ board }: { board: Board }) {
  const run = board.run.value;
  const leaf = board.leaf.value;
  const { stage, table } = shownNow(board);
  const spot = board.spotlight.value;
  const guest = shownName(board);
  if (table) return <SheetStage key={table.id} run={run} leaf={leaf} guest={guest} table={table} />;
  if (stage === "spot") return spot && <SpotStage key={spot.n} run={run} leaf={leaf} guest={guest} spot={spot} />;
  if (stage === "lobby") return <LobbyStage />;
  if (stage !== "step" && stage !== "table") {
    const Guest = STAGES[stage];
    return <Guest key={stage} run={run} leaf={leaf} guest={guest} />;
  }
  if (board.workshop.value?.phase === "closed") return <PosterStage run={run} leaf={leaf} guest="" />;
  return run && leaf ? <Step key={run.id} run={run} leaf={leaf} /> : <LobbyStage />;
}

function Step({ run, leaf }: StepProps) {
  // Silence is what the run says, also when the script shows something else in this step.
  if (run.silent && run.opened_to === "author") return <SilenceStage run={run} leaf={leaf} />;
  const Own = STEPS[leaf.screen];
  if (Own) return <Own run={run} leaf={leaf} />;
  const Shown = leaf.screen in STAGES ? STAGES[leaf.screen as keyof typeof STAGES] : TalkStage;
  return <Shown run={run} leaf={leaf} guest="" />;
}
