// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What can be done with an entry of the poster, as the rows of its menu. */

import { t } from "../../../core/i18n";
import type { Board } from "../../../core/api";
import type { MenuGroup, MenuItem } from "../../parts/MenuList";
import { bring, canBring, isHere } from "../room/bringing";
import { moveEntry, removeEntry, type Entry } from "./arranging";

interface EntryMenu {
  entry: Entry;
  name: string;
  /** The entries between which it stands, in order. */
  peers: readonly Entry[];
  /** Its place among its peers can be chosen by hand. */
  movable: boolean;
  edit(): void;
  merge(): void;
  remove(): void;
}

export function entryMenu(board: Board, { entry, name, peers, movable, edit, merge, remove }: EntryMenu): readonly MenuGroup[] {
  const at = peers.findIndex((peer) => peer.id === entry.id);
  const place = (step: number) => () => void moveEntry(board, entry, name, peers, at + step);
  const kind = entry.type === "poster_value" ? board.posterValues.value : entry.type === "poster_action" ? board.posterActions.value : [];
  const here = isHere(board, "poster", entry.id);
  const rows: (MenuItem | false)[] = [
    { key: "edit", label: t("Change…"), icon: "edit", act: edit },
    canBring(board) && { key: "bring", label: here ? t("Let everybody go again") : t("Everybody here"), icon: "people", act: () => void bring(board, "poster", entry.id, name) },
    movable && at > 0 && { key: "up", label: t("One up"), icon: "move", up: true, act: place(-1) },
    movable && at >= 0 && at < peers.length - 1 && { key: "down", label: t("One down"), icon: "down", act: place(1) },
    kind.length > 1 && { key: "merge", label: t("Merge with another…"), icon: "group", act: merge },
    { key: "remove", label: t("Take off the poster…"), icon: "close", act: () => (entry.type === "tension" ? void removeEntry(board, entry, name) : remove()) },
  ];
  return [{ label: name, items: rows.filter((row) => row !== false) }];
}
