// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The projector: one stage per kind of step. Nothing to operate, only what the room may see, and of names only the one that a spokesperson chose. */

import { useBoard } from "../../core/context";
import type { Board } from "../../core/api";
import type { Leaf, RunRecord, Screen } from "../../protocol.gen";
import { ActionStage } from "./ActionStage";
import { CaseStage } from "./CaseStage";
import { ChecklistStage } from "./ChecklistStage";
import { ClosingStage } from "./ClosingStage";
import { FrameworkStage } from "./FrameworkStage";
import { LobbyStage } from "./LobbyStage";
import { MechanismStage } from "./MechanismStage";
import { PitchStage } from "./PitchStage";
import { PosterStage } from "./PosterStage";
import { ResearchStage } from "./ResearchStage";
import { RoomStrip } from "./RoomStrip";
import { SilenceStage } from "./SilenceStage";
import { TalkStage } from "./TalkStage";
import { ValueStage } from "./ValueStage";
import { WaitStage } from "./WaitStage";
import { WiderStage } from "./WiderStage";

export interface StageProps {
  run: RunRecord;
  leaf: Leaf;
}

type Stage = (props: StageProps) => preact.JSX.Element | null;

const STAGES: { [screen in Screen]: Stage } = {
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
