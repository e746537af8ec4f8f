// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Planning": clock times, minutes and order of what is still to come, breaks, and fitting it all to an end time. */

import { signal } from "@preact/signals";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Leaf } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { clockTime } from "../../timer/clock-time";
import { ask, refusal } from "../console/asking";
import { Dialog } from "../console/Dialog";
import { planOf } from "./plan";
import { FitLine } from "./FitLine";
import { asPlan, mayBreakAfter, onTopOf, plannedSteps, settled, withOver } from "./planning";
import { slotsOf } from "./slots";
import { StepLine } from "./StepLine";

/** What was changed here and is not stored yet, on top of which revision. */
interface Changed {
  leaves: readonly Leaf[];
  /** What it was changed from. */
  base: readonly Leaf[];
  base_rev: number;
  /** What somebody else stored meanwhile stands in it too. */
  met: Met | null;
}

/** Mine stands on what somebody else stored; or only its minutes do, because both changed the order; or a part of it is over by now. */
type Met = "all" | "minutes" | "over";

/** Kept when the dialog closes by Esc, until it is stored or dropped. */
export const planningDraft = signal<Changed | null>(null);

export function PlanningDialog({ onClose }: { onClose(): void }) {
  const board = useBoard();
  const draft = planningDraft.value;
  const setChanged = (next: Changed | null): void => {
    planningDraft.value = next;
  };
  const workshop = board.workshop.value;
  const plan = board.plan.value;
  if (!workshop || !plan) return null;
  const entered = new Set(board.runs.value.map((run) => run.leaf_id));
  const current = board.run.value?.leaf_id ?? "";
  const changed = draft && withoutOver(upToDate(draft, board.leaves.value, plan.rev), board.leaves.value, entered, current);
  const leaves = changed?.leaves ?? board.leaves.value;
  const fixed = settled(board.leaves.value, entered, current);
  const ends = planOf({ leaves, run: board.run.value, started_at_ms: workshop.started_at_ms, minute_ms: workshop.minute_ms, now_ms: board.now() });
  const total = leaves.reduce((sum, leaf) => sum + leaf.minutes, 0);
  const change = (next: readonly Leaf[]) => setChanged({ leaves: next, base: board.leaves.value, base_rev: plan.rev, met: changed?.met ?? null });
  const save = async () => {
    if (!changed) return true;
    const done = await ask(board, { type: "change_plan", base_rev: changed.base_rev, leaves: asPlan(changed.leaves) }, t("The planning is changed"));
    if (done) setChanged(null);
    return done;
  };
  const slots = slotsOf(board, leaves);
  const here = leaves.findIndex((leaf) => leaf.id === board.run.value?.leaf_id);
  const finish = async () => {
    if (await save()) onClose();
  };
  const leave = () => {
    if (planningDraft.peek()) board.announce.say(t("The planning is not stored yet. Open it again to go on, or to drop what you changed."));
    onClose();
  };
  const drop = () => {
    setChanged(null);
    onClose();
  };
  return (
    <Dialog title={t("Planning")} wide onClose={leave}>
      <p>
        {t("{minutes} minutes in all. It ends at {end}.", { minutes: total, end: clockTime(board, ends.expected_end_ms) })}{" "}
        <span class="codio-soft">{t("The guide says {minutes} minutes.", { minutes: board.content.script.stated_minutes })}</span>
      </p>
      {changed?.met && (
        <p class="codio-message codio-message--honey codio-planning__met">
          <Icon name="info" />
          <span>{metWords(changed.met)}</span>
          {changed.met !== "over" && (
            <button type="button" class="codio-button codio-button--tiny" onClick={() => setChanged(null)}>
              {t("Only theirs")}
            </button>
          )}
        </p>
      )}
      {refusal.value && (
        <p class="codio-message codio-message--alarm">
          <Icon name="alarm" />
          <span>{refusal.value}</span>
        </p>
      )}
      {board.run.value && <FitLine end_ms={ends.expected_end_ms} before={save} />}
      <ol class="codio-planning">
        {plannedSteps(leaves, fixed).map((step) => (
          <StepLine
            key={step.id}
            step={step}
            leaves={leaves}
            entered={entered}
            fixed={fixed}
            slots={slots}
            mayBreak={mayBreakAfter(leaves, step.leaves.at(-1)?.id ?? "", here)}
            onChange={change}
          />
        ))}
      </ol>
      <div class="codio-dialog__actions">
        <button type="button" class="codio-button codio-button--line" onClick={drop}>
          {changed ? t("Drop the changes") : t("Close")}
        </button>
        {changed && (
          <button type="button" class="codio-button codio-button--main" onClick={() => void finish()}>
            <Icon name="check" />
            {t("Keep this planning")}
          </button>
        )}
      </div>
    </Dialog>
  );
}

function metWords(met: Met): string {
  if (met === "over") return t("The room went on meanwhile. What is over stands here as it was stored; what else you changed stands in it.");
  return met === "all" ? t("Somebody else changed the planning meanwhile. What you changed stands in it.") : t("Somebody else changed the planning meanwhile. Their order stands here, with your minutes.");
}

/** The draft without what it would change of what is over by now: that alone would be refused, and all else with it. */
function withoutOver(draft: Changed, stored: readonly Leaf[], entered: ReadonlySet<string>, current: string): Changed {
  const leaves = withOver(draft.leaves, stored, entered, current);
  return leaves ? { ...draft, leaves, met: "over" } : draft;
}

/** The draft on top of what is stored now. */
function upToDate(draft: Changed, stored: readonly Leaf[], rev: number): Changed {
  if (rev === draft.base_rev) return draft;
  const { leaves, orderLost } = onTopOf(draft.base, draft.leaves, stored);
  return { leaves, base: stored, base_rev: rev, met: orderLost ? "minutes" : "all" };
}
