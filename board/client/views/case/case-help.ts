// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What to tell in each row of the case form: the questions of the handbook's bijlage 4 in our own words. */

import { t } from "../../core/i18n";
import type { CaseRow } from "../../protocol.gen";

export function caseHelp(row: CaseRow): string {
  return {
    aim: t("What should this workshop bring you?"),
    description: t("What is going on around this project? What part do digital tools play in it?"),
    goal: t("What must the project achieve? How does that fit what the organisation wants to achieve?"),
    documents: t("Which papers belong to it? For instance the project plan, a data strategy, a DPIA, a coalition agreement, evaluations."),
    stage: t("Is it new or already going on? In which phase is it now?"),
    technology: t("What kind of technology is it? Why is it needed and wanted, and how were it and its supplier chosen? What does it do in the work, for what, and with which data?"),
    stakeholders: t("Who is involved, inside and outside, when and in which role? Who works with it, and whom does it touch? Have people from outside thought along already? How and when can they still take part?"),
    issues: t("Which opportunities do you see, and for whom? Which risks, and for whom?"),
    questions: t("What does the project team want to know about good digital government here?"),
  }[row];
}
