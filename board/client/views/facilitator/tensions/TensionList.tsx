// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The tensions between values, or those between actions, and adding one. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Board } from "../../../core/api";
import type { TensionRecord } from "../../../protocol.gen";
import { BringButton } from "../room/BringButton";
import { NewTension } from "./NewTension";
import { TensionEntry } from "./TensionEntry";
import { BlockHeading } from "../../parts/BlockHeading";

export function tensionsBetween(board: Board, between: "values" | "actions"): readonly TensionRecord[] {
  return board.tensions.value.filter((tension) => (tension.content.action_a !== "") === (between === "actions"));
}

export function TensionList({ between }: { between: "values" | "actions" }) {
  const board = useBoard();
  const tensions = tensionsBetween(board, between);
  if (between === "actions" && board.posterActions.value.length < 2) return null;
  return (
    <>
      <BlockHeading id={`tensions-${between}`} words={between === "values" ? t("Tensions") : t("Tensions between actions")}>
        <BringButton kind="block" target="tensions" name={t("the tensions")} />
      </BlockHeading>
      {tensions.length === 0 && (
        <p class="codio-small codio-soft">
          {between === "values" ? t("Do two values clash? Record it, with the choice you make.") : t("Do two actions get in each other's way? Record it, with the choice you make.")}
        </p>
      )}
      <ul class="codio-entries">
        {tensions.map((tension) => (
          <TensionEntry key={tension.id} tension={tension} />
        ))}
      </ul>
      <NewTension between={between} />
    </>
  );
}
