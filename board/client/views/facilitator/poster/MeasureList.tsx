// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The kinds of measures with what each is, to present or to look up. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { Details } from "../../parts/Details";
import { measuresOf } from "../../measures/measures";
import { Told } from "../../parts/Told";

export function MeasureList({ open = false }: { open?: boolean }) {
  const board = useBoard();
  const measures = measuresOf(board);
  if (measures.length === 0) return null;
  const mechanisms = board.content.script.measures === "mechanisms";
  const summary = mechanisms ? t("The mechanisms: ways to safeguard a value") : t("The kinds of measures");
  return (
    <Details summary={summary} open={open}>
      <dl class="codio-measure-facts">
        {measures.map((measure) => (
          <div key={measure.id}>
            <dt><Told of={measure.name} /></dt>
            <dd><Told of={measure.about} /></dd>
          </div>
        ))}
      </dl>
    </Details>
  );
}
