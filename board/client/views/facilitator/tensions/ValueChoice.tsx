// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** One value out of the poster's and the framework's, as a list. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { ValueRef } from "../../../protocol.gen";
import { FOUNDATIONS } from "../../../core/foundations";
import { sameValue } from "../../../core/content";

/** The poster's values first, then the whole framework under its foundations. */
export function ValueChoice({ id, label, value, onPick }: { id: string; label: string; value: ValueRef; onPick(value: ValueRef): void }) {
  const { content, posterValues } = useBoard();
  const onPoster = posterValues.value.map((entry) => entry.content.value);
  const own = onPoster.some((ref) => sameValue(ref, value)) || value.value_id ? onPoster : [value, ...onPoster];
  const key = (ref: ValueRef) => ref.value_id || `${ref.principle_id}/${ref.name}`;
  const rest = content.framework.values.map((one) => ({ value_id: one.id, principle_id: "", name: "" }));
  const all = [...own, ...rest];
  return (
    <div class="codio-field">
      <label class="codio-label" for={id}>
        {label}
      </label>
      <select
        class="codio-input"
        id={id}
        value={key(value)}
        onChange={(event) => {
          const picked = all.find((ref) => key(ref) === event.currentTarget.value);
          if (picked) onPick(picked);
        }}
      >
        {own.length > 0 && <Group label={t("On the poster")} refs={own} keyOf={key} />}
        {FOUNDATIONS.map((foundation) => (
          <Group
            key={foundation}
            label={content.foundationName(foundation)}
            refs={rest.filter((ref) => content.foundationOf(ref) === foundation && !own.some((one) => sameValue(one, ref)))}
            keyOf={key}
          />
        ))}
      </select>
    </div>
  );
}

function Group({ label, refs, keyOf }: { label: string; refs: readonly ValueRef[]; keyOf(ref: ValueRef): string }) {
  const { content } = useBoard();
  const once = refs.filter((ref, at) => refs.findIndex((other) => sameValue(other, ref)) === at);
  return (
    <optgroup label={label}>
      {once.map((ref) => (
        <option key={keyOf(ref)} value={keyOf(ref)}>
          {content.valueName(ref)}
        </option>
      ))}
    </optgroup>
  );
}
