// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The case is checked together: is it right? What is missing goes into the text at once; debates are parked. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Leaf } from "../../../protocol.gen";
import { CaseEditor } from "../../case/CaseEditor";
import { Icon } from "../../parts/Icon";
import { CaseText } from "../at-hand/CaseText";

export function CaseStep({ leaf }: { leaf: Leaf }) {
  const board = useBoard();
  const checks = leaf.tools.includes("case");
  return (
    <>
      <div class="codio-card codio-paper">
        <CaseText />
      </div>
      {checks && board.role === "participant" && (
        <p class="codio-message">
          <Icon name="info" />
          <span>
            <strong>{t("Is it right?")}</strong> {t("Is something wrong or missing? Say it: the facilitator or the note taker changes the text at once, and you see it here.")}{" "}
            {t("Do you want to discuss it? Park it: it comes back at the end.")}
          </span>
        </p>
      )}
      {checks && board.role === "scribe" && <CaseEditor />}
    </>
  );
}
