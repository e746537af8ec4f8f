// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The frame of every form that changes something stored: fields, what went wrong, the newer text, and two buttons. */

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { Icon } from "../parts/Icon";
import type { Edit } from "./useEdit";

interface EditFormProps<F extends object> {
  edit: Edit<F>;
  label: string;
  /** The newer text in words, when somebody else changed it. */
  newerText(fields: F): string;
  onDone(): void;
  children: ComponentChildren;
}

export function EditForm<F extends object>({ edit, label, newerText, onDone, children }: EditFormProps<F>) {
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    form.current?.querySelector<HTMLElement>("input, textarea, select")?.focus({ preventScroll: true });
    // All of its fields, and the buttons under them; of a form that is higher than its place the beginning, with its heading.
    const whole = form.current?.closest(".codio-entry--open") ?? form.current;
    whole?.scrollIntoView({ block: "nearest" });
  }, []);
  // True from a refusal until somebody types on: only then may the focus be moved.
  const [refused, setRefused] = useState(false);
  const typedOn = useRef(false);
  const finish = async (stored: Promise<boolean>) => {
    typedOn.current = false;
    if (await stored) onDone();
    // Who typed on while it was stored is left where he types.
    else if (!typedOn.current) setRefused(true);
  };
  // What went wrong stands above the fields, which may be out of sight.
  const conflict = edit.newer !== null;
  const wrong = edit.error !== "" || conflict || edit.later;
  useLayoutEffect(() => {
    const message = form.current?.querySelector<HTMLElement>(".codio-message");
    if (!wrong || !message) return;
    if (refused) {
      form.current?.scrollIntoView({ block: "start" });
      message.focus({ preventScroll: true });
    } else {
      message.scrollIntoView({ block: "nearest" });
    }
  }, [wrong, conflict, refused]);
  return (
    <form
      ref={form}
      class="codio-composer codio-edit"
      aria-label={label}
      onInput={() => {
        typedOn.current = true;
        setRefused(false);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void finish(edit.save());
      }}
    >
      {edit.newer && (
        <div class="codio-message codio-message--honey" tabIndex={-1}>
          <Icon name="info" />
          <div>
            <p>{t("Somebody else changed this while you were typing. It says now: “{text}”", { text: newerText(edit.newer) })}</p>
            <p class="codio-edit__answers">
              <button type="button" class="codio-button codio-button--tiny" onClick={() => void finish(edit.overwrite())}>
                {t("Keep my text")}
              </button>
              <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={() => edit.takeNewer()}>
                {t("Take the newer text")}
              </button>
            </p>
          </div>
        </div>
      )}
      {edit.later && (
        <p class="codio-message codio-message--honey">
          <Icon name="info" />
          <span>{t("{said}. What you typed after that is not stored yet.", { said: t("Stored") })}</span>
        </p>
      )}
      {edit.error && (
        <p class="codio-message codio-message--alarm" tabIndex={-1}>
          <Icon name="alarm" />
          <span>{t("Not stored. {reason}", { reason: edit.error })}</span>
        </p>
      )}
      {children}
      <p class="codio-edit__store">
        <button type="submit" class="codio-button codio-button--tiny">
          <Icon name="check" />
          {edit.busy ? t("Being stored") : t("Store")}
        </button>
        <button
          type="button"
          class="codio-button codio-button--line codio-button--tiny"
          onClick={() => {
            edit.close();
            onDone();
          }}
        >
          {t("Cancel")}
        </button>
      </p>
    </form>
  );
}
