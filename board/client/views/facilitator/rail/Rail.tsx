// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The room: time, requests, who is ready, who may tell. */

import type { ComponentChildren } from "preact";
import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Board } from "../../../core/api";
import type { Leaf } from "../../../protocol.gen";
import { JoinFacts } from "../joining/JoinFacts";
import { PitchPanel } from "./PitchPanel";
import { Requests } from "./Requests";
import { Observations } from "../../room/Observations";
import { Guide } from "../guide/Guide";
import { roomUnfolded } from "../guide/folded";
import { itemsOf } from "../../../core/items";
import { Details } from "../../parts/Details";
import { Icon } from "../../parts/Icon";
import { useMatches } from "../../parts/useMatches";
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
import { isLocked } from "../script/next";
import { missingNow } from "./missing-words";

/** Over the work, not beside it. */
const NARROW = "(max-width: 60rem)";

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
          <Lists label={t("Lists and screen")} beside={missingBeside(board)}>
            {leaf.sheet && choosesIn(leaf, board.leaves.value) && <SheetsPanel kind={leaf.sheet} />}
            {leaf.tools.includes("dots") && leaf.sheet && <DotsPanel kind={leaf.sheet} />}
            <MissingPanel />
            <ParkPanel />
            <NotesTaken leaf={leaf} />
            <ToldPanel />
            <ScreenPanel />
          </Lists>
        </>
      ) : (
        !closed && (
          <Lists label={t("Way in and screen")} beside={codeBeside(board)}>
            <JoinPanel />
            <ScreenPanel />
          </Lists>
        )
      )}
    </aside>
  );
}

interface ListsProps {
  label: string;
  /** What of it is in sight while it is folded. */
  beside: ComponentChildren;
  children: ComponentChildren;
}

/** What can wait until somebody looks for it: beside the work it is all in sight, over the work it is one line. */
function Lists({ label, beside, children }: ListsProps) {
  const narrow = useMatches(NARROW);
  const open = roomUnfolded.value;
  return (
    <>
      {narrow && (
        <button type="button" class="codio-button codio-button--line codio-button--tiny codio-rail__unfold" aria-expanded={open} onClick={() => (roomUnfolded.value = !open)}>
          <Icon name={open ? "close" : "down"} />
          {label}
          {beside && <span class="codio-number codio-soft">{beside}</span>}
        </button>
      )}
      <div class="codio-rail__lists" hidden={narrow && !open}>
        {children}
      </div>
    </>
  );
}

function missingBeside(board: Board): string {
  const missing = isLocked(board.run.value) ? 0 : missingNow(board).length;
  return missing > 0 ? tn("{n} missing", "{n} missing", missing) : "";
}

/** The words with which people come in, while they can. */
function codeBeside(board: Board): ComponentChildren {
  const { code = "", door_shut = false } = board.workshop.value ?? {};
  return !door_shut && <span translate={false}>{code.split("-").join(" ")}</span>;
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

/** Before the first step the room needs nothing but the way in; over the work the bar has it too ("Share the code"). */
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
