// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Which values these are, and whose: beside whatever shows them. Where they come from stands on paper and in the outcome. */

import { t } from "../../core/i18n";
import type { Board } from "../../core/api";
import { useBoard } from "../../core/context";

export function frameworkCredit(board: Board): string {
  const { title, version, owner } = board.content.framework;
  const said = [t("{title}, version {version}", { title: board.content.text(title), version }), owner && t("Owner: {owner}", { owner })];
  return said.filter(Boolean).join(" · ");
}

export function FrameworkCredit({ className }: { className: string }) {
  return (
    <p class={className} data-piece="end/2001">
      {frameworkCredit(useBoard())}
    </p>
  );
}
