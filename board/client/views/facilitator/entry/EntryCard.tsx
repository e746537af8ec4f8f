// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** One entry of the poster as paper: its form in place, and behind "⋯" whatever else can be done with it. */

import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { FoundationId } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { useLeftFocus } from "../../parts/focus";
import { MenuButton } from "../../parts/MenuButton";
import { Tag } from "../../parts/Tag";
import type { Entry } from "./arranging";
import { entryMenu } from "./entry-menu";
import { MergedHere } from "./MergedHere";
import { MergeForm } from "./MergeForm";
import { RemoveForm } from "./RemoveForm";

interface EntryCardProps {
  entry: Entry;
  /** What people call it. */
  name: string;
  /** The entries between which it stands, in order. */
  peers: readonly Entry[];
  /** Its place among its peers can be chosen by hand. */
  movable?: boolean;
  foundation?: FoundationId;
  /** The form, while it is open; the buttons go away then. */
  form: (done: () => void) => ComponentChildren;
  editing: boolean;
  /** What is still missing of it, as "Dit mist nog" says it. */
  lacks?: string;
  onEdit(): void;
  children: ComponentChildren;
}

export function EntryCard({ entry, name, peers, movable = true, foundation, form, editing, lacks, onEdit, children }: EntryCardProps) {
  const board = useBoard();
  const change = useRef<HTMLButtonElement>(null);
  const more = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLLIElement>(null);
  useLeftFocus(card);
  const [asking, setAsking] = useState<"" | "merge" | "remove">("");
  const done = () => requestAnimationFrame(() => change.current?.focus());
  if (editing) {
    return (
      <li ref={card} class="codio-entry codio-entry--open" data-go={lacks}>
        {form(done)}
      </li>
    );
  }
  const groups = entryMenu(board, { entry, name, peers, movable, edit: onEdit, merge: () => setAsking("merge"), remove: () => setAsking("remove") });
  const back = () => {
    setAsking("");
    requestAnimationFrame(() => more.current?.focus());
  };
  return (
    <li ref={card} class="codio-entry" {...(foundation ? { "data-foundation": foundation } : {})} id={`entry-${entry.id}`} data-spot={`poster:${entry.id}`}>
      {children}
      <Origins entry={entry} />
      <MergedHere into={entry.id} />
      <div class="codio-entry__tools">
        <button type="button" class="codio-move codio-entry__change" ref={change} data-go={lacks} aria-label={t("Change {name}", { name })} onClick={onEdit}>
          <Icon name="edit" />
          {t("Change")}
        </button>
        <MenuButton label={t("More for {name}", { name })} groups={groups} button={more} />
      </div>
      {asking === "merge" && <MergeForm entry={entry} name={name} onDone={back} />}
      {asking === "remove" && <RemoveForm entry={entry} name={name} onDone={back} />}
    </li>
  );
}

/** Where it came from; notes that their authors took back are said, the text stays. */
function Origins({ entry }: { entry: Entry }) {
  if (entry.type === "tension" || entry.origins.length === 0) return null;
  return (
    <p class="codio-small codio-soft">
      {tn("from {n} note", "from {n} notes", entry.origins.length)}
      {entry.withdrawn > 0 && (
        <>
          {" "}
          <Tag look="dashed" icon="undo">
            {tn("{n} withdrawn", "{n} withdrawn", entry.withdrawn)}
          </Tag>
        </>
      )}
    </p>
  );
}
