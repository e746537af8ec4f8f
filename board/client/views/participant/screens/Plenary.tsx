// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** All together: the notes of the whole room, or the tables that tell, with the poster as it grows. */

import { useBoard } from "../../../core/context";
import type { Leaf, RunRecord } from "../../../protocol.gen";
import { Columns } from "../../columns/Columns";
import { Failures } from "../../sending/Failures";
import { Settings } from "../frame/Settings";
import { steadyNotes } from "../../parts/still-notes";
import { StepDetails } from "../../step/StepHeader";
import { UndoBar } from "../../sending/UndoBar";
import { AtHand } from "../at-hand/AtHand";
import { PlenaryExtras } from "./PlenaryExtras";
import { PlenaryHead } from "../frame/PlenaryHead";
import { Pitches } from "./Pitches";
import { RoomBar } from "../room/RoomBar";
import { Noting } from "../scribe/Noting";
import { KeptAnswers } from "../steps/KeptAnswers";
import { useTools } from "./useTools";
import { WritingDock, WritingPanel, useWritingPanel } from "../writing/WritingPanel";
import { YourValues } from "../at-hand/YourValues";

export function Plenary({ run, leaf }: { run: RunRecord; leaf: Leaf }) {
  const board = useBoard();
  const kind = leaf.sheet ?? leaf.kinds[0] ?? (leaf.screen === "actions" ? "action" : "value");
  const panel = useWritingPanel(kind);
  const tools = useTools(panel.writing.edit, false);
  const notes = steadyNotes(board).filter((note) => note.content.type === kind);
  // What this step is about lies on the poster already: no empty sheets before it.
  const entries = kind === "action" ? board.posterActions.value : board.posterValues.value;
  const onPoster = !leaf.pitches && notes.length === 0 && entries.length > 0;
  const hasAnswers = leaf.tools.includes("answers");
  // Who types the answers has them first; who reads along has the notes first.
  const writesAnswers = hasAnswers && board.role === "scribe";
  return (
    <main class="codio-plenary" id="main" tabIndex={-1}>
      <PlenaryHead run={run} leaf={leaf} />
      <div class="codio-plenary__main">
        <Noting leaf={leaf} onType={() => panel.setOpen(true)}>
          <RoomBar />
          <StepDetails leaf={leaf} />
          <YourValues leaf={leaf} />
          <WritingPanel kind={kind} runId={run.id} panel={panel} />
          <Failures />
          <UndoBar />
          {writesAnswers && <KeptAnswers leaf={leaf} />}
          {leaf.pitches && <Pitches kind={kind} />}
          {!leaf.pitches && !onPoster && <Columns notes={notes} tools={tools} wide />}
          <PlenaryExtras leaf={leaf} poster={onPoster} />
          {hasAnswers && !writesAnswers && <KeptAnswers leaf={leaf} />}
          <AtHand />
          <Settings />
        </Noting>
      </div>
      {!leaf.pitches && <WritingDock kind={kind} panel={panel} />}
    </main>
  );
}
