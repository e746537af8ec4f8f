// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The kinds of measures with what each is in one sentence: for the step in which they are told. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { measuresOf } from "./measures";
import { Told } from "../parts/Told";

export function MeasureList() {
  const board = useBoard();
  const mechanisms = board.content.script.measures === "mechanisms";
  return (
    <section class="codio-measures" aria-labelledby="measures">
      <h2 class="codio-heading" id="measures">
        {mechanisms ? t("Ways to safeguard values") : t("Kinds of measures")}
      </h2>
      <ol class="codio-measures__list">
        {measuresOf(board).map((measure) => (
          <li class="codio-measures__item" key={measure.id}>
            <b><Told of={measure.name} /></b>
            <span><Told of={measure.about} /></span>
          </li>
        ))}
      </ol>
    </section>
  );
}
