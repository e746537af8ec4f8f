// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Talking at the table: its notes in three columns, its sheet, and one's own notes. */

import { useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Leaf, RunRecord } from "../../protocol.gen";
import { Columns } from "../shared/Columns";
import { Failures } from "../shared/Failures";
import { Settings } from "../shared/Settings";
import { StepDetails } from "../shared/StepHeader";
import { Tabs, type Tab } from "../shared/Tabs";
import { UndoBar } from "../shared/UndoBar";
import { ownFirst } from "../shared/words";
import { OwnNotes } from "./OwnNotes";
import { OwnSheet } from "./OwnSheet";
import { ScribeBar } from "./ScribeBar";
import { StepBar } from "./StepBar";
import { useOpening } from "./useOpening";
import { useTools } from "./useTools";
import { useOwnNotes, useWriter } from "./writer";
import { WritingDock, WritingPanel, useWritingPanel } from "./WritingPanel";

type TabId = "table" | "sheet" | "mine";

export function Talk({ run, leaf }: { run: RunRecord; leaf: Leaf }) {
  const board = useBoard();
  const { table } = useWriter();
  const [tab, setTab] = useState<TabId>("table");
  const kind = leaf.sheet ?? leaf.kinds[0] ?? "value";
  const panel = useWritingPanel(kind);
  const tools = useTools(panel.writing.edit, true);
  const opening = useOpening(run);
  const notes = board.notes.value.filter((note) => note.table_id === table?.id && note.content.type === kind);
  const own = useOwnNotes([kind]);
  const chosen = new Set(notes.filter((note) => note.verdict === "chosen").map((note) => note.stack_id));
  const foundation = table?.foundations[0];
  const tabs: readonly Tab<TabId>[] = [
    { id: "table", label: t("Our table"), count: notes.length, ...(foundation ? { stamp: foundation } : {}) },
    { id: "sheet", label: t("Our sheet"), count: chosen.size },
    { id: "mine", label: board.role === "scribe" ? t("Of this person") : t("Mine"), count: own.length },
  ];
  return (
    <div class="codio-phone">
      <StepBar run={run} leaf={leaf} />
      <Tabs<TabId> label={t("Your board")} tabs={tabs} current={tab} onChange={setTab} />
      <main class="codio-talk" id="main" tabIndex={-1} data-foundation={foundation}>
        <p class="codio-talk__do">
          <strong>{t("Now:")}</strong> {leaf.silent ? t("Read what the others at your table wrote.") : board.content.text(leaf.do)}
        </p>
        <ScribeBar />
        <WritingPanel kind={kind} runId={run.id} panel={panel} />
        <Failures />
        {tab !== "mine" && <UndoBar />}
        <div role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`}>
          {tab === "table" && <Columns notes={notes} tools={tools} order={ownFirst(table)} opening={opening} />}
          {tab === "sheet" && <OwnSheet kind={kind} />}
          {tab === "mine" && <OwnNotes kinds={[kind]} edit={panel.writing.edit} />}
        </div>
        <StepDetails leaf={leaf} />
        <Settings />
      </main>
      <WritingDock kind={kind} panel={panel} />
    </div>
  );
}
