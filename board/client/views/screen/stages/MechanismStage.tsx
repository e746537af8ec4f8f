// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The kinds of measures, as examples of what can be done: the mechanisms of CODIO-PaD, or the categories of the handbook. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { measuresOf } from "../../measures/measures";
import type { StepProps } from "../stage";
import { BoardHead } from "../BoardHead";
import { StepAsks } from "../StepAsks";
import { useFit } from "../fit/useFit";
import { Told } from "../../parts/Told";

export function MechanismStage({ run, leaf }: StepProps) {
  const board = useBoard();
  const stage = useFit();
  return (
    <main class="codio-screen__stage codio-screen-board codio-screen-measures" id="main" ref={stage}>
      <BoardHead run={run} leaf={leaf} guest="" note={t("As examples: what can be done for a value.")} />
      <ol class="codio-screen-measures__list">
        {measuresOf(board).map((measure, at) => (
          <li data-piece={`measures/${String(at)}`} class="codio-screen-measures__item" key={measure.id}>
            <h2 class="codio-screen-measures__name"><Told of={measure.name} /></h2>
            <p><Told of={measure.about} /></p>
          </li>
        ))}
      </ol>
      <StepAsks leaf={leaf} />
    </main>
  );
}
