// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What lies on the table all day on paper: the case, and what the values mean. Folded; pointing at them unfolds them. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { MeasureList } from "../../measures/MeasureList";
import { Details } from "../../parts/Details";
import { FrameworkCredit } from "../../parts/FrameworkCredit";
import { ownFirst } from "../../../core/foundations";
import { CaseText } from "./CaseText";
import { Definitions } from "./Definitions";
import { useWriter } from "../writing/writer";

/** `shown`: what the step itself shows, and so is left out here. */
export function AtHand({ shown = "" }: { shown?: "case" | "values" | "" }) {
  const { content, leaf } = useBoard();
  const { table } = useWriter();
  // Told before people write actions: what the table has on paper stays at hand.
  const mechanisms = content.script.measures === "mechanisms" && leaf.value?.kinds.includes("action") === true;
  return (
    <section class="codio-at-hand" aria-label={t("To read again")}>
      {shown !== "case" && (
        <Details summary={t("The case")}>
          <CaseText />
        </Details>
      )}
      {shown !== "values" && (
        <Details summary={t("What the values mean")}>
          <div class="codio-at-hand__values" data-spot="block:framework">
            {ownFirst(table).map((foundation) => (
              <Definitions key={foundation} foundation={foundation} folded />
            ))}
            <FrameworkCredit className="codio-small codio-soft" />
          </div>
        </Details>
      )}
      {mechanisms && (
        <Details summary={t("Ways to safeguard a value")}>
          <MeasureList />
        </Details>
      )}
    </section>
  );
}
