// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The middle: what to say and ask in this step, and the work itself in tabs. In silence nothing of anybody's notes. */

import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t, tn } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Leaf } from "../../protocol.gen";
import { Failures } from "../sending/Failures";
import { isTyping } from "../parts/focus";
import { Icon } from "../parts/Icon";
import { StepHeader } from "../step/StepHeader";
import { Tabs } from "../parts/Tabs";
import { UndoBar } from "../sending/UndoBar";
import { isOver, Unsent } from "../sending/Unsent";
import { BoardPane } from "./BoardPane";
import { SpaceLine } from "./SpaceLine";
import { openTab, pickTab, tabNames, type DeskTab } from "./console/desk-tabs";
import { FinishPane } from "./finish/FinishPane";
import { Guide } from "./script/Guide";
import { isLocked } from "./script/next";
import { PeoplePane } from "./room/PeoplePane";
import { ActionsPane } from "./poster/ActionsPane";
import { ValuesPane } from "./poster/ValuesPane";
import { WiderPane } from "./poster/WiderPane";
import { PreparePane } from "./prepare/PreparePane";
import { BringButton } from "./room/BringButton";
import { ParkingPane } from "./room/ParkingPane";

/** The guide is folded away: room for the work, until the facilitator wants it back. */
const folded = signal(false);

const PANES: { [tab in DeskTab]: () => preact.JSX.Element | null } = {
  prepare: PreparePane,
  board: BoardPane,
  values: ValuesPane,
  actions: ActionsPane,
  wider: WiderPane,
  parked: ParkingPane,
  finish: FinishPane,
  people: PeoplePane,
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
  const shown = locked && !(QUIET.includes(tab) && tab !== "board") ? "board" : tab;
  const Pane = locked && shown === "board" ? SilencePane : PANES[shown];
  const names = tabNames();
  const hasWider = board.leaves.value.some((one) => one.tools.includes("wider"));
  const closed = board.workshop.value?.phase === "closed";
  const inUse = ORDER.filter((id) => (id !== "wider" || (hasWider && !closed)) && (id !== "prepare" || !closed));
  const tabs = locked ? QUIET : leaf ? inUse : BEFORE;
  return (
    <main class="codio-console__main codio-desk" id="main">
      <div class="codio-desk__head">
        <SpaceLine />
        <Head leaf={leaf} />
      </div>
      <Tabs
        label={t("Desk")}
        tabs={tabs.map((id) => ({ id, label: locked && id === "board" ? t("Silence") : names[id] }))}
        current={shown}
        onChange={(id: DeskTab) => pickTab(board, id)}
      />
      <div class="codio-desk__panel" role="tabpanel" id={`panel-${shown}`} aria-labelledby={`tab-${shown}`}>
        <Pane />
      </div>
      <div class="codio-desk__notices">
        <UndoBar />
        {isOver(board) ? <Unsent /> : <Failures />}
      </div>
    </main>
  );
}

/** The tab of the step, but never another one under a typing hand. */
function useSteadyTab(): DeskTab {
  const board = useBoard();
  const wanted = openTab(board);
  const before = useRef(wanted);
  const kept = before.current !== wanted && isTyping() ? before.current : wanted;
  useEffect(() => {
    if (kept !== wanted) pickTab(board, kept);
    before.current = kept;
  });
  return kept;
}

function Head({ leaf }: { leaf: Leaf | null }) {
  const workshop = useBoard().workshop.value;
  if (workshop?.phase === "closed") {
    return (
      <div class="codio-step">
        <p class="codio-step__where">{t("The workshop is closed")}</p>
        <h1 class="codio-step__title">{workshop.title}</h1>
      </div>
    );
  }
  if (!leaf) return <LobbyHead />;
  return (
    <>
      <StepHeader leaf={leaf} />
      <button type="button" class="codio-move codio-desk__fold" aria-expanded={!folded.value} onClick={() => (folded.value = !folded.value)}>
        <Icon name={folded.value ? "down" : "close"} />
        {folded.value ? t("Show the guide") : t("Hide the guide")}
      </button>
      {!folded.value && <Guide key={leaf.id} leaf={leaf} />}
      {leaf.screen === "framework" && (
        <p>
          {t("Value framework")}
          <BringButton kind="block" target="framework" name={t("the framework")} />
        </p>
      )}
    </>
  );
}

function LobbyHead() {
  const board = useBoard();
  const people = board.workshop.value?.people ?? 0;
  return (
    <div class="codio-step">
      <p class="codio-step__where">{t("Before we start")}</p>
      <h1 class="codio-step__title">{board.workshop.value?.title}</h1>
      <p class="codio-step__do">
        {people === 0
          ? t("Nobody is in yet. Share the code.")
          : tn("{n} person is in. Start when everyone is there.", "{n} people are in. Start when everyone is there.", people)}
      </p>
    </div>
  );
}

/** In silence there is nothing to see but the room. */
function SilencePane() {
  const board = useBoard();
  const run = board.run.value;
  const people = board.workshop.value?.people ?? 0;
  return (
    <div class="codio-card codio-desk__silence">
      <p class="codio-strong">
        <Icon name="quiet" inline /> {t("It is quiet. Nobody sees a note of somebody else, you neither.")}
      </p>
      <p class="codio-desk__count">
        <b class="codio-number">{run?.ready ?? 0}</b> {tn("of {n} ready", "of {n} ready", people)}
      </p>
      <p class="codio-soft">{t("When the time is up the notes open by themselves.")}</p>
    </div>
  );
}
