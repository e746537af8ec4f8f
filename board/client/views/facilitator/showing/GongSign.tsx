// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** That the gong was struck, at the clock, where the facilitator looks: seen as well as heard. */

import { signal } from "@preact/signals";
import { t } from "../../../core/i18n";
import { Icon } from "../../parts/Icon";

/** How the gong went that was struck last, for as long as its sign stays; empty after that. */
export const struck = signal<"" | "heard" | "silent">("");

export function GongSign() {
  if (!struck.value) return null;
  return (
    <p class="codio-showing__struck">
      <Icon name="bell" inline /> {struck.value === "silent" ? t("The time is up. This browser did not let the gong sound.") : t("Gong: the time is up")}
    </p>
  );
}
