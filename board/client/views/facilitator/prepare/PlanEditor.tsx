// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** When and where, the room's video call, the talk afterwards, and the plan of approach. */

import { useRef } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemWith } from "../../../core/items";
import { dateFormat, momentAt } from "../../../core/when";
import { MAX_CASE_FIELD_CHARACTERS, MAX_SHORT_CHARACTERS, MAX_URL_CHARACTERS } from "../../../protocol.gen";
import type { Plan } from "../../../protocol.gen";
import { EditForm } from "../../form/EditForm";
import { LineField, LongField } from "../../form/Fields";
import { Icon } from "../../parts/Icon";
import { DateField } from "./DateField";
import { Facts } from "./Facts";
import { useItemEdit } from "../../form/itemEdit";

const EMPTY: Plan = { type: "plan", date: "", time: "", place: "", call_url: "", follow_up: "", approach: "" };

export function PlanEditor() {
  const board = useBoard();
  const button = useRef<HTMLButtonElement>(null);
  const item = itemWith(board.items.value, "plan", "plan");
  const edit = useItemEdit("plan", item, EMPTY, t("Date and place are stored"));
  const plan = item?.content ?? EMPTY;
  if (edit.fields) {
    const fields = edit.fields;
    return (
      <EditForm
        edit={edit}
        label={t("Date and place")}
        newerText={(newer) => [newer.date, newer.time, newer.place].filter(Boolean).join(", ")}
        onDone={() => requestAnimationFrame(() => button.current?.focus())}
      >
        <div class="codio-edit__pair">
          <DateField id="plan-date" type="date" label={t("Date")} value={fields.date} onInput={(date) => edit.change({ date })} />
          <DateField id="plan-time" type="time" label={t("Begins at")} value={fields.time} onInput={(time) => edit.change({ time })} />
        </div>
        <LineField id="plan-place" label={t("Place")} value={fields.place} max={MAX_SHORT_CHARACTERS} onInput={(place) => edit.change({ place })} />
        <LineField
          id="plan-call"
          label={t("Link of the video call for everyone")}
          hint={t("Only when people take part from elsewhere.")}
          value={fields.call_url}
          max={MAX_URL_CHARACTERS}
          onInput={(call_url) => edit.change({ call_url })}
        />
        <LineField
          id="plan-after"
          label={t("The talk afterwards: with whom and when?")}
          value={fields.follow_up}
          max={MAX_SHORT_CHARACTERS}
          onInput={(follow_up) => edit.change({ follow_up })}
        />
        <LongField
          id="plan-approach"
          label={t("Plan of approach")}
          hint={t("Who does what beforehand, on the day and afterwards? The times stand in the planning.")}
          value={fields.approach}
          max={MAX_CASE_FIELD_CHARACTERS}
          rows={5}
          onInput={(approach) => edit.change({ approach })}
        />
      </EditForm>
    );
  }
  return (
    <>
      <Facts
        facts={[
          { name: t("Date"), text: dateWords(board.language, plan.date) },
          { name: t("Begins at"), text: plan.time },
          { name: t("Place"), text: plan.place },
          { name: t("Video call"), text: plan.call_url, link: true },
          { name: t("The talk afterwards"), text: plan.follow_up },
          { name: t("Plan of approach"), text: plan.approach },
        ]}
      />
      <p>
        <button type="button" class="codio-button codio-button--line codio-button--tiny" ref={button} onClick={edit.open}>
          <Icon name="edit" />
          {item ? t("Change date and place") : t("Fill in date and place")}
        </button>
      </p>
    </>
  );
}

/** "dinsdag 1 december 2026"; as typed when it is no date. */
function dateWords(language: string, date: string): string {
  const moment = momentAt(date, "12:00");
  if (Number.isNaN(moment)) return date;
  return dateFormat(language, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(moment);
}
