// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The checklist questions, each answered in place. */

import { useRef } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { MAX_LONG_CHARACTERS } from "../../../protocol.gen";
import type { ChecklistItem } from "../../../protocol.gen";
import { LongField } from "../../form/Fields";
import { BlockHeading, wordsOf } from "../../parts/BlockHeading";
import { Icon } from "../../parts/Icon";
import { named } from "../../parts/named";
import { BringButton } from "../room/BringButton";
import { EditForm } from "../../form/EditForm";
import { FollowUpEditor } from "./FollowUpEditor";
import { useEdit } from "../../form/useEdit";

interface Answer {
  answer: string;
  done: boolean;
}

const NOTHING: Answer = { answer: "", done: false };

export function ChecklistEditor() {
  const { content } = useBoard();
  return (
    <section class="codio-finish__block" aria-labelledby={wordsOf("checklist")}>
      <BlockHeading id="checklist" words={t("Checklist")}>
        <BringButton kind="block" target="checklist" name={t("the checklist")} />
      </BlockHeading>
      {content.script.checklist.map((item) => (
        <Item key={item.id} item={item} />
      ))}
      <FollowUpEditor />
    </section>
  );
}

function Item({ item }: { item: ChecklistItem }) {
  const board = useBoard();
  const button = useRef<HTMLButtonElement>(null);
  const record = board.answers.value.find((one) => one.item_id === item.id);
  const stored = record ? { fields: { answer: record.answer, done: record.done }, rev: record.rev } : null;
  const edit = useEdit<Answer>(`check/${item.id}`, stored, NOTHING, (fields, base_rev) => {
    return { type: "answer_checklist", item_id: item.id, base_rev, ...fields };
  });
  const question = board.content.text(item.question);
  const answered = record !== undefined && (record.done || record.answer !== "");
  return (
    <div class={`codio-check codio-check--${answered ? "done" : "open"}`}>
      <span class="codio-check__box">{answered && <Icon name="check" />}</span>
      <p class="codio-check__question">{question}</p>
      {edit.fields ? (
        <div class="codio-check__answer">
          <EditForm edit={edit} label={question} newerText={(newer) => newer.answer} onDone={() => requestAnimationFrame(() => button.current?.focus())}>
            <LongField id={`check-${item.id}`} label={t("Answer")} value={edit.fields.answer} max={MAX_LONG_CHARACTERS} rows={2} onInput={(answer) => edit.change({ answer })} />
            <label class="codio-edit__tick">
              <input type="checkbox" checked={edit.fields.done} onChange={(event) => edit.change({ done: event.currentTarget.checked })} />
              {t("This has been settled")}
            </label>
          </EditForm>
        </div>
      ) : (
        <div class="codio-check__answer codio-finish__answer">
          <span>{answered ? record.answer || t("Done") : t("Not filled in yet")}</span>
          <button type="button" class="codio-button codio-button--line codio-button--tiny" ref={button} data-go={answered ? undefined : `checklist check:${item.id}`} aria-label={named(answered ? t("Change") : t("Fill in"), question)} onClick={edit.open}>
            <Icon name="edit" />
            {answered ? t("Change") : t("Fill in")}
          </button>
        </div>
      )}
    </div>
  );
}
