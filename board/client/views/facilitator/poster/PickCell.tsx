// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A cell with one of a few words, stored as soon as another is picked. */

import { useRef } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Level, PosterActionRecord, Weight } from "../../../protocol.gen";
import { LEVELS, levelName, WEIGHTS, weightName } from "../../poster/words";
import { refusal } from "../console/asking";
import { storeFields } from "./storing";

interface PickCellProps {
  action: PosterActionRecord;
  field: "level" | "necessity" | "importance";
  label: string;
  lacks?: string;
}

export function PickCell({ action, field, label, lacks }: PickCellProps) {
  const board = useBoard();
  const select = useRef<HTMLSelectElement>(null);
  const { content } = action;
  const now = content[field];
  const options: readonly { id: Level | Weight; name: string }[] =
    field === "level" ? LEVELS.map((id) => ({ id, name: levelName(id) })) : WEIGHTS.map((id) => ({ id, name: weightName(id) }));
  const pick = async (picked: string) => {
    const to = options.find((option) => option.id === picked)?.id ?? null;
    const said = t("{field} of {name} is changed", { field: label, name: content.action });
    const outcome = await storeFields(board, { id: action.id, from: { [field]: now }, to: { [field]: to }, said });
    // In a plan that is sorted the row moved, and some browsers take the focus from what moves.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) select.current?.focus();
    });
    if (outcome.kind === "stored") return;
    refusal.value = outcome.kind === "changed" ? t("Somebody else changed this just now. Look at it, and pick again if you want.") : outcome.why;
    board.announce.alert(refusal.value);
  };
  return (
    <select
      ref={select}
      class={`codio-cells__pick${now ? "" : " codio-cells__pick--open"}`}
      aria-label={t("{field} of {name}", { field: label, name: content.action })}
      data-go={now ? undefined : lacks}
      value={now ?? ""}
      onChange={(event) => void pick(event.currentTarget.value)}
    >
      <option value="">{t("still open")}</option>
      {options.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
