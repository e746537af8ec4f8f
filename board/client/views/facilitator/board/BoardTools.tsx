// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** One line over the notes: looking for some, how much of each is drawn, and picking several. */

import { useEffect, useRef } from "preact/hooks";
import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { NoteView } from "../../../core/api";
import type { NoteKind } from "../../../protocol.gen";
import { isComposing } from "../../parts/focus";
import { Icon } from "../../parts/Icon";
import { notesShown, type NotesShown } from "../../parts/preferences";
import { isLooking, looking, pickedKind, EVERYTHING, valuesIn, type Looking } from "./filters";
import { picked } from "./together";

/** Long enough after the last letter that a count is not spoken at each. */
const COUNT_AFTER_MS = 700;

interface BoardToolsProps {
  kind: NoteKind;
  kinds: readonly NoteKind[];
  /** All notes of the kind, and those that are shown. */
  all: readonly NoteView[];
  shown: readonly NoteView[];
}

export function BoardTools({ kind, kinds, all, shown }: BoardToolsProps) {
  const board = useBoard();
  const wanted = looking.value;
  const look = (part: Partial<Looking>) => (looking.value = { ...wanted, ...part });
  useCountTold(shown.length);
  const tables = [{ id: "", name: t("All tables") }, ...board.tables.value.map((table) => ({ id: table.id, name: board.tableName(table) }))];
  const values = [
    { id: "", name: t("All values") },
    ...valuesIn(board, all).map(({ key, name, count }) => ({ id: key, name: count > 1 ? `${name} (${count})` : name })),
  ];
  return (
    <div class="codio-tools" role="group" aria-label={t("Look for notes")}>
      <label class="codio-tools__search">
        <Icon name="search" />
        <span class="codio-visually-hidden">{t("Search in the notes")}</span>
        <input
          class="codio-input"
          type="search"
          placeholder={t("Search")}
          value={wanted.words}
          onInput={(event) => look({ words: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === "Escape" && wanted.words && !isComposing(event)) {
              look({ words: "" });
              event.stopPropagation();
            }
          }}
        />
      </label>
      <Pick label={t("Table")} value={wanted.tableId} options={tables} onPick={(tableId) => look({ tableId })} />
      <Pick label={t("Value")} value={wanted.value} options={values} onPick={(value) => look({ value })} />
      {kinds.length > 1 && (
        <Pick<NoteKind>
          label={t("Show")}
          value={kind}
          options={[
            { id: "value", name: t("Values") },
            { id: "action", name: t("Actions") },
          ]}
          onPick={(one) => {
            pickedKind.value = one;
            look({ value: "" });
          }}
        />
      )}
      <Pick<NotesShown>
        label={t("How notes are shown")}
        value={notesShown.value}
        options={[
          { id: "full", name: t("Whole notes") },
          { id: "compact", name: t("Compact") },
          { id: "overview", name: t("Overview") },
        ]}
        onPick={(shows) => (notesShown.value = shows)}
      />
      {isLooking(wanted) && (
        <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={(event) => {
            event.currentTarget.closest(".codio-tools")?.querySelector("input")?.focus();
            looking.value = EVERYTHING;
          }}>
          <Icon name="close" />
          {tn("{n} found", "{n} found", shown.length)}
          <span class="codio-visually-hidden">{t("Show everything again")}</span>
        </button>
      )}
      <button type="button" id="select-notes" class="codio-button codio-button--line codio-button--tiny codio-tools__last" onClick={() => (picked.value = new Set())}>
        <Icon name="check" />
        {t("Select")}
      </button>
    </div>
  );
}

interface PickProps<Id extends string> {
  label: string;
  value: Id;
  options: readonly { id: Id; name: string }[];
  onPick(id: Id): void;
}

function Pick<Id extends string>({ label, value, options, onPick }: PickProps<Id>) {
  return (
    <select
      class="codio-input codio-tools__pick"
      aria-label={label}
      value={value}
      onChange={(event) => {
        const one = options.find((option) => option.id === event.currentTarget.value);
        if (one) onPick(one.id);
      }}
    >
      {options.map((option) => (
        <option key={option.id} value={option.id}>
          {option.name}
        </option>
      ))}
    </select>
  );
}

/** Tell who listens how many notes were found, once the looking has come to rest. */
function useCountTold(count: number): void {
  const board = useBoard();
  const wanted = looking.value;
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const timer = setTimeout(() => board.announce.say(tn("{n} note found", "{n} notes found", count), "found"), COUNT_AFTER_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
}
