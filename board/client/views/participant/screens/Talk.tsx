// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Talking at the table: its notes in three columns, its sheet, and one's own notes. */

import { choosesIn } from "../../step/choosing";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Leaf, RunRecord } from "../../../protocol.gen";
import { Columns } from "../../columns/Columns";
import { Failures } from "../../sending/Failures";
import { mayOffer, writingIsOver } from "../steps/offering";
import { Settings } from "../frame/Settings";
import { StepQuestions, StepResults } from "../../step/StepHeader";
import { steadyNotes } from "../../parts/still-notes";
import { Tabs } from "../../parts/Tabs";
import { UndoBar } from "../../sending/UndoBar";
import { ownFirst } from "../../../core/foundations";
import { AtHand } from "../at-hand/AtHand";
import { Earlier } from "../at-hand/Earlier";
import { OwnNotes } from "../writing/OwnNotes";
import { OwnSheet } from "./OwnSheet";
import { RoomBar } from "../room/RoomBar";
import { Noting } from "../scribe/Noting";
import { StepBar } from "../frame/StepBar";
import { AccentQuestions } from "../steps/AccentQuestions";
import { DotsPanel } from "../steps/DotsPanel";
import { Examples } from "../steps/Examples";
import { JointActions } from "../steps/JointActions";
import { KeptAnswers } from "../steps/KeptAnswers";
import { ResearchPanel } from "../steps/ResearchPanel";
import { tableColour } from "../../table/TableStamps";
import { TableDock } from "./TableDock";
import { taskOf } from "./task";
import { useTalkTab, useTalkTabs, type TalkTab } from "./talk-tabs";
import { useOpening } from "./useOpening";
import { useTools } from "./useTools";
import { useWriter } from "../writing/writer";
import { WritingPanel, useWritingPanel } from "../writing/WritingPanel";
import { YourValues } from "../at-hand/YourValues";

/** Where questions and notes stand on one screen; on a phone and on a low laptop the notes go before. */
const ROOMY = "(min-width: 48rem) and (min-height: 52rem)";

export function Talk({ run, leaf }: { run: RunRecord; leaf: Leaf }) {
  const board = useBoard();
  const { me, table } = useWriter();
  // A scribe who types for nobody yet has no table to show: the bar says how to begin.
  const nobody = board.role === "scribe" && me === null;
  const kind = leaf.sheet ?? leaf.kinds[0] ?? "value";
  const panel = useWritingPanel(kind);
  const opening = useOpening(run);
  const notes = steadyNotes(board).filter((note) => note.table_id === table?.id && note.content.type === kind);
  const foundation = table ? tableColour(table) : undefined;
  const tabs = useTalkTabs(leaf, kind, notes);
  const [tab, setTab] = useTalkTab(run, leaf, notes);
  const tools = useTools(panel.writing.edit, choosesIn(leaf, board.leaves.value), leaf.sheet !== null);
  return (
    <main class="codio-phone" id="main" tabIndex={-1}>
      <StepBar run={run} leaf={leaf} />
      {!nobody && <Tabs<TalkTab> label={t("Your board")} tabs={tabs} current={tab} onChange={setTab} />}
      <div class="codio-talk" data-foundation={foundation}>
        <Noting leaf={leaf} onType={() => panel.setOpen(true)}>
          <p class="codio-talk__do">
            <strong>{t("Now:")}</strong> {leaf.silent ? t("Read what the others at your table wrote.") : board.content.text(leaf.do)}
          </p>
          <RoomBar />
          <StepQuestions leaf={leaf} open={leaf.mode === "group" && matchMedia(ROOMY).matches} />
          <YourValues leaf={leaf} />
          <WritingPanel kind={kind} runId={run.id} panel={panel} />
          <Failures />
          {nobody && <UndoBar />}
          {leaf.tools.includes("answers") && <KeptAnswers leaf={leaf} />}
          {nobody && leaf.tools.includes("research") && <ResearchPanel table={null} judge={false} />}
          {!nobody && (
            <div role="tabpanel" class="codio-talk__panel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`}>
              {tab === "table" && (
                <>
                  <Columns notes={notes} tools={tools} order={ownFirst(table)} opening={opening} />
                  {table && leaf.tools.includes("dots") && <DotsPanel table={table} kind={kind} />}
                </>
              )}
              {tab === "research" && <ResearchPanel table={table} judge={leaf.screen !== "research"} />}
              {tab === "joint" && table && <JointActions table={table} leaf={leaf} />}
              {tab === "sheet" && (
                <>
                  <OwnSheet kind={kind} />
                  {table && leaf.tools.includes("accents") && <AccentQuestions table={table} />}
                </>
              )}
              {tab === "mine" && <OwnNotes kinds={[kind]} edit={panel.writing.edit} />}
            </div>
          )}
          {table && mayOffer(board, leaf, kind) && kind === "action" && !leaf.tools.includes("joint_actions") && <Examples values={[]} own={table.foundations} />}
          {kind === "value" && !leaf.silent && writingIsOver(kind, board.content.leaves, board.runs.value) && <Earlier notes={notes} />}
          {/* Below: on a phone the notes would otherwise begin under its edge. */}
          <AtHand />
          <StepResults leaf={leaf} />
          <Settings />
        </Noting>
      </div>
      {!nobody && <TableDock {...{ leaf, kind, tab, setTab, panel }} task={taskOf(leaf, board.content.leaves)} />}
    </main>
  );
}
