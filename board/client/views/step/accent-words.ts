// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Whether an accent value plays a part, in words. */

import { t } from "../../core/i18n";
import type { AccentRole } from "../../protocol.gen";

export const ACCENT_ROLES: readonly AccentRole[] = ["yes", "partly", "no"];

export function accentRoleName(role: AccentRole): string {
  return { yes: t("yes"), no: t("no"), partly: t("partly") }[role];
}
