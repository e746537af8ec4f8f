// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Dots, as at a paper flip-over: an optional help for a table to choose. Each lays a few, out of sight, until everybody is done
 * or the table turns them over.
 */

import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemWith } from "../../../core/items";
import { MAX_DOTS } from "../../../protocol.gen";
import type { NoteKind, TableRecord } from "../../../protocol.gen";
import { act } from "../../sending/act";
import { Details } from "../../parts/Details";
import { useDraft } from "../../form/drafts";
import { Icon } from "../../parts/Icon";
import { gather, type Stack } from "../../note/stacks";
import { noteTitle } from "../../note/words";
import { useWriter } from "../writing/writer";
import { changed, countsPerStack } from "./dots";

export function DotsPanel({ table, kind }: { table: TableRecord; kind: NoteKind }) {
  const board = useBoard();
  const record = board.dots.value.find((one) => one.table_id === table.id && one.kind === kind);
  const notes = board.notes.value.filter((note) => note.table_id === table.id && note.content.type === kind && !note.hidden && note.order !== "");
  const stacks = gather(notes);
  if (stacks.length === 0) return null;
  const placed = record?.placed ?? 0;
  return (
    <Details summary={t("Dots: a help to choose")} open={placed > 0}>
      {record?.shown ? (
        <Shown stacks={stacks} counts={countsPerStack(stacks, record.counts)} />
      ) : (
        <Placing table={table} kind={kind} stacks={stacks} placed={placed} people={record?.people ?? table.people} />
      )}
    </Details>
  );
}

/** How many dots each has, the most first. It helps to choose; the table decides. */
function Shown({ stacks, counts }: { stacks: readonly Stack[]; counts: ReadonlyMap<string, number> }) {
  const board = useBoard();
  const sorted = [...stacks].sort((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0));
  return (
    <>
      <p>{t("The dots are turned over. They help you choose; you decide together.")}</p>
      <ol class="codio-spots">
        {sorted.map((stack) => (
          <li class="codio-spots__row" key={stack.id}>
            <span>{noteTitle(board, stack.top)}</span>
            <span class="codio-spots__count codio-number">{tn("{n} dot", "{n} dots", counts.get(stack.id) ?? 0)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

interface PlacingProps {
  table: TableRecord;
  kind: NoteKind;
  stacks: readonly Stack[];
  placed: number;
  people: number;
}

function Placing({ table, kind, stacks, placed, people }: PlacingProps) {
  const board = useBoard();
  const { me } = useWriter();
  const item_id = `dots:${table.id}:${kind}:${me?.participant_id ?? ""}`;
  const mine = itemWith(board.items.value, "dots", item_id);
  const draft = useDraft<readonly string[] | null>(`dots:${table.id}:${kind}`, null);
  const laid = draft.value ?? mine?.content.note_ids ?? [];
  const left = MAX_DOTS - laid.length;
  const changing = draft.value !== null || !mine;
  const lay = (ids: readonly string[]) => {
    draft.set(ids);
    board.announce.say(tn("{n} dot left", "{n} dots left", MAX_DOTS - ids.length), "dots");
  };
  const place = async () => {
    const content = { type: "dots", table_id: table.id, kind, note_ids: laid } as const;
    if (await act(board, { type: "put_item", item_id, base_rev: mine?.rev ?? 0, content }, t("Your dots are placed"), false)) draft.clear();
  };
  const turn = () => {
    const content = { type: "dots_shown", table_id: table.id, kind } as const;
    return act(board, { type: "put_item", item_id: `shown:${table.id}:${kind}`, base_rev: 0, content }, t("The dots are turned over"));
  };
  const state = <p class="codio-number">{t("{placed} of {people} are done.", { placed, people })}</p>;
  // Dots are laid by who has a device of his own.
  if (board.role !== "participant") return state;
  return (
    <>
      <p>{t("Everybody lays {n} dots. Only you see yours, until everybody is done.", { n: MAX_DOTS })}</p>
      {changing ? (
        <>
          <p class="codio-strong codio-number">
            {tn("{n} dot left", "{n} dots left", left)}
          </p>
          <ul class="codio-spots">
            {stacks.map((stack) => (
              <Row key={stack.id} stack={stack} laid={laid} left={left} set={lay} />
            ))}
          </ul>
          <button type="button" class="codio-button codio-button--tiny" onClick={() => void place()}>
            <Icon name="check" />
            {t("My dots are done")}
          </button>
        </>
      ) : (
        <p>
          {t("Your dots lie there.")}{" "}
          <button type="button" class="codio-move" onClick={() => draft.set(mine?.content.note_ids ?? [])}>
            <Icon name="edit" />
            {t("Change my dots")}
          </button>
        </p>
      )}
      {state}
      {placed > 0 && (
        <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={() => void turn()}>
          <Icon name="undo" />
          {t("Turn the dots over now")}
        </button>
      )}
    </>
  );
}

function Row({ stack, laid, left, set }: { stack: Stack; laid: readonly string[]; left: number; set(ids: readonly string[]): void }) {
  const board = useBoard();
  const title = noteTitle(board, stack.top);
  const ids = new Set(stack.notes.map((note) => note.id));
  const here = laid.filter((id) => ids.has(id)).length;
  return (
    <li class="codio-spots__row">
      <span>{title}</span>
      <span class="codio-spots__steps">
        <button
          type="button"
          class="codio-spots__step"
          aria-label={t("One dot less on {note}", { note: title })}
          aria-disabled={here === 0}
          onClick={() => set(changed(laid, stack, -1, left))}
        >
          −
        </button>
        <span class="codio-spots__count codio-number">
          <span aria-hidden="true">{here}</span>
          <span class="codio-visually-hidden">{tn("{n} dot", "{n} dots", here)}</span>
        </span>
        <button
          type="button"
          class="codio-spots__step"
          aria-label={t("One dot more on {note}", { note: title })}
          aria-disabled={left === 0}
          onClick={() => set(changed(laid, stack, 1, left))}
        >
          +
        </button>
      </span>
    </li>
  );
}
