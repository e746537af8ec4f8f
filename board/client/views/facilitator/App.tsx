// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The facilitator's console: the script on the left, the work in the middle, time and people on the right. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { useMilestones } from "../timer/milestones";
import { Detour } from "../sending/Detour";
import { useUndoKeys } from "../sending/useUndoKeys";
import { SkipLinks, usePlace } from "../parts/SkipLinks";
import { useStill } from "../parts/still-notes";
import { usePageTitle } from "../step/page-title";
import { Desk } from "./Desk";
import { Rail } from "./rail/Rail";
import { useRoomNews } from "./room/useRoomNews";
import { ScriptPane } from "./script/ScriptPane";
import { TopBar } from "./TopBar";
import { InOrder } from "./console/InOrder";

export function FacilitatorApp() {
  const board = useBoard();
  useMilestones(board);
  useUndoKeys();
  useRoomNews(board);
  useStill(board);
  usePageTitle(board, board.workshop.value?.phase === "closed" ? null : board.leaf.value);
  if (!board.ready.value || !board.workshop.value) return <Waiting ended={board.connection.value === "ended"} />;
  return (
    <main class="codio-console" id="main" tabIndex={-1}>
      <Parts />
      <TopBar />
      <Detour />
      <div class="codio-console__grid">
        <InOrder script={<ScriptPane />} work={<Desk />} rail={<Rail />} />
      </div>
    </main>
  );
}

/** Where the keyboard can go at once. */
function Parts() {
  usePlace("work", t("Desk"));
  usePlace("script", t("Script"));
  usePlace("room", t("The room"));
  return <SkipLinks />;
}

function Waiting({ ended }: { ended: boolean }) {
  return (
    <main class="codio-document" id="main">
      <h1>{t("Facilitator")}</h1>
      <p>{ended ? t("This link does not work (any more).") : t("One moment, the board is coming.")}</p>
    </main>
  );
}
