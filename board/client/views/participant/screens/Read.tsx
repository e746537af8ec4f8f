// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Reading in silence: the case, and what the values of the own table mean. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Leaf, RunRecord } from "../../../protocol.gen";
import { Dock } from "../../parts/Dock";
import { FrameworkCredit } from "../../parts/FrameworkCredit";
import { StepDetails } from "../../step/StepHeader";
import { CaseText } from "../at-hand/CaseText";
import { Definitions } from "../at-hand/Definitions";
import { QuietHead } from "../frame/QuietHead";
import { ReadyButton } from "../frame/ReadyButton";
import { RoomBar } from "../room/RoomBar";
import { ScribeBar } from "../scribe/ScribeBar";
import { ScribePanel } from "../scribe/ScribePanel";
import { useWriter } from "../writing/writer";
import { Told } from "../../parts/Told";

export function Read({ run, leaf }: { run: RunRecord; leaf: Leaf }) {
  const board = useBoard();
  const { own } = useWriter();
  const now = board.runs.value.find((one) => one.id === run.id) ?? run;
  const locked = now.opened_to === "author";
  return (
    <main class="codio-phone codio-night" id="main" tabIndex={-1}>
      <QuietHead run={now} leaf={leaf} line={t("Silence. Read at your own pace.")} />
      <div class="codio-write">
        <ScribeBar />
        <div class="codio-composer codio-paper">
          <p><Told of={leaf.do} /></p>
          <CaseText />
          {own.map((foundation) => (
            <Definitions key={foundation} foundation={foundation} />
          ))}
          <FrameworkCredit className="codio-small codio-soft" />
          <StepDetails leaf={leaf} />
        </div>
        <div class="codio-write__below">
          <RoomBar quiet={locked} />
          <ScribePanel leaf={leaf} />
        </div>
      </div>
      {locked && board.role === "participant" && (
        <Dock label={t("Your time")}>
          <ReadyButton run={now} />
        </Dock>
      )}
    </main>
  );
}
