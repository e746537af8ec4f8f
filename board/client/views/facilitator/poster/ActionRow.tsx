// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** One action of the plan: its cells, and behind "⋯" the whole form, its place, merging and taking away. */

import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { PosterActionContent, PosterActionRecord } from "../../../protocol.gen";
import { EditForm } from "../../form/EditForm";
import { useEdit } from "../../form/useEdit";
import { useLeftFocus } from "../../parts/focus";
import { principlesNamed } from "../../poster/priority";
import { measureName } from "../../measures/measures";
import { MenuButton } from "../../parts/MenuButton";
import { Stamp } from "../../parts/Stamp";
import { Tag } from "../../parts/Tag";
import { entryMenu } from "../entry/entry-menu";
import { MergedHere } from "../entry/MergedHere";
import { MergeForm } from "../entry/MergeForm";
import { RemoveForm } from "../entry/RemoveForm";
import { ActionFields } from "./ActionFields";
import { PickCell } from "./PickCell";
import { TextCell } from "./TextCell";

interface ActionRowProps {
  action: PosterActionRecord;
  /** The actions as they stand now; by priority their place follows from their weight. */
  peers: readonly PosterActionRecord[];
  movable: boolean;
  names: { [field in "action" | "holder" | "monitor" | "term" | "level" | "necessity" | "importance"]: string };
}

const COLUMNS = 8;

export function ActionRow({ action, peers, movable, names }: ActionRowProps) {
  const board = useBoard();
  const more = useRef<HTMLButtonElement>(null);
  const row = useRef<HTMLTableRowElement>(null);
  const [asking, setAsking] = useState<"" | "merge" | "remove">("");
  useLeftFocus(row);
  const { content } = action;
  const edit = useEdit<PosterActionContent>(action.id, { fields: content, rev: action.rev }, content, (fields, base_rev) => {
    return { type: "put_poster_entry", entry_id: action.id, base_rev, content: { ...content, ...fields }, origins: action.origins };
  }, t("The action is changed"));
  const back = () => {
    setAsking("");
    requestAnimationFrame(() => more.current?.focus());
  };
  const groups = entryMenu(board, { entry: action, name: content.action, peers, movable, edit: edit.open, merge: () => setAsking("merge"), remove: () => setAsking("remove") });
  const cell = (field: "holder" | "monitor" | "term", lacks: string) => (
    <td role="cell" class="codio-cells__cell" data-label={names[field]}>
      <TextCell action={action} field={field} label={names[field]} lacks={lacks} />
    </td>
  );
  const pick = (field: "level" | "necessity" | "importance") => (
    <td role="cell" class="codio-cells__cell" data-label={names[field]}>
      <PickCell action={action} field={field} label={names[field]} {...(field === "level" ? {} : { lacks: "weights" })} />
    </td>
  );
  return (
    <>
      <tr ref={row} role="row" class="codio-cells__row" data-foundation={content.foundation} id={`entry-${action.id}`} data-spot={`poster:${action.id}`}>
        {/* With each cell the ear hears the head of its row: which action, not all that is told of it. */}
        <th scope="row" role="rowheader" aria-label={content.action} class="codio-cells__cell codio-cells__cell--action">
          <div class="codio-cells__action">
            <Stamp foundation={content.foundation} size="small" />
            <span class="codio-visually-hidden">{board.content.foundationName(content.foundation)}: </span>
            <TextCell action={action} field="action" label={names.action} />
          </div>
          <About action={action} />
        </th>
        {/* Beside the action for the eye, in a table as on a card, so after it for the keyboard. */}
        <td role="cell" class="codio-cells__cell codio-cells__cell--more">
          <MenuButton label={t("More for {name}", { name: content.action })} groups={groups} button={more} />
        </td>
        {cell("holder", "holders")}
        {cell("monitor", "monitors")}
        {cell("term", "terms")}
        {pick("level")}
        {pick("necessity")}
        {pick("importance")}
      </tr>
      <MergedRow into={action} />
      {(edit.fields || asking) && (
        <Asked>
            {edit.fields && (
              <EditForm
                edit={edit}
                label={t("Change {name}", { name: content.action })}
                newerText={(newer) => [newer.action, newer.holder, newer.monitor, newer.term].filter(Boolean).join(" · ")}
                onDone={back}
              >
                <ActionFields id={action.id} fields={edit.fields} change={edit.change} />
              </EditForm>
            )}
            {asking === "merge" && <MergeForm entry={action} name={content.action} onDone={back} />}
            {asking === "remove" && <RemoveForm entry={action} name={content.action} onDone={back} />}
        </Asked>
      )}
    </>
  );
}

/** A row under the action for its form or a question. */
function Asked({ children }: { children: ComponentChildren }) {
  const row = useRef<HTMLTableRowElement>(null);
  useLeftFocus(row);
  return (
    <tr ref={row} role="row" class="codio-cells__row">
      <td role="cell" colSpan={COLUMNS} class="codio-cells__cell codio-cells__cell--whole">
        {children}
      </td>
    </tr>
  );
}

/** What was merged into an action, under all of its cells: below them for the eye, so after them for the keyboard. */
function MergedRow({ into }: { into: PosterActionRecord }) {
  const board = useBoard();
  if (!board.merged.value.some((one) => one.into_id === into.id)) return null;
  return (
    <tr role="row" class="codio-cells__row codio-cells__row--under" data-foundation={into.content.foundation}>
      <td role="cell" colSpan={COLUMNS} class="codio-cells__cell codio-cells__cell--under">
        <MergedHere into={into.id} />
      </td>
    </tr>
  );
}

/** What else is said of it, as far as something is. */
function About({ action }: { action: PosterActionRecord }) {
  const board = useBoard();
  const { values, measures, audience, needs, wider } = action.content;
  const told = (name: string, words: string) => words && `${name}: ${words}`;
  const said = [
    told(t("For"), values.map((ref) => board.content.valueName(ref)).join(", ")),
    told(t("Principle"), principlesNamed(values, board)),
    told(t("For whom"), audience),
    told(t("What is needed"), needs),
    measures.length > 0 && measures.map((id) => measureName(board, id)).join(", "),
    wider && t("wider use"),
    action.origins.length > 0 && tn("from {n} note", "from {n} notes", action.origins.length),
  ].filter(Boolean);
  return (
    <>
      {said.length > 0 && <p class="codio-cells__about">{said.join(" · ")}</p>}
      {action.withdrawn > 0 && (
        <Tag look="dashed" icon="undo">
          {tn("{n} withdrawn", "{n} withdrawn", action.withdrawn)}
        </Tag>
      )}
    </>
  );
}
