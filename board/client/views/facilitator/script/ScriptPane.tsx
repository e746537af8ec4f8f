// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The script: how it stands, what is done, what is on, and the one next thing to do. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Leaf } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { GoingLine } from "./GoingLine";
import { NextStep } from "./NextStep";
import { LOOK_AGAIN_MS, PlanHead } from "../planning/PlanHead";
import { slotsOf } from "../planning/slots";
import { useEvery } from "../../parts/useEvery";
import { ScriptRow } from "./ScriptRow";
import { scriptRows } from "./script-rows";

export function ScriptPane() {
  const board = useBoard();
  const [unfolded, setUnfolded] = useState(false);
  const [target, setTarget] = useState<Leaf | null>(null);
  const { script } = board.content;
  const list = useRef<HTMLOListElement>(null);
  const here = board.leaf.value?.id ?? "";
  useLayoutEffect(() => showCurrent(list.current), [here, unfolded]);
  const rows = scriptRows(script, board.leaves.value, board.runs.value, here);
  useEvery(LOOK_AGAIN_MS);
  const slots = slotsOf(board);
  const still = board.workshop.value?.phase !== "closed";
  return (
    <nav class={`codio-script${unfolded ? " codio-script--unfolded" : ""}`} id="script" tabIndex={-1} aria-label={t("Script")}>
      <PlanHead>
        <button
          type="button"
          class="codio-button codio-button--line codio-button--tiny codio-script__unfold"
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          <Icon name={unfolded ? "close" : "down"} />
          {unfolded ? t("Fold up the script") : t("The whole script")}
        </button>
      </PlanHead>
      <ol class="codio-script__list" ref={list}>
        {rows.map((row) => (
          <ScriptRow key={row.id} row={row} slot={slots.get(row.first)} onPick={still ? setTarget : null} picked={target !== null && target.id === row.leaf?.id}>
            {target && target.id === row.leaf?.id && <GoingLine leaf={target} onDone={() => setTarget(null)} />}
          </ScriptRow>
        ))}
      </ol>
      <div class="codio-script__next">
        <NextStep />
      </div>
    </nav>
  );
}

/** The current step with what comes after it, in the list alone: the page itself stays where it is. */
function showCurrent(list: HTMLOListElement | null): void {
  const row = list?.querySelector("[aria-current=step]");
  if (!list || !row) return;
  list.scrollTop += row.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
}
