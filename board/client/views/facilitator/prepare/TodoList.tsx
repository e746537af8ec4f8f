// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the script says to do beforehand, to tick off. The note taker sees the ticks too. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { TickBox } from "../console/TickBox";

export function TodoList() {
  const { content } = useBoard();
  return (
    <ul class="codio-ticks" aria-label={t("To do beforehand")}>
      {content.script.prepare.map((line, at) => (
        <li key={line.en}>
          <TickBox stepId="prepare" number={at} words={content.text(line)} />
        </li>
      ))}
    </ul>
  );
}
