// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** One row of the script. A press asks first: people must not lose their step by a slip. */

import type { ComponentChildren } from "preact";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Leaf } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { clockTime } from "../../timer/clock-time";
import type { Slot } from "../planning/plan";
import type { Row } from "./script-rows";
import { Told } from "../../parts/Told";

interface ScriptRowProps {
  row: Row;
  slot: Slot | undefined;
  /** Null when the script cannot be changed any more. */
  onPick: ((leaf: Leaf) => void) | null;
  picked: boolean;
  children: ComponentChildren;
}

export function ScriptRow({ row, slot, onPick, picked, children }: ScriptRowProps) {
  const board = useBoard();
  const title = board.content.text(row.title);
  if (row.kind === "part") return <li class="codio-script__row codio-script__row--part">{title}</li>;
  const heading = row.kind === "step" && row.leaf === null;
  const marked = row.state === "now" && !heading;
  const states = [marked && "now", row.state === "done" && "done", row.kind === "sub" && "sub"].filter((state) => typeof state === "string");
  const look = ["codio-script__row", ...states.map((state) => `codio-script__row--${state}`)].join(" ");
  const inside = (
    <>
      <span class="codio-script__number codio-number">{row.state === "done" ? <Icon name="check" /> : row.stage}</span>
      <span>
        {row.whole && <span class="codio-script__whole"><Told of={row.whole} />: </span>}
        <span class="codio-script__title">
          {title}
          {row.silent && (
            <>
              <Icon name="quiet" />
              <span class="codio-visually-hidden">{t("quiet")}</span>
            </>
          )}
          {row.state === "done" && <span class="codio-visually-hidden">{t("done")}</span>}
          {row.state === "next" && <span class="codio-visually-hidden">{t("next")}</span>}
        </span>
      </span>
      <span class="codio-script__when codio-number">
        {slot && <span>{clockTime(board, slot.begin_ms)} </span>}
        <span class="codio-small">
          {row.minutes}
          <span class="codio-visually-hidden"> {t("minutes")}</span>
        </span>
      </span>
    </>
  );
  const { leaf } = row;
  const pressable = leaf !== null && onPick !== null && !marked;
  return (
    <li class={`codio-script__item${marked || heading ? " codio-script__item--now" : ""}`} {...(marked ? { "aria-current": "step" } : {})}>
      {pressable ? (
        <button type="button" class={`${look} codio-script__button`} aria-expanded={picked} onClick={() => onPick(leaf)}>
          {inside}
        </button>
      ) : (
        <div class={look}>{inside}</div>
      )}
      {children}
    </li>
  );
}
