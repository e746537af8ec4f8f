// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** An own value: what it is called, and under which principle it belongs. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { MAX_SHORT_CHARACTERS } from "../../protocol.gen";
import type { FoundationId, ValueRef } from "../../protocol.gen";
import { LineField } from "../form/Fields";
import { Told } from "../parts/Told";

interface OtherValueProps {
  id: string;
  label: string;
  value: ValueRef;
  own: readonly FoundationId[];
  error: string;
  /** Null: back to the list. */
  onChange(value: ValueRef | null): void;
}

/** What an own value still lacks, in words; empty when it has all. */
export function unfinished(value: ValueRef): string {
  if (!value.name.trim()) return t("Write what your value is called.");
  return value.principle_id ? "" : t("Pick the principle that fits best.");
}

export function OtherValue({ id, label, value, own, error, onChange }: OtherValueProps) {
  const board = useBoard();
  const principles = board.content.framework.principles;
  const sorted = [...principles.filter((one) => own.includes(one.foundation)), ...principles.filter((one) => !own.includes(one.foundation))];
  const named = value.name.trim() !== "";
  return (
    <>
      <LineField
        id={id}
        label={label}
        hint={t("Your own value.")}
        error={named ? "" : error}
        value={value.name}
        max={MAX_SHORT_CHARACTERS}
        onInput={(name) => onChange({ ...value, name })}
      />
      <fieldset class="codio-fieldset" aria-describedby={named && error ? `${id}-principle-error` : undefined}>
        <legend class="codio-label">{t("With which principle does it belong?")}</legend>
        {named && error && (
          <p class="codio-field__error" id={`${id}-principle-error`}>
            {error}
          </p>
        )}
        <div class="codio-chips">
          {sorted.map((principle) => (
            <label class="codio-chip" key={principle.id} data-foundation={principle.foundation}>
              <input
                class="codio-chip__input"
                type="radio"
                name={`${id}-principle`}
                checked={value.principle_id === principle.id}
                onChange={() => onChange({ ...value, principle_id: principle.id })}
              />
              <Told of={principle.name} />
              <span class="codio-soft codio-extra-small">{board.content.foundationName(principle.foundation)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <button type="button" class="codio-button codio-button--plain codio-button--tiny" onClick={() => onChange(null)}>
        {t("Back to the list")}
      </button>
    </>
  );
}
