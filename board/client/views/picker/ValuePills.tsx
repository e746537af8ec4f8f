// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** For which values an action is: pills, first the values on the poster, then those of the own foundation, then any other. */

import { useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { FoundationId, Framework, ValueRef } from "../../protocol.gen";
import { Icon } from "../parts/Icon";
import { tableValues, unique } from "../table/table-values";
import { unfinished } from "./OtherValue";
import { ValuePicker } from "./ValuePicker";
import { sameValue } from "../../core/content";

interface ValuePillsProps {
  id: string;
  own: readonly FoundationId[];
  /** The id of the writer's table: what it chose comes first. Empty for none. */
  tableId: string;
  values: readonly ValueRef[];
  onChange(values: readonly ValueRef[]): void;
}

export function ValuePills({ id, own, tableId, values, onChange }: ValuePillsProps) {
  const board = useBoard();
  const [picking, setPicking] = useState(false);
  const [query, setQuery] = useState("");
  const [loose, setLoose] = useState<ValueRef | null>(null);
  const [error, setError] = useState("");
  const poster = board.posterValues.value.map((entry) => entry.content.value);
  const ownOnPoster = poster.filter((value) => own.includes(board.content.foundationOf(value) ?? "democratie"));
  const known = unique([...tableValues(board, tableId), ...ownOnPoster, ...poster]);
  // With nothing chosen yet all values of the table; later the others are a press further.
  const offered = unique([...known, ...values, ...(known.length === 0 ? frameworkValues(board.content.framework, own) : [])]);
  const chosen = (value: ValueRef) => values.some((one) => sameValue(one, value));
  const toggle = (value: ValueRef) => onChange(chosen(value) ? values.filter((one) => !sameValue(one, value)) : [...values, value]);
  const take = (value: ValueRef) => {
    if (!chosen(value)) onChange([...values, value]);
    setLoose(null);
    setQuery("");
    setPicking(false);
  };
  const takeLoose = (value: ValueRef) => {
    const wrong = unfinished(value);
    setError(wrong);
    if (wrong === "") take(value);
    else document.getElementById(`${id}-picker`)?.focus();
  };
  return (
    <div class="codio-field" role="group" aria-labelledby={`${id}-label`}>
      <span class="codio-label" id={`${id}-label`}>
        {t("For which value?")}
      </span>
      <p class="codio-pills">
        {offered.map((value) => (
          <button
            key={`${value.value_id}:${value.name}`}
            type="button"
            class="codio-pill"
            data-foundation={board.content.foundationOf(value) ?? undefined}
            aria-pressed={chosen(value)}
            onClick={() => toggle(value)}
          >
            {chosen(value) && <Icon name="check" />}
            {board.content.valueName(value)}
          </button>
        ))}
        <button type="button" class="codio-pill codio-pill--dashed" aria-expanded={picking} onClick={() => setPicking(!picking)}>
          <Icon name="plus" />
          {t("One more value")}
        </button>
      </p>
      {picking && (
        <ValuePicker
          id={`${id}-picker`}
          label={t("Look for a value")}
          value={loose}
          onPick={(value) => (value?.value_id ? take(value) : setLoose(value))}
          query={query}
          onQuery={setQuery}
          own={own}
          error={error}
        />
      )}
      {picking && loose && (
        <button type="button" class="codio-button codio-button--tiny" onClick={() => takeLoose(loose)}>
          {t("Add this value")}
        </button>
      )}
    </div>
  );
}

function frameworkValues(framework: Framework, own: readonly FoundationId[]): readonly ValueRef[] {
  const principles = framework.principles.filter((one) => own.includes(one.foundation)).map((one) => one.id);
  return framework.values
    .filter((value) => principles.includes(value.principle))
    .map((value) => ({ value_id: value.id, principle_id: "", name: "" }));
}
