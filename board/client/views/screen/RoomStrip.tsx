// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Over every stage: that this is practice, who speaks and who is next, and what the facilitator points at. */

import { t, tn } from "../../core/i18n";
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
  const talking = hands !== null && (hands.floor !== null || hands.queue.length > 0);
  const run = board.run.value;
  const silent = run?.silent === true && run.opened_to === "author";
  if (!practice && !talking && !name) return null;
  return (
    <aside class="codio-screen-strip" aria-label={t("In the room")}>
      {practice && (
        <p class="codio-screen-strip__practice">
          <Icon name="info" />
          {t("Practice: with simulated people")}
        </p>
      )}
      {talking && (silent ? <Waiting count={hands.queue.length + (hands.floor ? 1 : 0)} /> : <Speakers most={SPEAKERS} />)}
      {name && (
        <p>
          <Icon name="next" />
          {t("Look at: {what}", { what: name })}
        </p>
      )}
    </aside>
  );
}

/** In silence nobody is named: they are called on when it is over. */
function Waiting({ count }: { count: number }) {
  return (
    <p>
      <Icon name="voice" />
      {tn("{n} person wants to speak after the silence", "{n} people want to speak after the silence", count)}
    </p>
  );
}
