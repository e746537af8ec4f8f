// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The buttons of a composer that has no dock. */

import { t } from "../../core/i18n";

export function ComposerButtons({ label, onCancel }: { label: string; onCancel?: () => void }) {
  return (
    <div class="codio-actions">
      {onCancel && (
        <button type="button" class="codio-button codio-button--line" onClick={onCancel}>
          {t("Close")}
        </button>
      )}
      <button type="submit" class="codio-button codio-button--main">
        {label}
      </button>
    </div>
  );
}
