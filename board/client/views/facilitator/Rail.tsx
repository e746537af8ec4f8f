// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The room: time, requests, who is ready, who may tell. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { JoinFacts } from "./JoinFacts";
import { PitchPanel } from "./PitchPanel";
import { Requests } from "./Requests";
import { SheetsPanel } from "./SheetsPanel";
import { TimePanel } from "./TimePanel";

export function Rail() {
  const board = useBoard();
  const run = board.run.value;
  const leaf = board.leaf.value;
  const closed = board.workshop.value?.phase === "closed";
  return (
    <aside class="codio-rail" aria-label={t("The room")}>
      {run && leaf && !closed ? (
        <>
          <TimePanel run={run} leaf={leaf} />
          <Requests run={run} />
          {leaf.pitches && <PitchPanel run={run} leaf={leaf} />}
          {leaf.sheet && !leaf.pitches && <SheetsPanel kind={leaf.sheet} />}
        </>
      ) : (
        !closed && <JoinPanel />
      )}
    </aside>
  );
}

/** Before the first step the room needs nothing but the way in. */
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
