// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the room sees, at a glance: a press shows it larger, with what else can be put there. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { previewShown } from "../../parts/preferences";
import { useMatches } from "../../parts/useMatches";
import { shownName } from "../../room/showing";
import { Preview } from "./Preview";
import { choosing } from "./choosing";

/** Where the desk is a page that scrolls there is no room beside the time. */
const BESIDE = "(min-width: 60.0625rem) and (min-height: 37.5625rem)";

export function Glance() {
  const board = useBoard();
  const fits = useMatches(BESIDE);
  if (!previewShown.value || !fits) return null;
  return (
    <div class="codio-glance">
      <Preview />
      <p class="codio-glance__words" aria-hidden="true">
        {t("On the screen")}
      </p>
      <button
        type="button"
        class="codio-glance__press"
        aria-haspopup="dialog"
        title={shownName(board)}
        aria-label={t("On the screen: {name}", { name: shownName(board) })}
        onClick={() => (choosing.value = true)}
      />
    </div>
  );
}
