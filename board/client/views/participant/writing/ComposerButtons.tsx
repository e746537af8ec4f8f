// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The buttons of a composer. */

import { t } from "../../../core/i18n";

/** Of a composer that has no dock. */
export function ComposerButtons({ label, onCancel }: { label: string; onCancel?: () => void }) {
  return (
    <div class="codio-actions">
      <button type="submit" class="codio-button codio-button--main">
        {label}
      </button>
      {onCancel && (
        <button type="button" class="codio-button codio-button--line" onClick={onCancel}>
          {t("Close")}
        </button>
      )}
    </div>
  );
}

/** Leaves a change as it was, where the button that stores it stands in the dock. */
export function CancelButton({ onCancel }: { onCancel(): void }) {
  return (
    <div class="codio-actions">
      <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={onCancel}>
        {t("Cancel")}
      </button>
    </div>
  );
}
