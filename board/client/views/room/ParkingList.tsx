// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The parking lot: what is parked, the newest first, and how it ended. */

import type { ComponentChildren } from "preact";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { itemsOf, type ItemOf } from "../../core/items";
import type { Parked } from "../../protocol.gen";
import { Icon } from "../parts/Icon";
import { Tag } from "../parts/Tag";
import { Theirs } from "../parts/Theirs";

/** `extra`: what stands under one point, such as its buttons. */
export function ParkingList({ extra }: { extra?: (item: ItemOf<"parked">) => ComponentChildren }) {
  const board = useBoard();
  const parked = [...itemsOf(board.items.value, "parked")].reverse();
  if (parked.length === 0) return <p class="codio-soft">{t("Nothing is parked.")}</p>;
  return (
    <ul class="codio-parked">
      {parked.map((item, at) => (
        <li class="codio-parked__item" data-piece={`closing/${String(at)}`} key={item.item_id} data-spot={`item:${item.item_id}`} tabIndex={-1}>
          <Icon name="park" />
          <div>
            <p dir="auto"><Theirs words={item.content.text} /></p>
            <p class="codio-parked__state">
              <ParkedState content={item.content} />
              {item.mine && <Tag icon="edit">{t("Yours")}</Tag>}
              {item.pending && (
                <Tag icon="clock" look="dashed">
                  {t("Being stored")}
                </Tag>
              )}
            </p>
            {extra?.(item)}
          </div>
        </li>
      ))}
    </ul>
  );
}

export function ParkedState({ content }: { content: Parked }) {
  if (content.outcome === "handled") {
    return (
      <Tag icon="check" look="ink">
        {t("Dealt with")}
      </Tag>
    );
  }
  if (content.outcome === "forwarded") {
    return (
      <Tag icon="next" look="ink">
        {content.forwarded_to ? t("Passed on to {who}", { who: content.forwarded_to }) : t("Passed on")}
      </Tag>
    );
  }
  return <Tag look="dashed">{t("Open")}</Tag>;
}
