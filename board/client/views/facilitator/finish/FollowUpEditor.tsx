// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The appointment for afterwards, and what is kept for that time (the last questions of the checklist step). */

import { useRef } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemWith } from "../../../core/items";
import { MAX_LONG_CHARACTERS, MAX_SHORT_CHARACTERS, type FollowUp } from "../../../protocol.gen";
import { EditForm } from "../../form/EditForm";
import { LineField, LongField } from "../../form/Fields";
import { FollowUpLine } from "../../poster/FollowUpLine";
import { Icon } from "../../parts/Icon";
import { useEdit } from "../../form/useEdit";

interface Agreed {
  appointment: string;
  with_whom: string;
  next_time: string;
  coordinator: string;
}

const NOTHING: Agreed = { appointment: "", with_whom: "", next_time: "", coordinator: "" };

function fieldsOf({ appointment, with_whom, next_time, coordinator }: FollowUp): Agreed {
  return { appointment, with_whom, next_time, coordinator };
}

export function FollowUpEditor() {
  const board = useBoard();
  const button = useRef<HTMLButtonElement>(null);
  const item = itemWith(board.items.value, "follow_up", "follow_up");
  const stored = item ? { fields: fieldsOf(item.content), rev: item.rev } : null;
  const edit = useEdit<Agreed>("follow_up", stored, NOTHING, (fields, base_rev) => {
    return { type: "put_item", item_id: "follow_up", base_rev, content: { type: "follow_up", ...fields } };
  });
  const label = t("The appointment afterwards");
  return (
    <div class="codio-finish__follow">
      {edit.fields ? (
        <EditForm edit={edit} label={label} newerText={(newer) => newer.appointment} onDone={() => requestAnimationFrame(() => button.current?.focus())}>
          <LineField id="follow-when" label={t("When do you meet again?")} value={edit.fields.appointment} max={MAX_SHORT_CHARACTERS} onInput={(appointment) => edit.change({ appointment })} />
          <LineField id="follow-who" label={t("With whom?")} value={edit.fields.with_whom} max={MAX_SHORT_CHARACTERS} onInput={(with_whom) => edit.change({ with_whom })} />
          <LineField id="follow-coordinator" label={t("Who watches over the whole and tells everyone how it goes?")} value={edit.fields.coordinator} max={MAX_SHORT_CHARACTERS} onInput={(coordinator) => edit.change({ coordinator })} />
          <LongField id="follow-next" label={t("What do you keep for that time?")} value={edit.fields.next_time} max={MAX_LONG_CHARACTERS} rows={2} onInput={(next_time) => edit.change({ next_time })} />
        </EditForm>
      ) : (
        <>
          <FollowUpLine />
          <button type="button" class="codio-button codio-button--line codio-button--tiny" ref={button} onClick={edit.open}>
            <Icon name="edit" />
            {item ? t("Change the appointment") : t("Write down the appointment afterwards")}
          </button>
        </>
      )}
    </div>
  );
}
