// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** One heading and its rows in the value picker. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { FoundationId, Principle } from "../../protocol.gen";
import { Icon } from "../parts/Icon";
import { Stamp } from "../parts/Stamp";
import type { FoundValue, Mark, PickerRow } from "./value-search";
import { Told } from "../parts/Told";

interface PickerGroupProps {
  heading: string;
  foundation?: FoundationId;
  /** A stamp on each row, when the rows are of several foundations. */
  stamped?: boolean;
  rows: readonly PickerRow[];
  /** The number of the first row in the whole list. */
  from: number;
  active: number;
  /** The row whose button Tab reaches: always one, so that a list that scrolls can be entered. */
  tabStop: number;
  rowId(at: number): string;
  pick(row: PickerRow): void;
  /** The ids of the values whose definition is in view. */
  opened: readonly string[];
  toggle(valueId: string): void;
}

export function PickerGroup({ heading, foundation, stamped = false, rows, from, active, tabStop, rowId, pick, opened, toggle }: PickerGroupProps) {
  return (
    <>
      <p class={`codio-picker__heading${foundation ? "" : " codio-picker__heading--other"}`} data-foundation={foundation} aria-hidden="true">
        {foundation && <Stamp foundation={foundation} size="small" />}
        {heading}
      </p>
      <div class="codio-picker__list" role="rowgroup" aria-label={heading}>
        {rows.map((row, at) =>
          row.value ? (
            <Row
              key={row.value.value.id}
              one={row.value}
              stamped={stamped}
              active={active === from + at}
              tabbable={tabStop === from + at}
              id={rowId(from + at)}
              pick={() => pick(row)}
              open={opened.includes(row.value.value.id)}
              toggle={() => toggle(row.value.value.id)}
            />
          ) : (
            <OwnValueRow key={row.principle.id} principle={row.principle} also={row.also ?? []} active={active === from + at} id={rowId(from + at)} pick={() => pick(row)} />
          ),
        )}
      </div>
    </>
  );
}

/** A value of one's own under this principle. */
function OwnValueRow({ principle, also, active, id, pick }: { principle: Principle; also: readonly Principle[]; active: boolean; id: string; pick(): void }) {
  const board = useBoard();
  const or = t(" or ");
  return (
    <div role="row" class={`codio-picker__item${active ? " codio-picker__item--active" : ""}`} data-foundation={principle.foundation}>
      <div role="gridcell" class="codio-picker__pick codio-picker__pick--own" id={id} onClick={pick}>
        <Icon name="plus" />
        <span>{t("Another value under {principle}, namely…", { principle: [principle, ...also].map((one) => board.content.text(one.name)).join(or) })}</span>
      </div>
    </div>
  );
}

interface RowProps {
  one: FoundValue;
  stamped: boolean;
  active: boolean;
  tabbable: boolean;
  id: string;
  pick(): void;
  open: boolean;
  toggle(): void;
}

function Row({ one, stamped, active, tabbable, id, pick, open, toggle }: RowProps) {
  const board = useBoard();
  const name = board.content.text(one.value.name);
  const foundation = one.principle.foundation;
  return (
    <div role="row" class={`codio-picker__item${active ? " codio-picker__item--active" : ""}`} data-foundation={foundation}>
      <div class="codio-picker__row" role="presentation">
        <div role="gridcell" class="codio-picker__pick" id={id} onClick={pick}>
          {stamped && <Stamp foundation={foundation} size="small" />}
          <span>
            <Marked text={name} mark={one.inName} />{" "}
            {one.synonym && (
              <span class="codio-soft codio-small">
                {t("also:")} <Marked text={one.synonym.text} mark={one.synonym.mark} />
              </span>
            )}
            {stamped && <span class="codio-visually-hidden">, {board.content.foundationName(foundation)}</span>}
          </span>
        </div>
        <div role="gridcell" class="codio-picker__cell">
          <button
            type="button"
            class="codio-picker__explain"
            aria-expanded={open}
            aria-label={t("What is {value}?", { value: name })}
            tabIndex={tabbable ? 0 : -1}
            onClick={toggle}
            onKeyDown={(event) => {
              if (event.key === "Escape" && open) toggle();
            }}
          >
            <Icon name={open ? "close" : "info"} />
          </button>
        </div>
      </div>
      {open && (
        <div role="gridcell" class="codio-picker__definition">
          <Told of={one.value.definition} />
        </div>
      )}
    </div>
  );
}

function Marked({ text, mark }: { text: string; mark: Mark | null }) {
  if (!mark) return <>{text}</>;
  return (
    <>
      {text.slice(0, mark.start)}
      <mark>{text.slice(mark.start, mark.end)}</mark>
      {text.slice(mark.end)}
    </>
  );
}
