// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "4 min achter", when it would end now, and how much is over. */

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { Icon } from "../../parts/Icon";
import { clockTime } from "../../timer/clock-time";
import { planOf } from "./plan";
import { Tag } from "../../parts/Tag";
import { PlanningDialog, planningDraft } from "./PlanningDialog";
import { useEvery } from "../../parts/useEvery";

export const LOOK_AGAIN_MS = 5_000;

/** `children` stand beside the way to the planning. */
export function PlanHead({ children }: { children?: ComponentChildren }) {
  const board = useBoard();
  const [planning, setPlanning] = useState(false);
  useEvery(LOOK_AGAIN_MS);
  const bar = useRef<HTMLSpanElement>(null);
  const workshop = board.workshop.value;
  const run = board.run.value;
  const plan = workshop
    ? planOf({ leaves: board.leaves.value, run, started_at_ms: workshop.started_at_ms, minute_ms: workshop.minute_ms, now_ms: board.now() })
    : null;
  useLayoutEffect(() => bar.current?.style.setProperty("--codio-plan-done", `${Math.round((plan?.done ?? 0) * 100)}%`));
  if (!plan || !workshop) return null;
  if (workshop.phase === "closed") return <p class="codio-plan__big">{t("The workshop is closed")}</p>;
  const ends = { now: clockTime(board, plan.expected_end_ms), planned: clockTime(board, plan.planned_end_ms) };
  return (
    <div class="codio-plan">
      <p class="codio-plan__big">{run ? standing(plan.behind_minutes) : t("Not started yet")}</p>
      <p class="codio-small codio-soft codio-number">
        {run ? t("End now {now}, planned {planned}", ends) : t("Start now and it ends at {now}", ends)}
      </p>
      <div class="codio-plan__bar" aria-hidden="true">
        <span class="codio-plan__done" ref={bar} />
      </div>
      <p class="codio-plan__ways">
        {children}
        <button type="button" class="codio-button codio-button--line codio-button--tiny" aria-haspopup="dialog" onClick={() => setPlanning(true)} {...(planningDraft.value ? { "data-unsaved": "" } : {})}>
          {!planningDraft.value && <Icon name="clock" />}
          {t("Planning")}
          {planningDraft.value && <Tag look="honey">{t("not stored")}</Tag>}
        </button>
      </p>
      {planning && <PlanningDialog onClose={() => setPlanning(false)} />}
    </div>
  );
}

function standing(behind: number): string {
  if (behind === 0) return t("On schedule");
  return behind > 0 ? tn("{n} min behind", "{n} min behind", behind) : tn("{n} min ahead", "{n} min ahead", -behind);
}
