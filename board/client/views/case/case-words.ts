// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The words of the case form: its nine rows (DOM-15), which assessments were done, and its place in the grid. */

import { t } from "../../core/i18n";
import type { Assessment, CaseForm, CaseRow, DataOrigin, Proactivity, Stage } from "../../protocol.gen";

export const CASE_ROWS: readonly CaseRow[] = ["aim", "description", "goal", "documents", "stage", "technology", "stakeholders", "issues", "questions"];

export function caseRowName(row: CaseRow): string {
  return {
    aim: t("Aim of the workshop"),
    description: t("Description of the project or case"),
    goal: t("Goal of the project"),
    documents: t("Overview of relevant documents"),
    stage: t("Stage of the project"),
    technology: t("Technology"),
    stakeholders: t("Stakeholders"),
    issues: t("Issues: opportunities and risks"),
    questions: t("Questions of the project team"),
  }[row];
}

export const ASSESSMENTS: readonly Assessment[] = ["unknown", "planned", "done", "not_needed"];

export function assessmentName(assessment: Assessment): string {
  return { unknown: t("not known yet"), planned: t("still to come"), done: t("done"), not_needed: t("not needed") }[assessment];
}

export const PROACTIVITIES = ["low", "moderate", "high"] as const;
export const DATA_ORIGINS = ["none", "own", "others"] as const;

export function proactivityName(proactivity: Proactivity): string {
  return { "": t("not chosen yet"), low: t("low"), moderate: t("moderate"), high: t("high") }[proactivity];
}

export function originName(origin: DataOrigin): string {
  return { "": t("not chosen yet"), none: t("no data"), own: t("data from own customer files"), others: t("data of another (market) party") }[origin];
}

/** Whether anything is known of the assessments: until then they are not worth a line. */
export function isAssessed(form: CaseForm): boolean {
  return form.dpia !== "unknown" || form.iama !== "unknown" || form.other_assessment.trim() !== "";
}

/** False for a form in which nothing stands yet. */
export function isFilled(form: CaseForm): boolean {
  return CASE_ROWS.some((row) => form[row].trim() !== "") || isClassified(form) || form.data_used.trim() !== "";
}

export function isClassified(form: CaseForm): boolean {
  return form.proactivity !== "" || form.data_origin !== "";
}

export const EMPTY_CASE: CaseForm = {
  type: "case",
  aim: "",
  description: "",
  goal: "",
  documents: "",
  stage: "",
  technology: "",
  stakeholders: "",
  issues: "",
  questions: "",
  dpia: "unknown",
  iama: "unknown",
  other_assessment: "",
  proactivity: "",
  data_origin: "",
  data_used: "",
  phase: "",
};

export const PHASES: readonly Stage[] = ["", "exploration", "execution", "evaluation"];

/** Where a project is; empty where nobody said. */
export function stageName(stage: Stage): string {
  switch (stage) {
    case "exploration":
      return t("exploration");
    case "execution":
      return t("carrying out");
    case "evaluation":
      return t("evaluation");
    case "":
      return "";
  }
}

export function caseRowsTitle(): string {
  return t("The case");
}
