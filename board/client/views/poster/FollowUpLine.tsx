// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What is agreed for afterwards, in words; nothing while nothing is agreed. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { itemWith } from "../../core/items";

export function FollowUpLine() {
  const board = useBoard();
  const agreed = itemWith(board.items.value, "follow_up", "follow_up")?.content;
  if (!agreed || !(agreed.appointment || agreed.with_whom || agreed.next_time || agreed.coordinator)) return null;
  return (
    <div class="codio-check codio-check--done" data-piece="end/1000">
      <span class="codio-check__box" />
      <p class="codio-check__question">{t("The appointment afterwards")}</p>
      <p class="codio-check__answer">
        {[agreed.appointment, agreed.with_whom && t("with {who}", { who: agreed.with_whom })].filter(Boolean).join(", ")}
        {agreed.coordinator && <> {t("Coordinator: {who}.", { who: agreed.coordinator })}</>}
        {agreed.next_time && <> {t("Kept for then: {text}", { text: agreed.next_time })}</>}
      </p>
    </div>
  );
}
