// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The head of a stage that shows the board: which step it is, what it is about, and the time. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { Icon } from "../parts/Icon";
import type { StageProps } from "./stage";
import { StepWhere } from "./StepWhere";
import { EndLine, Time } from "./time";

const BLOCK = "codio-screen-board";

export function BoardHead({ run, leaf, guest, note }: StageProps & { note: string }) {
  const board = useBoard();
  const quiet = run?.silent && run.opened_to === "author";
  return (
    <header class={`${BLOCK}__head`}>
      <div class={`${BLOCK}__words`}>
        {leaf && <StepWhere leaf={leaf} title={guest !== ""} />}
        <h1 class={`${BLOCK}__title`}>{guest || (leaf && board.content.text(leaf.title))}</h1>
        {note && <p class={`${BLOCK}__note`}>{note}</p>}
      </div>
      {run && leaf && (
        <p class={`${BLOCK}__clock`}>
          {quiet && (
            <span class={`${BLOCK}__quiet`}>
              <Icon name="quiet" />
              {t("Quiet")}
            </span>
          )}
          <EndLine run={run} leaf={leaf} block={BLOCK} />
          <Time run={run} leaf={leaf} block={BLOCK} />
        </p>
      )}
    </header>
  );
}
