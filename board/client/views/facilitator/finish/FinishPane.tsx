// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The end of the workshop: checklist, decision, making the poster final, closing. */

import { useBoard } from "../../../core/context";
import { ClosePanel } from "./ClosePanel";
import { FinalPanel } from "./FinalPanel";
import { ChecklistEditor } from "./ChecklistEditor";
import { DecisionEditor } from "./DecisionEditor";
import { ReflectionList } from "./ReflectionList";

export function FinishPane() {
  const board = useBoard();
  const closed = board.workshop.value?.phase === "closed";
  return (
    <div class="codio-console__scroll codio-finish">
      {!closed && (
        <div class="codio-finish__column">
          <ChecklistEditor />
          <DecisionEditor />
          <ReflectionList />
        </div>
      )}
      <div class="codio-finish__column">
        <FinalPanel />
        <ClosePanel />
      </div>
    </div>
  );
}
