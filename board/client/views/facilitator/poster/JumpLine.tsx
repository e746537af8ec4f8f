// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The parts of a long sheet on one line that stays in sight: a press goes to the heading of a part. */

import { t } from "../../../core/i18n";

interface Part {
  /** Of its heading. */
  id: string;
  name: string;
  count: number;
}

export function JumpLine({ parts }: { parts: readonly (Part | false)[] }) {
  const there = parts.filter((part) => part !== false);
  if (there.length < 2) return null;
  return (
    <nav class="codio-jumps" aria-label={t("Parts of the poster")}>
      {there.map((part) => (
        <button key={part.id} type="button" class="codio-move" onClick={() => jump(part.id)}>
          {part.name}
          <span class="codio-number">{part.count}</span>
        </button>
      ))}
    </nav>
  );
}

/** Under the line, which stays where it is. */
function jump(id: string): void {
  const heading = document.getElementById(id);
  if (!heading) return;
  heading.tabIndex = -1;
  heading.scrollIntoView({ block: "start" });
  heading.focus({ preventScroll: true });
}
