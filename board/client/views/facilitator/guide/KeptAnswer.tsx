// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The room's answer to a question of which the answer is kept. */

import { useRef } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemWith } from "../../../core/items";
import { MAX_LONG_CHARACTERS } from "../../../protocol.gen";
import type { Leaf } from "../../../protocol.gen";
import { EditForm } from "../../form/EditForm";
import { LongField } from "../../form/Fields";
import { Icon } from "../../parts/Icon";
import { Theirs } from "../../parts/Theirs";
import { named } from "../../parts/named";
import { useItemEdit } from "../../form/itemEdit";

export function KeptAnswer({ leaf, number, question }: { leaf: Leaf; number: number; question: string }) {
  const board = useBoard();
  const button = useRef<HTMLButtonElement>(null);
  const id = `answer:${leaf.id}:${number}`;
  const item = itemWith(board.items.value, "step_answer", id);
  const edit = useItemEdit(id, item, { type: "step_answer", step_id: leaf.id, question: number, text: "" }, t("The answer is stored"), id);
  if (edit.fields) {
    return (
      <EditForm edit={edit} label={question} newerText={(newer) => newer.text} onDone={() => requestAnimationFrame(() => button.current?.focus())}>
        <LongField id={`kept-${number}`} label={t("Answer")} value={edit.fields.text} max={MAX_LONG_CHARACTERS} rows={2} onInput={(text) => edit.change({ text })} />
      </EditForm>
    );
  }
  return (
    <p class="codio-guide__answer">
      {item && <span dir="auto"><Theirs words={item.content.text} /></span>}
      <button type="button" class="codio-move" ref={button} data-go={item ? undefined : "kept_answers"} aria-label={named(item ? t("Change the answer") : t("Write the answer down"), question)} onClick={edit.open}>
        <Icon name="edit" />
        {item ? t("Change the answer") : t("Write the answer down")}
      </button>
    </p>
  );
}
