// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A box to tick that stays ticked on every console of this workshop. */

import { useBoard } from "../../../core/context";
import { itemWith } from "../../../core/items";
import { act } from "../../sending/act";
import { t } from "../../../core/i18n";

interface TickBoxProps {
  /** A leaf, or `prepare`. */
  stepId: string;
  number: number;
  words: string;
}

export function TickBox({ stepId, number, words }: TickBoxProps) {
  const board = useBoard();
  const item_id = `tick:${stepId}:${number}`;
  const item = itemWith(board.items.value, "tick", item_id);
  const on = item?.content.done === true;
  const toggle = () => {
    const content = { type: "tick", step_id: stepId, question: number, done: !on } as const;
    void act(board, { type: "put_item", item_id, base_rev: item?.rev ?? 0, content }, on ? t("No longer ticked: {words}", { words }) : t("Ticked: {words}", { words }));
  };
  return (
    <label class="codio-guide__item codio-guide__item--ask">
      <input type="checkbox" class="codio-guide__tick" checked={on} onChange={toggle} disabled={board.workshop.value?.phase === "closed"} />
      <span>{words}</span>
    </label>
  );
}
