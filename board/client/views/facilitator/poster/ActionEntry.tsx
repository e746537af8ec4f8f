// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** An action on the poster: who does it, who follows it, when; and the form for one that no table brought. */

import { useRef, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { PosterActionRecord } from "../../../protocol.gen";
import { levelName } from "../../poster/words";
import { Icon } from "../../shared/Icon";
import { Stamp } from "../../shared/Stamp";
import { ActionFields, EMPTY_ACTION, type ActionText } from "./ActionFields";
import { EditForm } from "./EditForm";
import { EntryCard } from "./EntryCard";
import { useEdit } from "./useEdit";

export function ActionEntry({ action }: { action: PosterActionRecord }) {
  const board = useBoard();
  const stored = { fields: textOf(action), rev: action.rev };
  const edit = useEdit<ActionText>(action.id, stored, stored.fields, (fields, base_rev) => {
    return { type: "put_poster_action", entry_id: action.id, base_rev, origins: action.origins, ...fields };
  });
  const newerText = (newer: ActionText) => [newer.action, newer.holder, newer.monitor, newer.term].filter(Boolean).join(" · ");
  const form = (done: () => void) => (
    <EditForm edit={edit} label={t("Change {name}", { name: action.action })} newerText={newerText} onDone={done}>
      {edit.fields && <ActionFields id={action.id} fields={edit.fields} change={edit.change} />}
    </EditForm>
  );
  return (
    <EntryCard
      entry={action}
      name={action.action}
      peers={board.posterActions.value}
      foundation={action.foundation}
      form={form}
      editing={edit.fields !== null}
      onEdit={edit.open}
    >
      <h3 class="codio-entry__name">
        <Stamp foundation={action.foundation} size="small" />
        <span class="codio-visually-hidden">{board.content.foundationName(action.foundation)}: </span>
        {action.action}
      </h3>
      <dl class="codio-entry__facts">
        <Fact name={t("Action holder")} text={action.holder} />
        <Fact name={t("Who follows this")} text={action.monitor} />
        <Fact name={t("When")} text={action.term} />
        {action.level && <Fact name={t("Level")} text={levelName(action.level)} />}
        {action.values.length > 0 && <Fact name={t("For")} text={action.values.map((ref) => board.content.valueName(ref)).join(", ")} />}
        {action.audience && <Fact name={t("For whom")} text={action.audience} />}
      </dl>
    </EntryCard>
  );
}

function Fact({ name, text }: { name: string; text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text || <span class="codio-soft">{t("still open")}</span>}</dd>
    </div>
  );
}

function textOf({ action, foundation, holder, term, monitor, level, audience, values }: PosterActionRecord): ActionText {
  return { action, foundation, holder, term, monitor, level, audience, values };
}

export function NewAction() {
  const board = useBoard();
  const button = useRef<HTMLButtonElement>(null);
  const [id, setId] = useState(() => board.newId());
  const edit = useEdit<ActionText>("new-action", null, EMPTY_ACTION, (fields, base_rev) => {
    return { type: "put_poster_action", entry_id: id, base_rev, ...fields };
  });
  const done = () => {
    setId(board.newId());
    requestAnimationFrame(() => button.current?.focus());
  };
  if (!edit.fields) {
    return (
      <button type="button" class="codio-button codio-button--line codio-button--tiny" ref={button} onClick={edit.open}>
        <Icon name="plus" />
        {t("Add another action")}
      </button>
    );
  }
  return (
    <EditForm edit={edit} label={t("Add another action")} newerText={() => ""} onDone={done}>
      <ActionFields id="new" fields={edit.fields} change={edit.change} />
    </EditForm>
  );
}
