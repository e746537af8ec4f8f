// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Actions of the poster to choose: one out of a list, or several to press. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { Icon } from "../../parts/Icon";
import { Choice } from "../console/Choice";
import { MAX_VALUES_PER_ACTION } from "../../../protocol.gen";

export function ActionChoice({ id, label, value, onPick }: { id: string; label: string; value: string; onPick(id: string): void }) {
  const options = useBoard().posterActions.value.map((action) => ({ id: action.id, name: action.content.action }));
  return <Choice id={id} label={label} value={value} options={options} onPick={onPick} />;
}

/** The actions that carry out the choice. */
export function LinkedActions({ chosen, onChange }: { chosen: readonly string[]; onChange(actions: readonly string[]): void }) {
  const { posterActions } = useBoard();
  if (posterActions.value.length === 0) return null;
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id].slice(0, MAX_VALUES_PER_ACTION));
  return (
    <fieldset class="codio-fieldset">
      <legend class="codio-label">{t("Which actions carry this out?")}</legend>
      <p class="codio-pills">
        {posterActions.value.map(({ id, content: { action } }) => (
          <button key={id} type="button" class="codio-pill" aria-pressed={chosen.includes(id)} onClick={() => toggle(id)}>
            {chosen.includes(id) && <Icon name="check" />}
            {action}
          </button>
        ))}
      </p>
    </fieldset>
  );
}
