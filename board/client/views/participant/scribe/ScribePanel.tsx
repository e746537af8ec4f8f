// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the note taker notes: observations per step, and which questions were asked. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Leaf } from "../../../protocol.gen";
import { GoOn } from "../../case/GoOn";
import { Details } from "../../parts/Details";
import { Observations } from "../../room/Observations";
import { TickedQuestions } from "./TickedQuestions";

export function ScribePanel({ leaf }: { leaf: Leaf }) {
  const board = useBoard();
  if (board.role !== "scribe") return null;
  return (
    <section class="codio-card codio-paper" aria-label={t("For the note taker")}>
      <GoOn />
      <Observations leaf={leaf} />
      <TickedQuestions leaf={leaf} />
      <Details summary={t("Observations of all steps")}>
        <Observations leaf={null} />
      </Details>
    </section>
  );
}
