// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Things on the board beside notes and poster, with waiting commands laid over them, and typed ways to find them. Pure. */

import type { Command, ItemContent, ItemRecord } from "../protocol.gen";
import type { Failure, ItemView } from "./api";

export type ItemType = ItemContent["type"];
export type ContentOf<T extends ItemType> = Extract<ItemContent, { type: T }>;
/** An item of which the content is known. */
export type ItemOf<T extends ItemType> = ItemView & { readonly content: ContentOf<T> };

export interface ItemLooker {
  /** Ids of the items that the looker put. */
  mine: ReadonlySet<string>;
  /** Whether what waits on this page is the looker's own: a participant's, not what the crew puts for the room. */
  ownsNew: boolean;
}

/** The items with this content, in the order in which they came. */
export function itemsOf<T extends ItemType>(items: readonly ItemView[], type: T): readonly ItemOf<T>[] {
  return items.filter((item): item is ItemOf<T> => item.content.type === type);
}

/** The item with this id, when it has this content; null when it is not there. */
export function itemWith<T extends ItemType>(items: readonly ItemView[], type: T, itemId: string): ItemOf<T> | null {
  return itemsOf(items, type).find((item) => item.item_id === itemId) ?? null;
}

/** The items as their author should see them. A new one that was refused stays with its failure, so that no text disappears. */
export function layItems(
  confirmed: Iterable<ItemRecord>,
  pending: readonly Command[],
  failures: readonly Failure[],
  looker: ItemLooker,
): readonly ItemView[] {
  const items = new Map<string, ItemView>();
  for (const item of confirmed) {
    items.set(item.item_id, { ...item, pending: false, failure: null, mine: looker.mine.has(item.item_id) });
  }
  for (const failure of failures) {
    const { command } = failure;
    if (command.type !== "put_item" && command.type !== "remove_item") continue;
    const item = items.get(command.item_id);
    if (item) items.set(item.item_id, { ...item, failure });
    else if (command.type === "put_item") items.set(command.item_id, { ...fresh(command.item_id, command.content, looker), failure });
  }
  for (const command of pending) {
    if (command.type === "remove_item") items.delete(command.item_id);
    if (command.type !== "put_item") continue;
    const item = items.get(command.item_id) ?? fresh(command.item_id, command.content, looker);
    // Counted on as the server counts, so that a second change of a waiting one fits when its turn comes.
    items.set(command.item_id, { ...item, content: command.content, rev: item.rev + 1, pending: true, failure: null });
  }
  return [...items.values()];
}

function fresh(itemId: string, content: ItemContent, looker: ItemLooker): ItemView {
  const table_id = "table_id" in content ? content.table_id : "";
  const stored = { type: "item", id: `item:${itemId}`, item_id: itemId, content, table_id, leaf_id: "", rev: 0 } as const;
  return { ...stored, pending: false, failure: null, mine: looker.ownsNew };
}
