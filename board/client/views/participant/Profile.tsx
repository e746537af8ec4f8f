// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A pseudonym and a perspective, both optional. Notes stay without a name. */

import { useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { useDraft } from "../shared/drafts";
import { LineField } from "../shared/Fields";

interface ProfileDraft {
  name: string;
  perspective: string;
}

const UNTOUCHED: ProfileDraft | null = null;

export function Profile() {
  const board = useBoard();
  const draft = useDraft<ProfileDraft | null>("profile", UNTOUCHED);
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
    setStored(true);
    board.announce.say(t("Stored"));
  };
  const choices = [...board.content.perspectives.map((one) => ({ id: one.id, name: board.content.text(one.name) })), { id: "", name: t("I'd rather not say") }];
  return (
    <form class="codio-lobby__form" onSubmit={(event) => void save(event)}>
      <LineField
        id="profile-name"
        label={t("What may we call you?")}
        hint={t("Not needed. Your notes stay without a name.")}
        value={shown.name}
        max={board.limits.value.name}
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
  );
}
