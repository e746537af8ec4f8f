// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Silent writing: night, the time, one line, lit paper. Nothing of anybody else. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Leaf, RunRecord } from "../../../protocol.gen";
import { Dock } from "../../parts/Dock";
import { Failures } from "../../sending/Failures";
import { StepDetails } from "../../step/StepHeader";
import { AtHand } from "../at-hand/AtHand";
import { Composer } from "../writing/Composer";
import { OwnNotes } from "../writing/OwnNotes";
import { QuietHead } from "../frame/QuietHead";
import { ReadyButton } from "../frame/ReadyButton";
import { OwnPace } from "../frame/Settings";
import { RoomBar } from "../room/RoomBar";
import { ScribeBar } from "../scribe/ScribeBar";
import { ScribePanel } from "../scribe/ScribePanel";
import { StoredLine } from "../writing/StoredLine";
import { useMatches } from "../../parts/useMatches";
import { useWriter } from "../writing/writer";
import { useWriting } from "../writing/writing";
import { YourValues } from "../at-hand/YourValues";

const FORM = "silent-note";
/** Room for whom the note taker types for beside what is typed. */
const BESIDE = "(min-width: 64rem)";

export function Write({ run, leaf }: { run: RunRecord; leaf: Leaf }) {
  const board = useBoard();
  const { me } = useWriter();
  const kind = leaf.kinds[0] ?? "value";
  const writing = useWriting();
  const roomy = useMatches(BESIDE);
  // The record as it is now: this screen may be kept after the time was up.
  const now = board.runs.value.find((one) => one.id === run.id) ?? run;
  const beside = board.role === "scribe" && roomy;
  const mayWrite = board.role === "participant" || me !== null;
  return (
    <main class="codio-phone codio-night" id="main" tabIndex={-1}>
      <QuietHead wide={beside} run={now} leaf={leaf} line={t("Silence. Others do not see your note yet.")} />
      <div class={`codio-write${beside ? " codio-write--beside" : ""}`}>
        <ScribeBar folds />
        {mayWrite && <YourValues leaf={leaf} />}
        {mayWrite && (
          <>
            <Composer kind={kind} runId={run.id} formId={FORM} writing={writing} />
            {/* By keyboard what stores comes right after the words; to the eye the dock ends the page. */}
            <Dock label={t("Your time")}>
              <button type="submit" form={FORM} class="codio-button codio-button--main">
                {writing.note ? t("Save the change") : kind === "value" ? t("Save note") : t("Save action")}
              </button>
              <ReadyButton run={now} />
              <StoredLine kind={kind} />
            </Dock>
          </>
        )}
        <div class="codio-write__below">
          <Failures />
          <AtHand />
          <OwnNotes kinds={[kind]} edit={writing.edit} undo />
          <RoomBar quiet />
          <StepDetails leaf={leaf} />
          {board.role === "participant" && (
            <p>
              <OwnPace />
            </p>
          )}
          <ScribePanel leaf={leaf} />
        </div>
      </div>
    </main>
  );
}
