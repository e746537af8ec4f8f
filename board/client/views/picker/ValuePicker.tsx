// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Picks a value: a search field with its list in the flow under it. The own foundation first, the others under "Hoort bij een
 * andere tafel"; a button per row opens the definition; under each principle stands "Andere waarde, namelijk…", and under a search
 * one that takes what was typed.
 * The focus stays in the field: arrows go through the list, right at the end of the words opens what a value means, Enter picks,
 * Esc empties. "Another value" stands under the list, also when the list scrolls.
 */

import type { TargetedKeyboardEvent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t, tn } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { FoundationId, ValueRef } from "../../protocol.gen";
import { isComposing } from "../parts/focus";
import { Icon } from "../parts/Icon";
import { OtherValue } from "./OtherValue";
import { PickerGroup } from "./PickerGroup";
import { byFoundation, ownAndOther, searchValues, withOwnValues, type FoundValue, type PickerRow } from "./value-search";
import { FOUNDATIONS } from "../../core/foundations";

/** More rows than the largest foundation has: the list scrolls within itself. */
const LONG = 14;
/** The arrows are nowhere in the list. */
const NOWHERE = -1;

export interface ValuePickerProps {
  id: string;
  label: string;
  value: ValueRef | null;
  onPick(value: ValueRef | null): void;
  /** What is typed in the search field; kept by the caller, who keeps the draft. */
  query: string;
  onQuery(query: string): void;
  /** The foundations of the reader's table. */
  own: readonly FoundationId[];
  error?: string;
}

export function ValuePicker({ id, label, value, onPick, query, onQuery, own, error = "" }: ValuePickerProps) {
  const board = useBoard();
  const [walked, setWalked] = useState(NOWHERE);
  const [all, setAll] = useState(false);
  const [opened, setOpened] = useState<readonly string[]>([]);
  const found = searchValues(board.content.framework, board.language, query);
  const mine = own.length > 0 ? own : FOUNDATIONS;
  const parted = ownAndOther(found, mine);
  const searching = query.trim() !== "";
  const ownGroups = searching ? byFoundation(parted.own) : withOwnValues(board.content.framework, mine);
  const ownRows = ownGroups.flatMap((group) => group.rows);
  const other = (searching || all ? parted.other : []).map((value): PickerRow => ({ value }));
  const rows = [...ownRows, ...other];
  const writingOwn = value !== null && value.value_id === "";
  // The first that is found is marked, and Enter takes it: worked out and not kept, for Enter may come right after the last letter.
  // Whoever goes on with the arrows begins with that one too.
  const active = walked === NOWHERE && searching ? 0 : walked;
  const rowId = (at: number) => `${id}-row-${at}`;
  const setActive = (at: number) => {
    setWalked(at);
    requestAnimationFrame(() => document.getElementById(rowId(at))?.scrollIntoView({ block: "nearest" }));
  };
  useEffect(() => {
    if (!query.trim()) return;
    const timer = setTimeout(() => board.announce.say(tn("{n} value found", "{n} values found", found.length), "found"), 900);
    return () => clearTimeout(timer);
  }, [query]);

  if (value && !writingOwn) return <Picked id={id} label={label} value={value} onChange={() => onPick(null)} />;
  if (value) return <OtherValue id={id} label={label} value={value} own={own} onChange={onPick} error={error} />;

  const take = (picked: ValueRef) => {
    setWalked(NOWHERE);
    onPick(picked);
  };
  const takeTyped = () => take({ value_id: "", principle_id: "", name: query.trim() });
  const pickRow = (row: PickerRow) =>
    take(row.value ? { value_id: row.value.value.id, principle_id: "", name: "" } : { value_id: "", principle_id: row.principle.id, name: "" });
  const toggle = (valueId: string) => setOpened(opened.includes(valueId) ? opened.filter((one) => one !== valueId) : [...opened, valueId]);
  const explain = ({ value: found }: FoundValue) => {
    toggle(found.id);
    // The focus stays in the field, so what came into view is told.
    if (opened.includes(found.id)) board.announce.say(t("Explanation closed"));
    else board.announce.say(`${board.content.text(found.name)}: ${board.content.text(found.definition)}`);
  };
  // While something is looked for, the last row is "another value": it takes part in the arrows.
  const count = rows.length + (searching ? 1 : 0);
  const heading = (foundation: FoundationId) => {
    const name = board.content.foundationName(foundation);
    return own.length > 0 ? t("{foundation}, your table", { foundation: name }) : name;
  };
  // Other words, another list.
  const look = (words: string) => {
    setWalked(NOWHERE);
    onQuery(words);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event)) return;
    const row = rows[active];
    const atEnd = event.currentTarget.selectionStart === query.length;
    if (event.key === "ArrowDown") setActive((walked + 1) % count);
    else if (event.key === "ArrowUp") setActive((Math.max(walked, 0) - 1 + count) % count);
    else if (event.key === "Escape" && query) look("");
    else if (event.key === "ArrowRight" && row?.value && atEnd && !event.shiftKey) explain(row.value);
    else if (event.key === "Enter") {
      if (row) pickRow(row);
      else if (searching && active === rows.length) takeTyped();
    } else return;
    event.preventDefault();
  };
  const shared = { active, tabStop: rows[active]?.value ? active : 0, rowId, pick: pickRow, opened, toggle };
  return (
    <>
      <SearchField {...{ id, label, query, error, onKeyDown }} onQuery={look} activeId={walked === NOWHERE ? null : rowId(walked)} />
      <div class={`codio-picker${rows.length > LONG ? " codio-picker--long" : ""}`} id={`${id}-list`} role="grid" aria-label={t("Values")}>
        <div class="codio-picker__scroll" role="presentation">
          {ownGroups.map((group) => (
            <PickerGroup
              key={group.foundation}
              heading={heading(group.foundation)}
              foundation={group.foundation}
              rows={group.rows}
              from={group.from}
              {...shared}
            />
          ))}
          {other.length > 0 && (
            <PickerGroup heading={t("Belongs to another table")} stamped rows={other} from={ownRows.length} {...shared} />
          )}
        </div>
        {searching && <TypedRow id={rowId(rows.length)} name={query.trim()} active={active === rows.length} onPick={takeTyped} />}
      </div>
      {!query.trim() && own.length > 0 && own.length < 3 && (
        <button type="button" class="codio-button codio-button--plain codio-button--tiny" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("Only the values of our table") : t("Show the values of the other tables")}
        </button>
      )}
    </>
  );
}

interface SearchFieldProps extends Pick<ValuePickerProps, "id" | "label" | "query" | "onQuery"> {
  error: string;
  /** The row that Enter takes. */
  activeId: string | null;
  onKeyDown(event: TargetedKeyboardEvent<HTMLInputElement>): void;
}

/** What is looked for. The focus stays here while the arrows go through the rows. */
function SearchField({ id, label, query, onQuery, error, activeId, onKeyDown }: SearchFieldProps) {
  return (
    <div class="codio-field">
      <label class="codio-label" for={id}>
        {label}
      </label>
      {error && (
        <p class="codio-field__error" id={`${id}-error`}>
          <Icon name="alarm" />
          {error}
        </p>
      )}
      <div class="codio-search">
        <Icon name="search" />
        <input
          id={id}
          class="codio-input"
          type="text"
          role="combobox"
          autocomplete="off"
          autocapitalize="none"
          aria-expanded={true}
          aria-haspopup="grid"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          {...(activeId === null ? {} : { "aria-activedescendant": activeId })}
          aria-describedby={error ? `${id}-error ${id}-keys` : `${id}-keys`}
          {...(error ? { "aria-invalid": true } : {})}
          value={query}
          onInput={(event) => onQuery(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <span class="codio-visually-hidden" id={`${id}-keys`}>
        {t("Arrow down goes through the values, arrow right tells what a value means.")}
      </span>
    </div>
  );
}

/** The last row while something is looked for: what was typed, as a value of one's own. */
function TypedRow({ id, name, active, onPick }: { id: string; name: string; active: boolean; onPick(): void }) {
  return (
    <div role="rowgroup" class="codio-picker__list">
      <div role="row" class={`codio-picker__item${active ? " codio-picker__item--active" : ""}`}>
        <div role="gridcell" class="codio-picker__pick" id={id} onClick={onPick}>
          <Icon name="plus" />
          <span>{t("Another value, namely “{name}”", { name })}</span>
        </div>
      </div>
    </div>
  );
}

/** The value that was picked, with what it means. */
function Picked({ id, label, value, onChange }: { id: string; label: string; value: ValueRef; onChange(): void }) {
  const board = useBoard();
  return (
    <div class="codio-field">
      <span class="codio-label" id={`${id}-label`}>
        {label}
      </span>
      <div class="codio-picked" role="group" aria-labelledby={`${id}-label`}>
        <strong>{board.content.valueName(value)}</strong>
        <button type="button" id={id} class="codio-button codio-button--line codio-button--tiny" onClick={onChange}>
          {t("Another value")}
        </button>
        <p class="codio-field__hint">{board.content.valueDefinition(value)}</p>
      </div>
    </div>
  );
}
