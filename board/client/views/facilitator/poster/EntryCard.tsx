// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** One entry of the poster as paper, with its buttons: change, up, down, away. */

import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { FoundationId } from "../../../protocol.gen";
import { Icon, type IconName } from "../../shared/Icon";
import { Tag } from "../../shared/Tag";
import { moveEntry, removeEntry, type Entry } from "./arranging";

interface EntryCardProps {
  entry: Entry;
  /** What people call it. */
  name: string;
  /** The entries between which it stands, in order. */
  peers: readonly Entry[];
  foundation?: FoundationId;
  /** The form, while it is open; the buttons go away then. */
  form: (done: () => void) => ComponentChildren;
  editing: boolean;
  onEdit(): void;
  children: ComponentChildren;
}

export function EntryCard({ entry, name, peers, foundation, form, editing, onEdit, children }: EntryCardProps) {
  const board = useBoard();
  const change = useRef<HTMLButtonElement>(null);
  const at = peers.findIndex((peer) => peer.id === entry.id);
  const done = () => requestAnimationFrame(() => change.current?.focus());
  if (editing) return <li class="codio-entry codio-entry--open">{form(done)}</li>;
  const place = (step: number) => () => void moveEntry(board, entry, name, peers, at + step);
  return (
    <li class="codio-entry" {...(foundation ? { "data-foundation": foundation } : {})} id={`entry-${entry.id}`}>
      {children}
      <Origins entry={entry} />
      <p class="codio-entry__foot">
        {at > 0 && <Small icon="move" up label={t("{name}: one up", { name })} words={t("Up")} onPress={place(-1)} />}
        {at >= 0 && at < peers.length - 1 && <Small icon="down" label={t("{name}: one down", { name })} words={t("Down")} onPress={place(1)} />}
        <Small icon="close" label={t("Take {name} off the poster", { name })} words={t("Take away")} onPress={() => void removeEntry(board, entry, name)} />
        <button type="button" class="codio-move" ref={change} aria-label={t("Change {name}", { name })} onClick={onEdit}>
          <Icon name="edit" />
          {t("Change")}
        </button>
      </p>
    </li>
  );
}

function Small({ icon, up = false, label, words, onPress }: { icon: IconName; up?: boolean; label: string; words: string; onPress(): void }) {
  return (
    <button type="button" class="codio-move" aria-label={label} onClick={onPress}>
      <Icon name={icon} up={up} />
      {words}
    </button>
  );
}

/** Where it came from; notes that their authors took back are said, the text stays. */
function Origins({ entry }: { entry: Entry }) {
  if (entry.type === "tension" || entry.origins.length === 0) return null;
  return (
    <p class="codio-entry__origins codio-small codio-soft">
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
