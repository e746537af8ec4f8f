// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** One entry of the poster as paper, with its buttons: change and show to everybody; under "Meer" its place, merging, and away. */

import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { FoundationId } from "../../../protocol.gen";
import { Icon, type IconName } from "../../parts/Icon";
import { Tag } from "../../parts/Tag";
import { BringButton } from "../room/BringButton";
import { moveEntry, removeEntry, type Entry } from "./arranging";
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
  const [more, setMore] = useState(false);
  const [merging, setMerging] = useState(false);
  const [removing, setRemoving] = useState(false);
  const at = peers.findIndex((peer) => peer.id === entry.id);
  const done = () => requestAnimationFrame(() => change.current?.focus());
  if (editing) return <li class="codio-entry codio-entry--open" data-go={lacks}>{form(done)}</li>;
  const place = (step: number) => () => void moveEntry(board, entry, name, peers, at + step);
  const mergeable = entry.type !== "tension" && (entry.type === "poster_value" ? board.posterValues.value : board.posterActions.value).length > 1;
  return (
    <li class="codio-entry" {...(foundation ? { "data-foundation": foundation } : {})} id={`entry-${entry.id}`} data-spot={`poster:${entry.id}`}>
      {children}
      <Origins entry={entry} />
      <MergedHere into={entry.id} />
      <p class="codio-entry__foot">
        <button type="button" class="codio-move" aria-expanded={more} aria-label={t("More for {name}", { name })} onClick={() => setMore(!more)}>
          <Icon name="down" up={false} />
          {t("More")}
        </button>
        <BringButton kind="poster" target={entry.id} name={name} />
        <button type="button" class="codio-move" ref={change} data-go={lacks} aria-label={t("Change {name}", { name })} onClick={onEdit}>
          <Icon name="edit" />
          {t("Change")}
        </button>
      </p>
      {more && (
        <p class="codio-entry__foot codio-entry__more">
          {movable && at > 0 && <Small icon="move" up label={t("{name}: one up", { name })} words={t("Up")} onPress={place(-1)} />}
          {movable && at >= 0 && at < peers.length - 1 && <Small icon="down" label={t("{name}: one down", { name })} words={t("Down")} onPress={place(1)} />}
          {mergeable && <Small icon="group" label={t("Merge {name} with another", { name })} words={t("Merge…")} onPress={() => setMerging(!merging)} />}
          <Small icon="close" label={t("Take {name} off the poster", { name })} words={t("Take away")} onPress={() => (entry.type === "tension" ? void removeEntry(board, entry, name) : setRemoving(!removing))} />
        </p>
      )}
      {merging && <MergeForm entry={entry} name={name} onDone={() => setMerging(false)} />}
      {removing && <RemoveForm entry={entry} name={name} onDone={() => setRemoving(false)} />}
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
