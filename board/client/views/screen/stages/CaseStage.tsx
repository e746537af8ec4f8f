// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The case while it is validated: what it is about, the data that is used, and its place in the grid. Changes show at once. */

import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemWith } from "../../../core/items";
import type { CaseForm, CaseRow } from "../../../protocol.gen";
import { caseRowName, isClassified } from "../../case/case-words";
import { CaseGrid } from "../../case/CaseGrid";
import { stateName } from "../../case/FormerCase";
import { visibleQuestions } from "../../step/questions";
import type { StageProps } from "../stage";
import { BoardHead } from "../BoardHead";
import { StepAsks } from "../StepAsks";
import { useFit } from "../fit/useFit";
import { Theirs } from "../../parts/Theirs";
import { Told } from "../../parts/Told";

const BLOCK = "codio-screen-case";

/** What a room needs on the wall; the other rows stand on everybody's own device. */
const ROWS: readonly CaseRow[] = ["description", "goal", "technology", "stakeholders"];

/** Of before, on the wall. */
const MAX_VALUES = 9;

export function CaseStage({ run, leaf, guest }: StageProps) {
  const board = useBoard();
  const found = itemWith(board.items.value, "case", "case");
  const form = found?.content ?? null;
  const stage = useFit();
  const note = found && found.rev > 1 ? t("Version {version} of the case", { version: found.rev }) : "";
  return (
    <main class={`codio-screen__stage codio-screen-board ${BLOCK}`} id="main" ref={stage}>
      <BoardHead run={run} leaf={leaf} guest={guest} note={note} />
      <div class={`${BLOCK}__body`} data-spot="block:case">
        <div class={`${BLOCK}__words`}>
          {form ? <Rows form={form} /> : <Words row="text" text={board.workshop.value?.case_text ?? ""} />}
        </div>
        <div class={`${BLOCK}__aside`}>
          {form && isClassified(form) && <CaseGrid chosen={form} />}
          <LastTime />
          <ul class={`${BLOCK}__questions`}>
            {leaf && !guest && visibleQuestions(board, leaf).map(({ question, at }) => <li key={at}><Told of={question} /></li>)}
          </ul>
        </div>
      </div>
      {leaf && !guest && <StepAsks leaf={leaf} outcome />}
    </main>
  );
}

/** In a further workshop of a case: the values of before, and how many actions were doing how. The rest is on everybody's device. */
function LastTime() {
  const { former } = useBoard().content;
  if (!former) return null;
  const values = former.values.slice(0, MAX_VALUES).map((value) => value.name);
  const states = ["done", "busy", "stuck", "not_started", "dropped"] as const;
  const counted = states.map((state) => ({ state, n: former.actions.filter((action) => action.state === state).length })).filter(({ n }) => n > 0);
  return (
    <section>
      <h2 class={`${BLOCK}__row`}>{t("Last time")}</h2>
      {values.length > 0 && <p class={`${BLOCK}__text`}>{values.join(", ")}</p>}
      {counted.length > 0 && (
        <p class={`${BLOCK}__text`}>
          {tn("{n} action", "{n} actions", former.actions.length + former.more)}: {counted.map(({ state, n }) => `${String(n)} ${stateName(state)}`).join(", ")}
        </p>
      )}
    </section>
  );
}

function Rows({ form }: { form: CaseForm }) {
  const board = useBoard();
  const rows = ROWS.filter((row) => form[row].trim() !== "");
  return (
    <>
      {rows.length === 0 && <Words row="text" text={board.workshop.value?.case_text ?? ""} />}
      {rows.map((row) => (
        <section data-group="" key={row}>
          <h2 class={`${BLOCK}__row`}>{caseRowName(row)}</h2>
          <Words row={row} text={form[row]} />
        </section>
      ))}
      {form.data_used.trim() !== "" && (
        <section data-group="">
          <h2 class={`${BLOCK}__row`}>{t("Data that are used")}</h2>
          <Words row="data" text={form.data_used} />
        </section>
      )}
    </>
  );
}

/** A long text is shown page by page: its sentences stay whole. */
function Words({ row, text }: { row: string; text: string }) {
  return (
    <p class={`${BLOCK}__text`}>
      {(text.match(/.*?(?:[.!?]\s|\n)|.+$/gsu) ?? []).map((sentence, at) => (
        <span data-piece={`${row}/${String(at)}`} key={at}>
          <Theirs words={sentence} />
        </span>
      ))}
    </p>
  );
}
