// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Under every stage: that this is practice, who speaks and who is next, and what the facilitator points at. In a silence and in a break
 * nobody is called on: hands stay on the desk, and come back here when it is over. Where somebody may be called on, its place is kept
 * free, so that no page is laid anew when a hand is raised.
 */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { Icon } from "../parts/Icon";
import { Speakers } from "../room/Speakers";
import { spotName } from "../room/spotlight";
import { useSpotlight } from "../room/useSpotlight";

/** Names that fit in two lines. */
const SPEAKERS = 3;

export function RoomStrip() {
  const board = useBoard();
  const { spot, missing } = useSpotlight();
  // What the screen has on no stage is named at least.
  const name = spot && missing ? spotName(board, spot) : "";
  const practice = board.workshop.value?.rehearsal ?? false;
  const hands = board.hands.value;
  const run = board.run.value;
  const quiet = board.leaf.value?.screen === "break" || (run?.silent === true && run.opened_to === "author") || board.workshop.value?.phase === "closed";
  const talking = !quiet && hands !== null && (hands.floor !== null || hands.queue.length > 0);
  if (!practice && !talking && !name) return run && !quiet ? <div class="codio-screen-strip codio-screen-strip--free" /> : null;
  return (
    <aside class="codio-screen-strip" aria-label={t("In the room")}>
      {practice && (
        <p class="codio-screen-strip__practice">
          <Icon name="info" />
          {t("Practice: with simulated people")}
        </p>
      )}
      {talking && <Speakers most={SPEAKERS} />}
      {name && (
        <p>
          <Icon name="next" />
          {t("Look at: {what}", { what: name })}
        </p>
      )}
    </aside>
  );
}
