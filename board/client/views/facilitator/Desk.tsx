// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The middle: the work itself in tabs, as large as the window allows. In silence nothing of anybody's notes. */

import { useEffect, useRef } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { Failures } from "../sending/Failures";
import { isTyping } from "../parts/focus";
import { Tabs } from "../parts/Tabs";
import { isOver, Unsent } from "../sending/Unsent";
import { BoardPane, useNewStep } from "./board/BoardPane";
import { asked } from "./board/together";
import { SpaceLine } from "./SpaceLine";
import { openTab, pickTab, tabNames, type DeskTab } from "./console/desk-tabs";
import { FinishPane } from "./finish/FinishPane";
import { isLocked } from "./script/next";
import { PeoplePane } from "./room/PeoplePane";
import { ActionsPane } from "./poster/ActionsPane";
import { ValuesPane } from "./poster/ValuesPane";
import { WiderPane } from "./poster/WiderPane";
import { PreparePane } from "./prepare/PreparePane";
import { openSection } from "./prepare/sections";
import { ParkingPane } from "./room/ParkingPane";
import { SilencePane } from "./SilencePane";
import { UndoPlace } from "./UndoPlace";

const PANES: { [tab in DeskTab]: () => preact.JSX.Element | null } = {
  prepare: PreparePane,
  board: BoardPane,
  values: ValuesPane,
  actions: ActionsPane,
  wider: WiderPane,
  parked: ParkingPane,
  finish: FinishPane,
  people: PeopleTab,
};

const ORDER: readonly DeskTab[] = ["prepare", "board", "values", "actions", "wider", "parked", "finish", "people"];
/** Before the first step there is nothing on the board. */
const BEFORE: readonly DeskTab[] = ["prepare", "people", "finish"];
/** What there is in silence: nothing of anybody's notes. */
const QUIET: readonly DeskTab[] = ["board", "parked", "people"];

export function Desk() {
  const board = useBoard();
  const leaf = board.leaf.value;
  const locked = isLocked(board.run.value);
  const tab = useSteadyTab();
  useNewStep();
  useTop(board.run.value?.id ?? "");
  const shown = locked && !(QUIET.includes(tab) && tab !== "board") ? "board" : tab;
  const Pane = locked && shown === "board" ? SilencePane : PANES[shown];
  const names = tabNames();
  const hasWider = board.leaves.value.some((one) => one.tools.includes("wider"));
  const closed = board.workshop.value?.phase === "closed";
  const inUse = ORDER.filter((id) => (id !== "wider" || (hasWider && !closed)) && (id !== "prepare" || !closed));
  const tabs = locked ? QUIET : leaf ? inUse : BEFORE;
  return (
    <section class="codio-console__main codio-desk" id="work" tabIndex={-1} aria-label={t("Desk")}>
      <div class="codio-desk__head">
        <SpaceLine />
        <div class="codio-desk__line">
          <Tabs
            label={t("Desk")}
            tabs={tabs.map((id) => ({ id, label: locked && id === "board" ? t("Silence") : names[id], ...(id === "people" ? { count: board.workshop.value?.people ?? 0 } : {}) }))}
            current={shown}
            onChange={(id: DeskTab) => pickTab(board, id)}
          />
          {!closed && <UndoPlace />}
        </div>
      </div>
      <div
        class="codio-desk__panel"
        role="tabpanel"
        id={`panel-${shown}`}
        aria-labelledby={`tab-${shown}`}
        {...(Pane === BoardPane ? {} : { "data-work-area": "" })}
      >
        <Pane />
      </div>
      <div class="codio-desk__notices">{isOver(board) ? <Unsent /> : <Failures />}</div>
    </section>
  );
}

/** The tab of the step, but never another one under a typing hand or one that prepares, or a question about the notes that are picked. */
function useSteadyTab(): DeskTab {
  const board = useBoard();
  const wanted = openTab(board);
  const before = useRef(wanted);
  const busy = isTyping() || asked.value || (!board.leaf.value && document.activeElement?.closest("#panel-prepare"));
  const kept = before.current !== wanted && busy ? before.current : wanted;
  useEffect(() => {
    if (kept !== wanted) pickTab(board, kept);
    before.current = kept;
  });
  return kept;
}

/** What a step is about begins at its top, unless somebody types. */
function useTop(run: string): void {
  useEffect(() => {
    if (isTyping()) return;
    for (const one of document.querySelectorAll(".codio-rail, .codio-desk .codio-console__scroll, .codio-desk .codio-column")) one.scrollTop = 0;
  }, [run]);
}

/** The people, with the way to the tables of the preparation. */
function PeopleTab() {
  const board = useBoard();
  const toTables = (): void => {
    openSection(board).pick("tables");
    pickTab(board, "prepare");
    requestAnimationFrame(() => document.getElementById("prepare-part")?.focus());
  };
  return <PeoplePane toTables={toTables} />;
}
