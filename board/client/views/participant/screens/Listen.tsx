// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Steps in which nothing lies on the table: the values, the case, the kinds of measures, the poster, and looking back. */

import { useBoard } from "../../../core/context";
import type { Leaf, RunRecord } from "../../../protocol.gen";
import { LivePoster } from "../../poster/LivePoster";
import { t } from "../../../core/i18n";
import { Failures } from "../../sending/Failures";
import { MeasureList } from "../../measures/MeasureList";
import { FrameworkCredit } from "../../parts/FrameworkCredit";
import { Settings } from "../frame/Settings";
import { StepDetails } from "../../step/StepHeader";
import { UndoBar } from "../../sending/UndoBar";
import { ownFirst } from "../../../core/foundations";
import { AtHand } from "../at-hand/AtHand";
import { Definitions } from "../at-hand/Definitions";
import { PlenaryExtras } from "./PlenaryExtras";
import { PlenaryHead } from "../frame/PlenaryHead";
import { RoomBar } from "../room/RoomBar";
import { Noting } from "../scribe/Noting";
import type { Listened } from "./screens";
import { CaseStep } from "../steps/CaseStep";
import { KeptAnswers } from "../steps/KeptAnswers";
import { ReflectionStep } from "../steps/ReflectionStep";
import { ResearchPanel } from "../steps/ResearchPanel";
import { Checks } from "../../poster/Checks";
import { WiderList } from "../steps/WiderList";
import { useWriter } from "../writing/writer";
import { WritingDock, WritingPanel, useWritingPanel } from "../writing/WritingPanel";
import { YourValues } from "../at-hand/YourValues";

/** Where questions and what they are about stand on one screen; on a phone the latter goes before, and the poster everywhere. */
const ROOMY = "(min-width: 48rem)";
const WITH_QUESTIONS: readonly Listened[] = ["wider", "checklist", "reflection"];

export function Listen({ run, leaf, show }: { run: RunRecord; leaf: Leaf; show: Listened }) {
  const kind = leaf.kinds.includes("action") ? "action" : (leaf.kinds[0] ?? "value");
  const panel = useWritingPanel(kind);
  const writes = leaf.kinds.length > 0;
  return (
    <main class="codio-plenary" id="main" tabIndex={-1}>
      <PlenaryHead run={run} leaf={leaf} />
      <div class="codio-plenary__main">
        <Noting leaf={leaf} onType={() => panel.setOpen(true)}>
          <RoomBar />
          <StepDetails leaf={leaf} open={WITH_QUESTIONS.includes(show) && matchMedia(ROOMY).matches} />
          <YourValues leaf={leaf} />
          {writes && <WritingPanel kind={kind} runId={run.id} panel={panel} />}
          <Failures />
          <UndoBar />
          {leaf.tools.includes("answers") && <KeptAnswers leaf={leaf} />}
          <Shown show={show} leaf={leaf} />
          <PlenaryExtras leaf={leaf} poster={show === "poster" || show === "reflection"} />
          <AtHand shown={show === "case" ? "case" : show === "framework" ? "values" : ""} />
          <Settings />
        </Noting>
      </div>
      {writes && <WritingDock kind={kind} panel={panel} />}
    </main>
  );
}

function Shown({ show, leaf }: { show: Listened; leaf: Leaf }) {
  const board = useBoard();
  const { table } = useWriter();
  switch (show) {
    case "case":
      return <CaseStep leaf={leaf} />;
    case "framework":
      return (
        <>
          {table && (
            <p class="codio-strong">{t("You sit at table {table}.", { table: board.tableName(table) })}</p>
          )}
          <div class="codio-columns" data-spot="block:framework">
            {ownFirst(table).map((foundation) => (
              <Definitions key={foundation} foundation={foundation} folded={matchMedia("(max-width: 60rem)").matches} />
            ))}
          </div>
          <FrameworkCredit className="codio-small codio-soft" />
        </>
      );
    case "mechanisms":
      return <MeasureList />;
    case "research":
      return <ResearchPanel table={table} judge={false} />;
    case "reflection":
      return <ReflectionStep leaf={leaf} />;
    case "wider":
      return (
        <>
          <WiderList />
          <Poster key={board.session} />
        </>
      );
    case "checklist":
      return (
        <div class="codio-poster codio-poster--live codio-poster--compact">
          <section class="codio-poster__checklist" data-spot="block:checklist">
            <h2 class="codio-poster__heading">{t("Checklist")}</h2>
            <Checks />
          </section>
        </div>
      );
    case "poster":
      return null;
  }
}

function Poster() {
  return (
    <div data-spot="block:poster">
      <LivePoster compact />
    </div>
  );
}
