// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Fields as the forms of the product have them: label above, hint and error under it, a count when little room is left. */

import { tn } from "../../core/i18n";
import { Icon } from "../parts/Icon";
import { MAX_PASTED, tooMany } from "../../core/too-long";

export interface FieldProps {
  id: string;
  label: string;
  hint?: string;
  error?: string;
  value: string;
  /** Characters at most. */
  max: number;
  onInput(value: string): void;
  autocomplete?: string;
  /** The id of a hint that several fields share. */
  describedBy?: string;
}

/** The count shows itself when this part of the room is left, but never sooner than at 60 characters. */
const NEAR_END = 0.25;

function nearEnd(left: number, max: number): boolean {
  return left <= Math.min(60, max * NEAR_END);
}

export function LongField({ rows = 3, ...field }: FieldProps & { rows?: number }) {
  return (
    <Field {...field}>
      <textarea
        class="codio-input"
        id={field.id}
        rows={rows}
        maxLength={Math.max(MAX_PASTED, field.max)}
        data-most={field.max}
        dir="auto"
        value={field.value}
        onInput={(event) => field.onInput(event.currentTarget.value)}
        {...described(field)}
      />
    </Field>
  );
}

/** `known` was typed before, and is offered: nobody has to type it again (WCAG 3.3.7). */
export function LineField({ known = [], ...field }: FieldProps & { known?: readonly string[] }) {
  return (
    <Field {...field}>
      {known.length > 0 && (
        <datalist id={`${field.id}-known`}>
          {known.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
      <input
        class="codio-input"
        type="text"
        id={field.id}
        maxLength={Math.max(MAX_PASTED, field.max)}
        data-most={field.max}
        dir="auto"
        value={field.value}
        autocomplete={field.autocomplete ?? "off"}
        {...(known.length > 0 ? { list: `${field.id}-known` } : {})}
        onInput={(event) => field.onInput(event.currentTarget.value)}
        {...described(field)}
      />
    </Field>
  );
}

function Field({ id, label, hint = "", error = "", value, max, children }: FieldProps & { children: preact.ComponentChildren }) {
  const left = -tooMany(value, max);
  return (
    <div class="codio-field">
      <label class="codio-label" for={id}>
        {label}
      </label>
      {hint && (
        <span class="codio-field__hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <p class="codio-field__error" id={`${id}-error`}>
          <Icon name="alarm" />
          {error}
        </p>
      )}
      {children}
      {left < 0 ? (
        <p class="codio-field__error codio-number" id={`${id}-left`}>
          <Icon name="alarm" />
          {tn("{n} character too many. Nothing is lost: make it shorter.", "{n} characters too many. Nothing is lost: make it shorter.", -left)}
        </p>
      ) : (
        nearEnd(left, max) && (
          <span class="codio-field__hint codio-number" id={`${id}-left`}>
            {tn("{n} character left", "{n} characters left", left)}
          </span>
        )
      )}
    </div>
  );
}

function described({ id, hint, error, value, max, describedBy }: FieldProps) {
  const left = -tooMany(value, max);
  const ids = [describedBy, hint && `${id}-hint`, error && `${id}-error`, nearEnd(left, max) && `${id}-left`].filter(Boolean);
  return {
    ...(ids.length > 0 ? { "aria-describedby": ids.join(" ") } : {}),
    ...(error || left < 0 ? { "aria-invalid": true } : {}),
  };
}
