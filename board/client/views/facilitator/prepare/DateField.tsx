// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A date or a time, with the device's own picker. */

interface DateFieldProps {
  id: string;
  type: "date" | "time";
  label: string;
  value: string;
  onInput(value: string): void;
}

export function DateField({ id, type, label, value, onInput }: DateFieldProps) {
  return (
    <div class="codio-field">
      <label class="codio-label" for={id}>
        {label}
      </label>
      <input class="codio-input" id={id} type={type} value={value} onInput={(event) => onInput(event.currentTarget.value)} />
    </div>
  );
}
