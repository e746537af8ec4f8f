// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** An action on the poster: who does it, who follows it, when; and the form for one that no table brought. */

import { useRef, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { PosterActionRecord } from "../../../protocol.gen";
import { levelName, weightName } from "../../poster/words";
import { Icon } from "../../parts/Icon";
import { measureName } from "../../measures/measures";
import { Stamp } from "../../parts/Stamp";
import { Tag } from "../../parts/Tag";
import { ActionFields, EMPTY_ACTION, type ActionText } from "./ActionFields";
import { EditForm } from "../../form/EditForm";
import { EntryCard } from "../entry/EntryCard";
import { useEdit } from "../../form/useEdit";

/** `peers` are the actions as they stand now; by priority their place follows from their weight. */
export function ActionEntry({ action, peers, movable }: { action: PosterActionRecord; peers: readonly PosterActionRecord[]; movable: boolean }) {
  const board = useBoard();
  const stored = { fields: textOf(action), rev: action.rev };
  const edit = useEdit<ActionText>(action.id, stored, stored.fields, (fields, base_rev) => {
    return { type: "put_poster_action", entry_id: action.id, base_rev, origins: action.origins, ...fields };
  }, t("The action is changed"));
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
      peers={peers}
      movable={movable}
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
      <Tags action={action} />
      <dl class="codio-entry__facts">
        <Fact name={t("Action holder")} text={action.holder} />
        <Fact name={t("Who follows this")} text={action.monitor} />
        <Fact name={t("When")} text={action.term} />
        {action.level && <Fact name={t("Level")} text={levelName(action.level)} />}
        {action.values.length > 0 && <Fact name={t("For")} text={action.values.map((ref) => board.content.valueName(ref)).join(", ")} />}
        {action.audience && <Fact name={t("For whom")} text={action.audience} />}
        {action.needs && <Fact name={t("What is needed")} text={action.needs} />}
      </dl>
    </EntryCard>
  );
}

function Tags({ action }: { action: PosterActionRecord }) {
  const board = useBoard();
  const { necessity, importance, measures, wider } = action;
  if (!necessity && !importance && !wider && measures.length === 0) return null;
  return (
    <p class="codio-entry__tags">
      {necessity && <Tag>{t("needed: {weight}", { weight: weightName(necessity) })}</Tag>}
      {importance && <Tag>{t("important: {weight}", { weight: weightName(importance) })}</Tag>}
      {measures.map((id) => (
        <Tag key={id} look="plain">
          {measureName(board, id)}
        </Tag>
      ))}
      {wider && <Tag icon="next">{t("wider use")}</Tag>}
    </p>
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

function textOf(record: PosterActionRecord): ActionText {
  const { action, foundation, holder, term, monitor, level, audience, values, necessity, importance, measures, needs, wider, wider_note } = record;
  return { action, foundation, holder, term, monitor, level, audience, values, necessity, importance, measures, needs, wider, wider_note };
}

export function NewAction() {
  const board = useBoard();
  const button = useRef<HTMLButtonElement>(null);
  const [id, setId] = useState(() => board.newId());
  const edit = useEdit<ActionText>("new-action", null, EMPTY_ACTION, (fields, base_rev) => {
    return { type: "put_poster_action", entry_id: id, base_rev, ...fields };
  }, t("The action is on the poster"));
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
