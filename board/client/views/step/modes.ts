// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** How people work in a step: all together, alone or at their tables. */

import { t } from "../../core/i18n";
import type { Mode } from "../../protocol.gen";
import type { IconName } from "../parts/Icon";

export const MODE_ICONS: { [mode in Mode]: IconName } = { plenary: "people", individual: "quiet", group: "voice" };

export function modeName(mode: Mode): string {
  return { plenary: t("all together"), individual: t("by yourself"), group: t("together at the table") }[mode];
}
