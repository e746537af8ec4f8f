// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A labelled list to choose one thing from. */

interface ChoiceProps<Id extends string> {
  id: string;
  label: string;
  value: Id;
  options: readonly { id: Id; name: string }[];
  onPick(id: Id): void;
}

export function Choice<Id extends string>({ id, label, value, options, onPick }: ChoiceProps<Id>) {
  return (
    <div class="codio-field">
      <label class="codio-label" for={id}>
        {label}
      </label>
      <select
        class="codio-input"
        id={id}
        value={value}
        onChange={(event) => {
          const picked = options.find((option) => option.id === event.currentTarget.value);
          if (picked) onPick(picked.id);
        }}
      >
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}
