// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** One step in the planning: its place, and the minutes of each of its parts. What is over is only shown. */

import { useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { MAX_LEAF_MINUTES } from "../../../protocol.gen";
import type { Leaf } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { named } from "../../parts/named";
import { clockTime } from "../../timer/clock-time";
import type { Slot } from "./plan";
import { isBreak, minutesFrom, moveBreak, moveStep, withBreak, withMinutes, withoutLeaf, type PlannedStep } from "./planning";
import { Told } from "../../parts/Told";

interface StepLineProps {
  step: PlannedStep;
  /** All leaves as planned here. */
  leaves: readonly Leaf[];
  /** The leaves that somebody was in. */
  entered: ReadonlySet<string>;
  /** Those that stay as they are. */
  fixed: ReadonlySet<string>;
  slots: ReadonlyMap<string, Slot>;
  /** A break can be put behind it. */
  mayBreak: boolean;
  onChange(leaves: readonly Leaf[]): void;
}

export function StepLine({ step, leaves, entered, fixed, slots, mayBreak, onChange }: StepLineProps) {
  const board = useBoard();
  const { script, text, pause } = board.content;
  const found = script.parts.flatMap((part) => part.steps).find((one) => one.id === step.id);
  const [first] = step.leaves;
  const title = text(found?.title ?? pause.title);
  const single = step.leaves.length === 1;
  const last = step.leaves.at(-1);
  const move = (by: -1 | 1) => {
    // A break goes into a step too, a step goes whole.
    onChange((first && isBreak(first) && moveBreak(leaves, first.id, by, fixed)) || moveStep(leaves, step.id, by));
    board.announce.say(by < 0 ? t("{step}: one up", { step: title }) : t("{step}: one down", { step: title }));
  };
  const addBreak = () => {
    if (!last) return;
    const next = withBreak(leaves, last.id, pause, fixed);
    onChange(next);
    board.announce.say(t("A break comes after {step}", { step: title }));
    // The button that was pressed is gone: one break is enough here.
    const id = next[next.findIndex((leaf) => leaf.id === last.id) + 1]?.id ?? "";
    requestAnimationFrame(() => document.getElementById(minutesId(id))?.focus());
  };
  const minutes = (
    <ul class="codio-planning__leaves">
      {step.leaves.map((leaf) => (
        <li key={leaf.id}>
          {!single && <Clock begin={slots.get(leaf.id)} end={slots.get(leaf.id)} />}
          {fixed.has(leaf.id) ? (
            <Fixed leaf={leaf} alone={single} />
          ) : (
            <Minutes leaf={leaf} named={!single} onMinutes={(minutes) => onChange(withMinutes(leaves, leaf.id, minutes))} />
          )}
          {!single && isBreak(leaf) && !fixed.has(leaf.id) && <InnerBreak leaf={leaf} leaves={leaves} fixed={fixed} onChange={onChange} />}
        </li>
      ))}
    </ul>
  );
  return (
    <li class={`codio-planning__step${single ? " codio-planning__step--single" : ""}`}>
      <p>
        {first && <Clock begin={slots.get(first.id)} end={slots.get(last?.id ?? "")} />} <strong>{title}</strong>
        {step.begun && <span class="codio-soft codio-small"> {step.leaves.some((leaf) => entered.has(leaf.id)) ? t("has begun") : t("was passed over")}</span>}
        {(!single || step.begun) && <span class="codio-soft codio-small codio-number"> {t("{n} min", { n: step.minutes })}</span>}
      </p>
      {single && minutes}
      <p class="codio-planning__places">
        {mayBreak && last && (
            <button
              type="button"
              class="codio-move"
              aria-label={named(t("Break after this"), title)}
              onClick={addBreak}
            >
              <Icon name="pause" />
              {t("Break after this")}
            </button>
        )}
        {first && single && isBreak(first) && !step.begun && <RemoveBreak leaf={first} leaves={leaves} onChange={onChange} />}
        {step.canRise && (
          <button type="button" id={moverId(first, -1)} class="codio-move" aria-label={named(t("Up"), title)} onClick={() => move(-1)}>
            <Icon name="move" up />
            {t("Up")}
          </button>
        )}
        {step.canSink && (
          <button type="button" id={moverId(first, 1)} class="codio-move" aria-label={named(t("Down"), title)} onClick={() => move(1)}>
            <Icon name="down" />
            {t("Down")}
          </button>
        )}
      </p>
      {!single && minutes}
    </li>
  );
}

/** A break may move from a line of its own into a step, and keeps the focus by this name. */
function moverId(leaf: Leaf | undefined, by: -1 | 1): string {
  return `plan-${leaf?.id ?? ""}-${by < 0 ? "up" : "down"}`;
}

function minutesId(leafId: string): string {
  return `plan-${leafId}-minutes`;
}

function Clock({ begin, end }: { begin: Slot | undefined; end: Slot | undefined }) {
  const board = useBoard();
  if (!begin || !end) return null;
  return (
    <span class="codio-planning__clock codio-number">
      {clockTime(board, begin.begin_ms)}–{clockTime(board, end.end_ms)}
    </span>
  );
}

interface BreakProps {
  leaf: Leaf;
  leaves: readonly Leaf[];
  onChange(leaves: readonly Leaf[]): void;
}

function RemoveBreak({ leaf, leaves, onChange }: BreakProps) {
  const board = useBoard();
  const remove = () => {
    onChange(withoutLeaf(leaves, leaf.id));
    board.announce.say(t("The break is taken out of the planning"));
  };
  return (
    <button type="button" class="codio-move" onClick={remove}>
      <Icon name="close" />
      {t("No break here")}
    </button>
  );
}

/** A break between two parts of one step. */
function InnerBreak({ fixed, ...about }: BreakProps & { fixed: ReadonlySet<string> }) {
  const { leaf, leaves, onChange } = about;
  const board = useBoard();
  const move = (next: readonly Leaf[], said: string) => {
    onChange(next);
    board.announce.say(said);
  };
  const [up, down] = [moveBreak(leaves, leaf.id, -1, fixed), moveBreak(leaves, leaf.id, 1, fixed)];
  return (
    <span class="codio-planning__places">
      <RemoveBreak {...about} />
      {up && (
        <button type="button" id={moverId(leaf, -1)} class="codio-move" aria-label={named(t("Up"), t("the break"))} onClick={() => move(up, t("The break comes earlier"))}>
          <Icon name="move" up />
          {t("Up")}
        </button>
      )}
      {down && (
        <button type="button" id={moverId(leaf, 1)} class="codio-move" aria-label={named(t("Down"), t("the break"))} onClick={() => move(down, t("The break comes later"))}>
          <Icon name="down" />
          {t("Down")}
        </button>
      )}
    </span>
  );
}

function Fixed({ leaf, alone }: { leaf: Leaf; alone: boolean }) {
  if (alone) return null;
  return (
    <span class="codio-small codio-soft">
      <Told of={leaf.title} />, {t("{n} min", { n: leaf.minutes })}
    </span>
  );
}

function Minutes({ leaf, named, onMinutes }: { leaf: Leaf; named: boolean; onMinutes(minutes: number): void }) {
  const { content } = useBoard();
  const title = content.text(leaf.title);
  // What is typed may be no number for a moment; the plan keeps the last that was.
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && minutesFrom(typed) === null;
  return (
    <label class="codio-planning__minutes">
      <span>{named ? title : <span class="codio-visually-hidden">{title}</span>}</span>
      <input
        class="codio-input codio-number"
        id={minutesId(leaf.id)}
        type="number"
        inputMode="numeric"
        min={1}
        max={MAX_LEAF_MINUTES}
        value={typed ?? String(leaf.minutes)}
        aria-invalid={wrong}
        onInput={(event) => {
          const text = event.currentTarget.value;
          const minutes = minutesFrom(text);
          setTyped(minutes === null ? text : null);
          if (minutes !== null) onMinutes(minutes);
        }}
        onBlur={() => setTyped(null)}
      />
      <span>{t("minutes")}</span>
    </label>
  );
}
