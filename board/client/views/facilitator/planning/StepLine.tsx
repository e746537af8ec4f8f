// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** One step in the planning: its place, and the minutes of each of its parts. What has begun is only shown. */

import { useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { MAX_LEAF_MINUTES } from "../../../protocol.gen";
import type { Leaf } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { minutesFrom, moveStep, withMinutes, type PlannedStep } from "./planning";

interface StepLineProps {
  step: PlannedStep;
  /** All leaves as planned here. */
  leaves: readonly Leaf[];
  entered: ReadonlySet<string>;
  onChange(leaves: readonly Leaf[]): void;
}

export function StepLine({ step, leaves, entered, onChange }: StepLineProps) {
  const board = useBoard();
  const { script, text } = board.content;
  const found = script.parts.flatMap((part) => part.steps).find((one) => one.id === step.id);
  const title = found ? text(found.title) : step.id;
  const single = step.leaves.length === 1;
  const move = (by: -1 | 1) => {
    onChange(moveStep(leaves, step.id, by));
    board.announce.say(by < 0 ? t("{step}: one up", { step: title }) : t("{step}: one down", { step: title }));
  };
  return (
    <li class={`codio-planning__step${single ? " codio-planning__step--single" : ""}`}>
      <p>
        <strong>{title}</strong>
        {step.begun && <span class="codio-soft codio-small"> {t("has begun")}</span>}
        {(!single || step.begun) && <span class="codio-soft codio-small codio-number"> {t("{n} min", { n: step.minutes })}</span>}
      </p>
      <p class="codio-planning__places">
        {step.canRise && (
          <button type="button" class="codio-move" aria-label={t("{step}: one up", { step: title })} onClick={() => move(-1)}>
            <Icon name="move" up />
            {t("Up")}
          </button>
        )}
        {step.canSink && (
          <button type="button" class="codio-move" aria-label={t("{step}: one down", { step: title })} onClick={() => move(1)}>
            <Icon name="down" />
            {t("Down")}
          </button>
        )}
      </p>
      <ul class="codio-planning__leaves">
        {step.leaves.map((leaf) => (
          <li key={leaf.id}>
            {entered.has(leaf.id) ? (
              <Fixed leaf={leaf} alone={single} />
            ) : (
              <Minutes leaf={leaf} named={!single} onMinutes={(minutes) => onChange(withMinutes(leaves, leaf.id, minutes))} />
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}

function Fixed({ leaf, alone }: { leaf: Leaf; alone: boolean }) {
  const { content } = useBoard();
  if (alone) return null;
  return (
    <span class="codio-small codio-soft">
      {content.text(leaf.title)}, {t("{n} min", { n: leaf.minutes })}
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
