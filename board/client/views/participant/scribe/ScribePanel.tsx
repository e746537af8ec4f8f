// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the note taker notes: observations per step, and which questions were asked. */

import type { ComponentChildren } from "preact";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Leaf } from "../../../protocol.gen";
import { GoOn } from "../../case/GoOn";
import { Details } from "../../parts/Details";
import { Observations } from "../../room/Observations";
import { TickedQuestions } from "./TickedQuestions";

/** `children`: where there is little room, what goes with the rest under one fold. */
export function ScribePanel({ leaf, children }: { leaf: Leaf; children?: ComponentChildren }) {
  const board = useBoard();
  if (board.role !== "scribe") return null;
  const rest = (
    <>
      <TickedQuestions leaf={leaf} />
      <Details summary={t("Observations of all steps")}>
        <Observations leaf={null} />
      </Details>
    </>
  );
  return (
    <section class="codio-card codio-paper" aria-label={t("For the note taker")}>
      <GoOn />
      <Observations leaf={leaf} short={children !== undefined && children !== false} />
      {children ? (
        <Details summary={t("More for the note taker")}>
          {rest}
          {children}
        </Details>
      ) : (
        rest
      )}
    </section>
  );
}
