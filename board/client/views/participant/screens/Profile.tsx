// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A pseudonym and a perspective, both optional; folded away once they were answered. Notes stay without a name. */

import { useRef, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { MAX_NAME_CHARACTERS } from "../../../protocol.gen";
import { useDraft } from "../../form/drafts";
import { LineField } from "../../form/Fields";
import { Icon } from "../../parts/Icon";

interface ProfileDraft {
  name: string;
  perspective: string;
}

const UNTOUCHED: ProfileDraft | null = null;

export function Profile() {
  const board = useBoard();
  const draft = useDraft<ProfileDraft | null>("profile", UNTOUCHED);
  // Who would rather not say has answered too.
  const answered = useDraft<boolean>("profile-answered", false);
  const box = useRef<HTMLDetailsElement>(null);
  const [stored, setStored] = useState(false);
  const me = board.me.value;
  const shown = draft.value ?? { name: me?.name ?? "", perspective: me?.perspective ?? "" };
  const change = (more: Partial<ProfileDraft>) => {
    setStored(false);
    draft.set({ ...shown, ...more });
  };
  const save = async (event: Event) => {
    event.preventDefault();
    const outcome = await board.send({ type: "change_profile", name: shown.name.trim(), perspective: shown.perspective });
    if (!outcome.done) {
      board.announce.alert(board.refusalText(outcome.failure.code));
      return;
    }
    draft.clear();
    answered.set(true);
    setStored(true);
    board.announce.say(t("Stored"));
    fold(box.current);
  };
  const choices = [...board.content.perspectives.map((one) => ({ id: one.id, name: board.content.text(one.name) })), { id: "", name: t("I'd rather not say") }];
  const known = [me?.name, choices.find((one) => one.id !== "" && one.id === me?.perspective)?.name].filter(Boolean).join(", ");
  // What is being typed stays in view, whatever was answered before.
  const open = draft.value !== null || !(answered.value || known);
  return (
    <details class="codio-details" ref={box} open={open}>
      <summary>
        {known ? t("About you: {known}", { known }) : t("About you")}
        <Icon name="down" />
      </summary>
      <div class="codio-details__body">
        <form class="codio-lobby__form" onSubmit={(event) => void save(event)}>
          <LineField
            id="profile-name"
            label={t("What may we call you?")}
            hint={t("Not needed. Your notes stay without a name.")}
            value={shown.name}
            max={MAX_NAME_CHARACTERS}
            autocomplete="nickname"
            onInput={(name) => change({ name })}
          />
          <fieldset class="codio-fieldset">
            <legend class="codio-label">{t("From which side do you look?")}</legend>
            <div class="codio-chips">
              {choices.map((one) => (
                <label class="codio-chip" key={one.id}>
                  <input
                    class="codio-chip__input"
                    type="radio"
                    name="perspective"
                    checked={shown.perspective === one.id}
                    onChange={() => change({ perspective: one.id })}
                  />
                  {one.name}
                </label>
              ))}
            </div>
          </fieldset>
          <button type="submit" class="codio-button codio-button--main codio-button--wide">
            {stored ? t("Stored") : t("Store")}
          </button>
        </form>
      </div>
    </details>
  );
}

/** Closes the form; a focus that stood in it goes to what opens it again. */
function fold(box: HTMLDetailsElement | null) {
  if (!box) return;
  const held = box.contains(document.activeElement);
  box.open = false;
  if (held) box.querySelector("summary")?.focus();
}
