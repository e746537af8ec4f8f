// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** All together: the notes of the whole room, or the tables that tell, with the poster as it grows. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Leaf, RunRecord } from "../../protocol.gen";
import { Columns } from "../shared/Columns";
import { Details } from "../shared/Details";
import { Failures } from "../shared/Failures";
import { Icon } from "../shared/Icon";
import { LivePoster } from "../poster/LivePoster";
import { Settings } from "../shared/Settings";
import { StepDetails } from "../shared/StepHeader";
import { TensionView } from "../shared/TensionView";
import { UndoBar } from "../shared/UndoBar";
import { PlenaryHead } from "./PlenaryHead";
import { Pitches } from "./Pitches";
import { ScribeBar } from "./ScribeBar";
import { useTools } from "./useTools";
import { WritingDock, WritingPanel, useWritingPanel } from "./WritingPanel";

export function Plenary({ run, leaf }: { run: RunRecord; leaf: Leaf }) {
  const board = useBoard();
  const kind = leaf.sheet ?? leaf.kinds[0] ?? (leaf.screen === "actions" ? "action" : "value");
  const panel = useWritingPanel(kind);
  const tools = useTools(panel.writing.edit, false);
  const notes = board.notes.value.filter((note) => note.content.type === kind);
  return (
    <div class="codio-plenary">
      <PlenaryHead run={run} leaf={leaf} />
      <main class="codio-plenary__main" id="main" tabIndex={-1}>
        <ScribeBar />
        <StepDetails leaf={leaf} />
        <WritingPanel kind={kind} runId={run.id} panel={panel} />
        <Failures />
        <UndoBar />
        {leaf.pitches ? <Pitches kind={kind} /> : <Columns notes={notes} tools={tools} wide />}
        <Tensions />
        <Details summary={t("The poster so far")}>
          <LivePoster compact />
        </Details>
        <Settings />
      </main>
      {!leaf.pitches && <WritingDock kind={kind} panel={panel} />}
    </div>
  );
}

function Tensions() {
  const board = useBoard();
  if (board.tensions.value.length === 0) return null;
  return (
    <>
      {board.tensions.value.map((tension) => (
        <section class="codio-plenary__tension" key={tension.id}>
          <h2 class="codio-heading">
            <Icon name="tension" />
            {t("Tension")}
          </h2>
          <TensionView tension={tension} />
        </section>
      ))}
    </>
  );
}
