// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** One's own answer to a question of the reflection, and the switch that says who may read it. */

import { useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemsOf } from "../../../core/items";
import { MAX_LONG_CHARACTERS } from "../../../protocol.gen";
import type { Command } from "../../../protocol.gen";
import { act } from "../../sending/act";
import { EditForm } from "../../form/EditForm";
import { LongField } from "../../form/Fields";
import { Icon } from "../../parts/Icon";
import { Theirs } from "../../parts/Theirs";
import { named } from "../../parts/named";
import type { AskedQuestion } from "../../step/questions";
import { useEdit } from "../../form/useEdit";

export function ReflectionAnswer({ asked }: { asked: AskedQuestion }) {
  const board = useBoard();
  // A fresh id, because the room reads it when the answer is shared.
  const [fresh] = useState(() => board.newShortId());
  const item = itemsOf(board.items.value, "reflection").find((one) => one.mine && one.content.question === asked.at) ?? null;
  const item_id = item?.item_id ?? fresh;
  const shared = item?.content.shared === true;
  const put = (text: string, share: boolean, base_rev: number): Command => ({
    type: "put_item",
    item_id,
    base_rev,
    content: { type: "reflection", question: asked.at, text, shared: share },
  });
  const stored = item ? { fields: { text: item.content.text }, rev: item.rev } : null;
  const edit = useEdit<{ text: string }>(`reflect:${asked.at}`, stored, { text: "" }, ({ text }, base_rev) => put(text, shared, base_rev), t("Your answer is stored"));
  const question = board.content.text(asked.question);
  const button = `reflect-${asked.at}-open`;
  const share = () =>
    item &&
    act(board, put(item.content.text, !shared, item.rev), shared ? t("Only you see it again") : t("The group can read it now, without your name"));
  return (
    <div class="codio-reflect">
      <h3 class="codio-reflect__question">{question}</h3>
      {edit.fields ? (
        <EditForm
          edit={edit}
          label={question}
          newerText={(newer) => newer.text}
          onDone={() => requestAnimationFrame(() => document.getElementById(button)?.focus())}
        >
          <LongField
            id={`reflect-${asked.at}`}
            label={t("Your answer")}
            hint={shared ? t("The group reads this, without your name.") : t("Only you see this.")}
            value={edit.fields.text}
            max={MAX_LONG_CHARACTERS}
            onInput={(text) => edit.change({ text })}
          />
        </EditForm>
      ) : (
        <>
          {item && <p class="codio-reflect__text" dir="auto"><Theirs words={item.content.text} /></p>}
          <div class="codio-actions">
            <button
              type="button"
              id={button}
              class="codio-button codio-button--line codio-button--tiny"
              aria-label={named(item ? t("Change") : t("Write something"), question)}
              onClick={edit.open}
            >
              <Icon name="edit" />
              {item ? t("Change") : t("Write something")}
            </button>
            {item && (
              <button
                type="button"
                class="codio-button codio-button--line codio-button--tiny"
                onClick={() => void act(board, { type: "remove_item", item_id, base_rev: item.rev }, t("Your answer is taken away"))}
              >
                <Icon name="close" />
                {t("Take away")}
              </button>
            )}
          </div>
        </>
      )}
      {item && (
        <label class="codio-switch">
          <input type="checkbox" role="switch" checked={shared} onChange={() => void share()} />
          <span>
            <strong>{t("Share with the group")}</strong>
            <span class="codio-small codio-soft"> {shared ? t("Everybody in the workshop reads it, without your name. It also comes in the outcome.") : t("Off: only you see it.")}</span>
          </span>
        </label>
      )}
    </div>
  );
}
