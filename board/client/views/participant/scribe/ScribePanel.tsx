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

/** `short`: where there is little room, the field alone; the rest of it stands elsewhere. */
export function ScribePanel({ leaf, short = false }: { leaf: Leaf; short?: boolean }) {
  const board = useBoard();
  if (board.role !== "scribe") return null;
  return (
    <section class="codio-card codio-paper" aria-label={t("For the note taker")}>
      <GoOn />
      <Observations leaf={leaf} short={short} />
      {!short && <ScribeRest leaf={leaf} />}
    </section>
  );
}

export function ScribeRest({ leaf }: { leaf: Leaf }) {
  return (
    <>
      <TickedQuestions leaf={leaf} />
      <Details summary={t("Observations of all steps")}>
        <Observations leaf={null} />
      </Details>
    </>
  );
}
