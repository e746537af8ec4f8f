// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What a step lays ready for all together, under what it is about: accent values, tensions, the tables' actions. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemsOf } from "../../../core/items";
import type { Leaf } from "../../../protocol.gen";
import { LivePoster } from "../../poster/LivePoster";
import { Details } from "../../parts/Details";
import { Icon } from "../../parts/Icon";
import { mayOffer } from "../steps/offering";
import { TableExtras } from "../../table/TableExtras";
import { tableColour } from "../../table/TableStamps";
import { TensionView } from "../../poster/TensionView";
import { FOUNDATIONS } from "../../../core/foundations";
import { AccentQuestions } from "../steps/AccentQuestions";
import { Examples } from "../steps/Examples";

/** `poster`: it is what the step is about, so it stands open. */
export function PlenaryExtras({ leaf, poster }: { leaf: Leaf; poster: boolean }) {
  const board = useBoard();
  const begun = board.posterValues.value.length + board.posterActions.value.length > 0;
  return (
    <>
      {poster && (
        <div data-spot="block:poster">
          <LivePoster compact />
        </div>
      )}
      {leaf.tools.includes("accents") && <AccentQuestions table={null} />}
      {!poster && <Tensions />}
      {leaf.screen === "actions" && <TablesActions />}
      <OfferedExamples leaf={leaf} />
      {!poster && begun && leaf.screen !== "wider" && (
        <Details summary={t("The poster so far")}>
          <div data-spot="block:poster">
            <LivePoster compact />
          </div>
        </Details>
      )}
    </>
  );
}

function OfferedExamples({ leaf }: { leaf: Leaf }) {
  const board = useBoard();
  if (!mayOffer(board, leaf, "action")) return null;
  return <Examples values={board.posterValues.value.map((one) => one.content.value)} own={FOUNDATIONS} />;
}

/** What the tables worded together, to lay side by side. */
function TablesActions() {
  const board = useBoard();
  const joint = itemsOf(board.items.value, "joint_action");
  if (joint.length === 0) return null;
  return (
    <Details summary={t("What the tables worded together")} open>
      <div class="codio-pitches">
        {board.tables.value.map((table) => (
          <section class="codio-table-sheet codio-sheet" data-foundation={tableColour(table)} key={table.id}>
            <h2 class="codio-heading">{board.tableName(table)}</h2>
            <TableExtras table={table} kind="action" />
          </section>
        ))}
      </div>
    </Details>
  );
}

function Tensions() {
  const board = useBoard();
  if (board.tensions.value.length === 0) return null;
  return (
    <div data-spot="block:tensions">
      {board.tensions.value.map((tension) => (
        <section class="codio-plenary__tension" key={tension.id} data-spot={`poster:${tension.id}`}>
          <h2 class="codio-heading">
            <Icon name="tension" />
            {t("Tension")}
          </h2>
          <TensionView tension={tension} />
        </section>
      ))}
    </div>
  );
}
