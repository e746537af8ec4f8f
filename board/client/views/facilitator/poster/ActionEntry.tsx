// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** An action on the poster: who does it, who follows it, when; and the form for one that no table brought. */

import { useRef, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { PosterActionContent, PosterActionRecord } from "../../../protocol.gen";
import { levelName, weightName } from "../../poster/words";
import { Icon } from "../../parts/Icon";
import { measureName } from "../../measures/measures";
import { Stamp } from "../../parts/Stamp";
import { Tag } from "../../parts/Tag";
import { ActionFields, EMPTY_ACTION } from "./ActionFields";
import { EditForm } from "../../form/EditForm";
import { EntryCard } from "../entry/EntryCard";
import { useEdit } from "../../form/useEdit";

/** `peers` are the actions as they stand now; by priority their place follows from their weight. */
export function ActionEntry({ action, peers, movable }: { action: PosterActionRecord; peers: readonly PosterActionRecord[]; movable: boolean }) {
  const board = useBoard();
  const { content } = action;
  const edit = useEdit<PosterActionContent>(action.id, { fields: content, rev: action.rev }, content, (fields, base_rev) => {
    return { type: "put_poster_entry", entry_id: action.id, base_rev, content: { ...content, ...fields }, origins: action.origins };
  }, t("The action is changed"));
  const newerText = (newer: PosterActionContent) => [newer.action, newer.holder, newer.monitor, newer.term].filter(Boolean).join(" · ");
  const form = (done: () => void) => (
    <EditForm edit={edit} label={t("Change {name}", { name: content.action })} newerText={newerText} onDone={done}>
      {edit.fields && <ActionFields id={action.id} fields={edit.fields} change={edit.change} />}
    </EditForm>
  );
  return (
    <EntryCard
      entry={action}
      name={content.action}
      peers={peers}
      movable={movable}
      foundation={content.foundation}
      form={form}
      editing={edit.fields !== null}
      onEdit={edit.open}
    >
      <h3 class="codio-entry__name">
        <Stamp foundation={content.foundation} size="small" />
        <span class="codio-visually-hidden">{board.content.foundationName(content.foundation)}: </span>
        {content.action}
      </h3>
      <Tags content={content} />
      <dl class="codio-entry__facts">
        <Fact name={t("Action holder")} text={content.holder} />
        <Fact name={t("Who monitors this")} text={content.monitor} />
        <Fact name={t("Term")} text={content.term} />
        {content.level && <Fact name={t("Level")} text={levelName(content.level)} />}
        {content.values.length > 0 && <Fact name={t("For")} text={content.values.map((ref) => board.content.valueName(ref)).join(", ")} />}
        {content.audience && <Fact name={t("For whom")} text={content.audience} />}
        {content.needs && <Fact name={t("What is needed")} text={content.needs} />}
      </dl>
    </EntryCard>
  );
}

function Tags({ content }: { content: PosterActionContent }) {
  const board = useBoard();
  const { necessity, importance, measures, wider } = content;
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

export function NewAction() {
  const board = useBoard();
  const button = useRef<HTMLButtonElement>(null);
  const [id, setId] = useState(() => board.newId());
  const edit = useEdit<PosterActionContent>("new-action", null, EMPTY_ACTION, (fields, base_rev) => {
    return { type: "put_poster_entry", entry_id: id, base_rev, content: { ...EMPTY_ACTION, ...fields } };
  }, t("The action is on the poster"));
  const done = () => {
    setId(board.newId());
    requestAnimationFrame(() => button.current?.focus());
  };
  if (!edit.fields) {
    return (
      <button type="button" class="codio-button codio-button--line codio-button--tiny" data-go="poster_actions" ref={button} onClick={edit.open}>
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
