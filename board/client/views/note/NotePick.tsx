// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The box with which a note is picked, to do something with several at once. */

import { t } from "../../core/i18n";

export function NotePick({ title, on, toggle }: { title: string; on: boolean; toggle(): void }) {
  return (
    <label class="codio-terse__pick">
      <input type="checkbox" checked={on} data-roving="" aria-label={t("Select {note}", { note: title })} onChange={toggle} />
    </label>
  );
}
