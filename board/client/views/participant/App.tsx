// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The participant's app, phone first. A scribe uses the same one, with a bar that says for whom is typed. */

import { useEffect } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { closed } from "../../core/sentences";
import { useMilestones } from "../timer/milestones";
import { useAwake } from "../parts/awake";
import { keptAwake } from "../parts/preferences";
import { useSpotlight } from "../room/useSpotlight";
import { useUndoKeys } from "../sending/useUndoKeys";
import { scribesTask, stepNamed } from "../step/whereabouts";
import { Lobby } from "./screens/Lobby";
import { AwayBar } from "./room/AwayBar";
import { Rehearsal } from "./room/Rehearsal";
import { useOwnNews } from "./room/useOwnNews";
import { screenKey, screenNow, type ScreenNow } from "./screens/screens";
import { late, loadLate } from "./screens/late";
import { StepNotice } from "./StepNotice";
import { Detour } from "../sending/Detour";
import { Removed } from "../sending/Removed";
import { Swapped } from "../sending/Swapped";
import { isCutOff, Unsent } from "../sending/Unsent";
import { SkipLinks } from "../parts/SkipLinks";
import { useStill } from "../parts/still-notes";
import { ownPace } from "../parts/preferences";
import { usePageTitle } from "../step/page-title";
import { useHeld } from "./useHeld";
import { useScribe } from "./scribe/useScribe";
import { WaitScreen } from "./screens/WaitScreen";
import { WriterContext } from "./writing/writer";

export function ParticipantApp() {
  const board = useBoard();
  const writer = useScribe();
  useMilestones(board);
  useUndoKeys();
  useAwake(keptAwake.value && board.run.value !== null && board.workshop.value?.phase !== "closed");
  useOwnNews(board);
  useStill(board);
  useEffect(loadLate, []);
  const SpotlightBar = late.value?.SpotlightBar;
  const light = useSpotlight();
  const tell = ({ name, run, leaf }: ScreenNow) => {
    // What is asked now begins with its heading and clock, wherever in the former step somebody was.
    scrollTo({ top: 0, behavior: "instant" });
    if (name === "closed") board.announce.say(t("The workshop is over. Thank you for taking part."));
    else if (leaf && run?.silent && run.opened_to !== "author") board.announce.say(t("The notes lie on the table now"));
    else if (leaf) board.announce.say(`${closed(stepNamed(board, leaf))} ${scribesTask(board, leaf) || board.content.text(leaf.do)}`);
  };
  const keeps = ({ name }: ScreenNow) => ownPace.value && name === "write" && board.role === "participant" && board.workshop.value?.phase !== "closed";
  const held = useHeld(screenNow(board), { keyOf: screenKey, keeps, onSwitch: tell });
  usePageTitle(board, held.shown.name === "closed" ? null : held.shown.leaf);
  const go = () => {
    held.go();
    requestAnimationFrame(() => {
      const heading = document.querySelector("h1");
      if (!heading) return;
      heading.tabIndex = -1;
      heading.focus();
    });
  };
  if (board.connection.value === "removed") {
    // The workshop is none of his business any more; his own words are.
    return (
      <main class="codio-cutoff" id="main" tabIndex={-1}>
        <Removed />
        <Unsent />
      </main>
    );
  }
  return (
    <WriterContext.Provider value={writer}>
      <SkipLinks />
      {SpotlightBar && board.run.value?.opened_to !== "author" && <SpotlightBar light={light} />}
      <Rehearsal />
      <Detour />
      <AwayBar />
      {held.next && <StepNotice next={held.next} go={go} />}
      {isCutOff(board) && (
        <div class="codio-cutoff">
          <Swapped />
          {held.shown.name !== "closed" && <Unsent />}
        </div>
      )}
      <Screen screen={held.shown} />
    </WriterContext.Provider>
  );
}

function Screen({ screen }: { screen: ScreenNow }) {
  const { name, run, leaf } = screen;
  if (name === "wait") return <WaitScreen />;
  if (name === "lobby" || (name !== "closed" && (!run || !leaf))) return <Lobby />;
  const StepScreen = late.value?.StepScreen;
  return StepScreen ? <StepScreen screen={screen} /> : <WaitScreen forStep />;
}
