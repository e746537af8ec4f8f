// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Editing one item: the form of useEdit on top of `put_item`. */

import type { ItemContent } from "../../protocol.gen";
import { useEdit, type Edit } from "./useEdit";

/**
 * `item` is what stands there now; null for something new, which begins as `empty` under `itemId`. `key` names the draft: left out, new
 * things of one content share theirs, so that it outlives a new id.
 */
export function useItemEdit<C extends ItemContent>(itemId: string, item: { content: C; rev: number } | null, empty: C, said: string, key = `new/${empty.type}`): Edit<C> {
  const stored = item ? { fields: item.content, rev: item.rev } : null;
  return useEdit<C>(
    `item/${item ? itemId : key}`,
    stored,
    empty,
    (content, base_rev) => ({ type: "put_item", item_id: itemId, base_rev, content }),
    said,
  );
}
