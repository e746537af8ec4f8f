// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Words an action together: from the notes on the table, with who, for which values, what kind, and what was weighed. */

import { useRef } from "preact/hooks";
import { holdersOf } from "../../../core/holders";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { NoteView } from "../../../core/api";
import type { ItemOf } from "../../../core/items";
import { MAX_LONG_CHARACTERS, MAX_SHORT_CHARACTERS } from "../../../protocol.gen";
import type { JointAction, Leaf, TableRecord } from "../../../protocol.gen";
import { EditForm } from "../../form/EditForm";
import { LineField, LongField } from "../../form/Fields";
import { Icon } from "../../parts/Icon";
import { named } from "../../parts/named";
import { MeasurePills } from "../../measures/MeasurePills";
import { mayOffer } from "./offering";
import { useEdit } from "../../form/useEdit";
import { ValuePills } from "../../picker/ValuePills";
import { Examples } from "./Examples";
import { begunWith } from "./joint";
import { OriginPills } from "./OriginPills";

/** What opens the form for a new one. */
export const NEW_JOINT = "joint-new";

interface JointFormProps {
  item: ItemOf<"joint_action"> | null;
  itemId: string;
  table: TableRecord;
  leaf: Leaf;
  onStored?: () => void;
}

export function JointForm({ item, itemId, table, leaf, onStored }: JointFormProps) {
  const board = useBoard();
  const button = useRef<HTMLButtonElement>(null);
  const empty: JointAction = { type: "joint_action", table_id: table.id, action: "", actor: "", values: [], measures: [], consideration: "", origins: [] };
  const stored = item ? { fields: item.content, rev: item.rev } : null;
  // A new action keeps its words under one name, whatever id it will get.
  const key = item ? `joint:${itemId}` : `joint:new:${table.id}`;
  const edit = useEdit<JointAction>(key, stored, empty, (content, base_rev) => ({ type: "put_item", item_id: itemId, base_rev, content }), t("The action is stored"));
  const form = edit.fields;
  if (!form) {
    return (
      <button
        type="button"
        class={item ? "codio-move" : "codio-button"}
        ref={button}
        id={item ? undefined : NEW_JOINT}
        aria-label={item ? named(t("Change"), item.content.action) : undefined}
        onClick={edit.open}
      >
        <Icon name={item ? "edit" : "plus"} />
        {item ? t("Change") : t("Word an action together")}
      </button>
    );
  }
  const offers = mayOffer(board, leaf, "action");
  const take = (note: NoteView) => edit.change(begunWith(form, note));
  const done = () => {
    requestAnimationFrame(() => button.current?.focus());
    onStored?.();
  };
  const id = (name: string) => `joint-${itemId}-${name}`;
  return (
    <EditForm edit={edit} label={board.role === "scribe" ? t("An action of {table}", { table: board.tableName(table) }) : t("An action of our table")} newerText={(newer) => newer.action} onDone={done}>
      <OriginPills
        id={id("origins")}
        table={table}
        chosen={form.origins}
        onTake={take}
        onLeave={(noteId) => edit.change({ origins: form.origins.filter((one) => one !== noteId) })}
      />
      <LongField
        id={id("action")}
        label={t("What has to happen?")}
        error={edit.errorField === "action" ? edit.error : ""}
        value={form.action}
        max={MAX_LONG_CHARACTERS}
        rows={2}
        onInput={(action) => edit.change({ action })}
      />
      <LineField
        id={id("actor")}
        label={t("Who has to do this?")}
        hint={t("Name a role or team, not a person.")}
        value={form.actor}
        known={holdersOf(board)}
        max={MAX_SHORT_CHARACTERS}
        onInput={(actor) => edit.change({ actor })}
      />
      <ValuePills id={id("values")} own={table.foundations} tableId={table.id} values={form.values} onChange={(values) => edit.change({ values })} />
      {(offers || form.measures.length > 0) && <MeasurePills id={id("measures")} chosen={form.measures} onChange={(measures) => edit.change({ measures })} />}
      <LongField
        id={id("consideration")}
        label={t("What did you weigh?")}
        hint={t("For instance: what speaks against it, and why you choose it all the same.")}
        value={form.consideration}
        max={MAX_LONG_CHARACTERS}
        rows={2}
        onInput={(consideration) => edit.change({ consideration })}
      />
      {offers && <Examples values={form.values} own={table.foundations} onTake={(action) => edit.change({ action })} />}
    </EditForm>
  );
}
