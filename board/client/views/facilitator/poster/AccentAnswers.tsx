// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What each table said about the accent values, and the answer of the whole room (DOM-09). */

import { useRef } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemsOf, itemWith, type ItemOf } from "../../../core/items";
import { MAX_LONG_CHARACTERS } from "../../../protocol.gen";
import type { AccentAnswer } from "../../../protocol.gen";
import { EditForm } from "../../form/EditForm";
import { LongField } from "../../form/Fields";
import { Icon } from "../../parts/Icon";
import { named } from "../../parts/named";
import { Tag } from "../../parts/Tag";
import { accentRoleName, ACCENT_ROLES } from "../../step/accent-words";
import { useItemEdit } from "../../form/itemEdit";

export function AccentAnswers() {
  const board = useBoard();
  const accents = itemsOf(board.items.value, "accent");
  if (accents.length === 0) return null;
  return (
    <>
      <h2 class="codio-heading" id="poster-accents">
        {t("Accent values")}
      </h2>
      <ul class="codio-entries">
        {accents.map((accent) => (
          <Answers key={accent.item_id} accent={accent} />
        ))}
      </ul>
    </>
  );
}

function Answers({ accent }: { accent: ItemOf<"accent"> }) {
  const board = useBoard();
  const name = board.content.valueName(accent.content.value);
  const onPoster = board.posterValues.value.some((value) => value.accent && board.content.valueName(value.content.value) === name);
  return (
    <li class="codio-entry" data-foundation={board.content.foundationOf(accent.content.value) ?? undefined}>
      <h3 class="codio-entry__name">
        {name}
        {onPoster && (
          <Tag icon="check" look="plain">
            {t("On the poster")}
          </Tag>
        )}
      </h3>
      <dl class="codio-entry__facts">
        {board.tables.value.map((table) => {
          const answer = itemWith(board.items.value, "accent_answer", `accent:${accent.item_id}:${table.id}`)?.content;
          return (
            <div key={table.id}>
              <dt>{board.tableName(table)}</dt>
              <dd>{answer ? [accentRoleName(answer.role), answer.why].filter(Boolean).join(". ") : <span class="codio-soft">{t("no answer yet")}</span>}</dd>
            </div>
          );
        })}
      </dl>
      <RoomAnswer accent={accent} name={name} />
    </li>
  );
}

function RoomAnswer({ accent, name }: { accent: ItemOf<"accent">; name: string }) {
  const board = useBoard();
  const button = useRef<HTMLButtonElement>(null);
  const id = `accent:${accent.item_id}:room`;
  const item = itemWith(board.items.value, "accent_answer", id);
  const empty: AccentAnswer = { type: "accent_answer", accent_id: accent.item_id, table_id: "", role: "yes", why: "" };
  const edit = useItemEdit(id, item, empty, t("The answer of the room is stored"), id);
  if (edit.fields) {
    return (
      <EditForm
        edit={edit}
        label={t("{value}: answer of the room", { value: name })}
        newerText={(newer) => [accentRoleName(newer.role), newer.why].filter(Boolean).join(". ")}
        onDone={() => requestAnimationFrame(() => button.current?.focus())}
      >
        <fieldset class="codio-fieldset">
          <legend class="codio-label">{t("Does {value} play a part in this case?", { value: name })}</legend>
          <div class="codio-chips">
            {ACCENT_ROLES.map((role) => (
              <label class="codio-chip" key={role}>
                <input class="codio-chip__input" type="radio" name={id} checked={edit.fields?.role === role} onChange={() => edit.change({ role })} />
                {accentRoleName(role)}
              </label>
            ))}
          </div>
        </fieldset>
        <LongField id={`why-${id}`} label={t("Why, or why not?")} value={edit.fields.why} max={MAX_LONG_CHARACTERS} rows={2} onInput={(why) => edit.change({ why })} />
      </EditForm>
    );
  }
  return (
    <p class="codio-finish__answer">
      <span>
        <strong>{t("The room:")}</strong> {item ? [accentRoleName(item.content.role), item.content.why].filter(Boolean).join(". ") : t("no answer yet")}
      </span>
      <button type="button" class="codio-move" ref={button} data-go={item ? undefined : "accents_room"} aria-label={named(item ? t("Change") : t("Fill in"), name)} onClick={edit.open}>
        <Icon name="edit" />
        {item ? t("Change") : t("Fill in")}
      </button>
    </p>
  );
}
