// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Which kinds of measures an action uses. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { Icon } from "../parts/Icon";
import { measureName, measuresOf } from "./measures";

export function MeasurePills({ id, chosen, onChange }: { id: string; chosen: readonly string[]; onChange(chosen: readonly string[]): void }) {
  const board = useBoard();
  const offered = measuresOf(board).map((one) => one.id);
  const all = [...offered, ...chosen.filter((one) => !offered.includes(one))];
  if (all.length === 0) return null;
  const toggle = (one: string) => onChange(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]);
  return (
    <div class="codio-field" role="group" aria-labelledby={`${id}-label`}>
      <span class="codio-label" id={`${id}-label`}>
        {board.content.script.measures === "mechanisms" ? t("Which way to safeguard?") : t("What kind of measure?")}
      </span>
      <p class="codio-pills">
        {all.map((one) => (
          <button key={one} type="button" class="codio-pill" aria-pressed={chosen.includes(one)} onClick={() => toggle(one)}>
            {chosen.includes(one) && <Icon name="check" />}
            {measureName(board, one)}
          </button>
        ))}
      </p>
    </div>
  );
}
