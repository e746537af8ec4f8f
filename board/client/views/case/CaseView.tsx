// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The case as its form has it: the rows that are filled in, the assessments, and its place in the grid. Read only. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { CaseForm } from "../../protocol.gen";
import { CASE_ROWS, assessmentName, caseRowName, isAssessed, isClassified, stageName } from "./case-words";
import { CaseGrid } from "./CaseGrid";
import { Tag } from "../parts/Tag";
import { Theirs } from "../parts/Theirs";

/** `from` marks the rows that the project leader wrote beforehand. */
export function CaseView({ form, version, from }: { form: CaseForm; version?: number; from?: readonly string[] }) {
  const board = useBoard();
  return (
    <div class="codio-case" data-spot="block:case">
      <h2 class="codio-heading">
        <Theirs words={board.workshop.value?.title} />
        {version !== undefined && version > 1 && <span class="codio-heading__aside codio-number">{t("version {version}", { version })}</span>}
      </h2>
      <dl class="codio-case__rows">
        {CASE_ROWS.filter((row) => form[row].trim() !== "" || (row === "stage" && form.phase !== "")).map((row) => (
          <div key={row}>
            <dt class="codio-strong">
              {caseRowName(row)} {from?.includes(row) && <Tag>{t("from the project leader")}</Tag>}
            </dt>
            <dd class="codio-case__text">
              {row === "stage" && form.phase !== "" && <Tag>{stageName(form.phase)}</Tag>} <Theirs words={form[row]} />
            </dd>
          </div>
        ))}
        {form.data_used.trim() !== "" && (
          <div>
            <dt class="codio-strong">{t("Data that are used")}</dt>
            <dd class="codio-case__text"><Theirs words={form.data_used} /></dd>
          </div>
        )}
        {isAssessed(form) && (
          <div>
            <dt class="codio-strong">{t("Assessments")}</dt>
            <dd>
              {t("DPIA (privacy check): {state}.", { state: assessmentName(form.dpia) })}{" "}
              {t("IAMA (human rights check for algorithms): {state}.", { state: assessmentName(form.iama) })}{" "}
              {form.other_assessment && t("Other: {text}.", { text: form.other_assessment })}
            </dd>
          </div>
        )}
      </dl>
      {isClassified(form) && <CaseGrid chosen={form} />}
    </div>
  );
}
