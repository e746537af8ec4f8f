// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** For each accent value of the organisation: does it play a part in this case, and why (DOM-09)? Nothing when there are none. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemWith, itemsOf, type ItemOf } from "../../../core/items";
import { MAX_LONG_CHARACTERS } from "../../../protocol.gen";
import type { AccentRole, TableRecord } from "../../../protocol.gen";
import { EditForm } from "../../form/EditForm";
import { LongField } from "../../form/Fields";
import { Icon } from "../../parts/Icon";
import { Theirs } from "../../parts/Theirs";
import { named } from "../../parts/named";
import { Tag } from "../../parts/Tag";
import { accentRoleName, ACCENT_ROLES } from "../../step/accent-words";
import { useEdit } from "../../form/useEdit";
import { useWriter } from "../writing/writer";


/** With a table: its own answers, to give and to change. Without: what every table and the room answered. */
export function AccentQuestions({ table }: { table: TableRecord | null }) {
  const board = useBoard();
  const accents = itemsOf(board.items.value, "accent");
  if (accents.length === 0) return null;
  return (
    <section class="codio-accents codio-card codio-paper" aria-labelledby="accents">
      <h2 class="codio-heading" id="accents">
        {t("Accent values of your organisation")}
      </h2>
      <p class="codio-soft">{t("Does this value play a part in this case? Why, or why not?")}</p>
      <ul class="codio-accents__list">
        {accents.map((accent) => (
          <li
            class="codio-accents__item"
            key={accent.item_id}
            data-spot={`item:${accent.item_id}`}
            tabIndex={-1}
            data-foundation={board.content.foundationOf(accent.content.value) ?? undefined}
          >
            <h3 class="codio-accents__value">{board.content.valueName(accent.content.value)}</h3>
            {accent.content.meaning && <p><Theirs words={accent.content.meaning} /></p>}
            {accent.content.reason && <p class="codio-small codio-soft">{t("Why it was chosen: {reason}", { reason: accent.content.reason })}</p>}
            {table ? <TableAnswer accent={accent} table={table} /> : <AllAnswers accent={accent} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Answer {
  /** Null while nothing is picked: the form then does not go out. */
  role: AccentRole | null;
  why: string;
}

function TableAnswer({ accent, table }: { accent: ItemOf<"accent">; table: TableRecord }) {
  const board = useBoard();
  const { mayDecide } = useWriter();
  const item_id = `accent:${accent.item_id}:${table.id}`;
  const given = itemWith(board.items.value, "accent_answer", item_id);
  const stored = given ? { fields: { role: given.content.role, why: given.content.why }, rev: given.rev } : null;
  const edit = useEdit<Answer>(
    item_id,
    stored,
    { role: null, why: "" },
    ({ role, why }, base_rev) => ({
      type: "put_item",
      item_id,
      base_rev,
      content: { type: "accent_answer", accent_id: accent.item_id, table_id: table.id, role: role ?? "partly", why },
    }),
    t("Your table's answer is stored"),
  );
  const name = board.content.valueName(accent.content.value);
  const button = `answer-${accent.item_id}`;
  if (edit.fields) {
    return (
      <EditForm
        edit={edit}
        label={t("Answer for {value}", { value: name })}
        newerText={({ role, why }) => (role ? `${accentRoleName(role)}: ${why}` : why)}
        onDone={() => requestAnimationFrame(() => document.getElementById(button)?.focus())}
      >
        <fieldset class="codio-fieldset">
          <legend class="codio-label">{t("Does it play a part?")}</legend>
          <div class="codio-chips">
            {ACCENT_ROLES.map((role) => (
              <label class="codio-chip" key={role}>
                <input
                  class="codio-chip__input"
                  type="radio"
                  required
                  name={`role-${accent.item_id}`}
                  checked={edit.fields?.role === role}
                  onChange={() => edit.change({ role })}
                />
                {accentRoleName(role)}
              </label>
            ))}
          </div>
        </fieldset>
        <LongField
          id={`accent-why-${accent.item_id}`}
          label={t("Why?")}
          value={edit.fields.why}
          max={MAX_LONG_CHARACTERS}
          rows={2}
          onInput={(why) => edit.change({ why })}
        />
      </EditForm>
    );
  }
  return (
    <>
      {given && <AnswerLine role={given.content.role} why={given.content.why} />}
      {!given && !mayDecide && <p class="codio-soft">{t("Not answered yet.")}</p>}
      {mayDecide && (
        <button
          type="button"
          id={button}
          class="codio-button codio-button--line codio-button--tiny"
          aria-label={named(given ? t("Change the answer") : t("Answer this"), name)}
          onClick={edit.open}
        >
          <Icon name="edit" />
          {given ? t("Change the answer") : t("Answer this")}
        </button>
      )}
    </>
  );
}

/** The room's answer first, then each table's. */
function AllAnswers({ accent }: { accent: ItemOf<"accent"> }) {
  const board = useBoard();
  const answers = itemsOf(board.items.value, "accent_answer").filter((one) => one.content.accent_id === accent.item_id);
  if (answers.length === 0) return <p class="codio-soft">{t("Not answered yet.")}</p>;
  const whose = (tableId: string) => {
    const table = board.tables.value.find((one) => one.id === tableId);
    return table ? board.tableName(table) : t("All together");
  };
  return (
    <ul class="codio-accents__answers">
      {[...answers]
        .sort((a, b) => (a.content.table_id < b.content.table_id ? -1 : 1))
        .map((one) => (
          <li key={one.item_id}>
            <AnswerLine role={one.content.role} why={one.content.why} whose={whose(one.content.table_id)} />
          </li>
        ))}
    </ul>
  );
}

function AnswerLine({ role, why, whose }: { role: AccentRole; why: string; whose?: string }) {
  return (
    <p>
      {whose && <strong>{whose}: </strong>}
      <Tag look={role === "no" ? "dashed" : "ink"}>{accentRoleName(role)}</Tag> <Theirs words={why} />
    </p>
  );
}
