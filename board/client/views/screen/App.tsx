// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The projector: one stage per kind of step. Nothing to operate, only what the room may see, and of names only the one that a spokesperson chose. */

import { useBoard } from "../../core/context";
import type { Board } from "../../core/api";
import type { LeafScreen } from "../../protocol.gen";
import type { Stage } from "./stage";
import { ActionStage } from "./stages/ActionStage";
import { BreakStage } from "./stages/BreakStage";
import { CaseStage } from "./stages/CaseStage";
import { ChecklistStage } from "./stages/ChecklistStage";
import { ClosingStage } from "./stages/ClosingStage";
import { FrameworkStage } from "./stages/FrameworkStage";
import { LobbyStage } from "./stages/LobbyStage";
import { MechanismStage } from "./stages/MechanismStage";
import { PitchStage } from "./stages/PitchStage";
import { PosterStage } from "./stages/PosterStage";
import { ResearchStage } from "./stages/ResearchStage";
import { RoomStrip } from "./RoomStrip";
import { SilenceStage } from "./stages/SilenceStage";
import { TalkStage } from "./stages/TalkStage";
import { ValueStage } from "./stages/ValueStage";
import { WaitStage } from "./stages/WaitStage";
import { WiderStage } from "./stages/WiderStage";

const STAGES: { [screen in LeafScreen]: Stage } = {
  framework: FrameworkStage,
  case: CaseStage,
  silence: TalkStage,
  tables: TalkStage,
  research: ResearchStage,
  mechanisms: MechanismStage,
  wider: WiderStage,
  reflection: ClosingStage,
  pitches: PitchStage,
  values: ValueStage,
  actions: ActionStage,
  checklist: ChecklistStage,
  poster: PosterStage,
  break: BreakStage,
};

export function ScreenApp() {
  const board = useBoard();
  if (!board.ready.value || !board.workshop.value) return <WaitStage />;
  return (
    <>
      <Current board={board} />
      <RoomStrip />
    </>
  );
}

function Current({ board }: { board: Board }) {
  const run = board.run.value;
  const leaf = board.leaf.value;
  if (board.workshop.value?.phase === "closed") return <PosterStage run={run} leaf={leaf} />;
  if (!run || !leaf) return <LobbyStage />;
  // Silence is what the run says, also when the script shows something else in this step.
  if (run.silent && run.opened_to === "author") return <SilenceStage run={run} leaf={leaf} />;
  const Shown = STAGES[leaf.screen];
  return <Shown key={run.id} run={run} leaf={leaf} />;
}
