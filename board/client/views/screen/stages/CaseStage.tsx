// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The case while it is validated: what it is about, the data that is used, and its place in the grid. Changes show at once. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemWith } from "../../../core/items";
import type { CaseForm, CaseRow } from "../../../protocol.gen";
import { caseRowName, isClassified } from "../../case/case-words";
import { CaseGrid } from "../../case/CaseGrid";
import { visibleQuestions } from "../../step/questions";
import type { StageProps } from "../stage";
import { BoardHead } from "../BoardHead";
import { StepAsks } from "../StepAsks";
import { useFit } from "../useFit";

const BLOCK = "codio-screen-case";

/** What a room needs on the wall; the other rows stand on everybody's own device. */
const ROWS: readonly CaseRow[] = ["description", "goal", "technology", "stakeholders"];

export function CaseStage({ run, leaf }: StageProps) {
  const board = useBoard();
  const found = itemWith(board.items.value, "case", "case");
  const form = found?.content ?? null;
  const stage = useFit(form, leaf.id);
  const note = found && found.rev > 1 ? t("Version {version} of the case", { version: found.rev }) : "";
  return (
    <main class={`codio-screen__stage codio-screen-board ${BLOCK}`} id="main" ref={stage}>
      <BoardHead run={run} leaf={leaf} note={note} />
      <div class={`${BLOCK}__body`} data-spot="block:case">
        <div class={`${BLOCK}__words`}>
          {form ? <Rows form={form} /> : <p class={`${BLOCK}__text`}>{board.workshop.value?.case_text}</p>}
        </div>
        <div class={`${BLOCK}__aside`}>
          {form && isClassified(form) && <CaseGrid chosen={form} />}
          <ul class={`${BLOCK}__questions`}>
            {visibleQuestions(board, leaf).map(({ question, at }) => (
              <li key={at}>{board.content.text(question)}</li>
            ))}
          </ul>
        </div>
      </div>
      <StepAsks leaf={leaf} outcome />
    </main>
  );
}

function Rows({ form }: { form: CaseForm }) {
  const board = useBoard();
  const rows = ROWS.filter((row) => form[row].trim() !== "");
  return (
    <>
      {rows.length === 0 && <p class={`${BLOCK}__text`}>{board.workshop.value?.case_text}</p>}
      {rows.map((row) => (
        <section key={row}>
          <h2 class={`${BLOCK}__row`}>{caseRowName(row)}</h2>
          <p class={`${BLOCK}__text`}>{form[row]}</p>
        </section>
      ))}
      {form.data_used.trim() !== "" && (
        <section>
          <h2 class={`${BLOCK}__row`}>{t("Data that is used")}</h2>
          <p class={`${BLOCK}__text`}>{form.data_used}</p>
        </section>
      )}
    </>
  );
}
