// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The tables tell: give each the word for a minute. */

import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Leaf, RunRecord, TableRecord } from "../../../protocol.gen";
import { Stamp } from "../../parts/Stamp";
import { timeLeft } from "../../timer/timer-state";
import { ask } from "../console/asking";
import { kindOf } from "../console/desk-tabs";
import { SheetState } from "./SheetsPanel";
import { named } from "../../parts/named";

/** Which tables had the word on this page, as "run/table": a memory aid, so that nobody is skipped. */
const told = signal<ReadonlySet<string>>(new Set());

export function PitchPanel({ run, leaf }: { run: RunRecord; leaf: Leaf }) {
  const board = useBoard();
  const pitch = board.pitch.value;
  const tables = board.tables.value;
  const hadWord = (table: TableRecord) => told.value.has(`${run.id}/${table.id}`);
  const next = tables.find((table) => table.id !== pitch?.table_id && !hadWord(table));
  const list = useRef<HTMLUListElement>(null);
  const row = useRef<HTMLLIElement>(null);
  // Where many tables scroll: whose turn it is next stands there, under whoever tells now.
  useLayoutEffect(() => {
    if (list.current && row.current) list.current.scrollTop = row.current.offsetTop - list.current.offsetTop - row.current.offsetHeight;
  }, [next?.id]);
  const give = async (table: TableRecord) => {
    const said = t("{table} has the word", { table: board.tableName(table) });
    if (await ask(board, { type: "start_pitch", run_id: run.id, table_id: table.id }, said)) told.value = new Set([...told.value, `${run.id}/${table.id}`]);
  };
  return (
    <section class="codio-panel" aria-labelledby="pitches">
      <h2 class="codio-panel__heading" id="pitches">
        {t("Each table reports back")}
      </h2>
      <ul class="codio-ready" ref={list}>
        {tables.map((table) => {
          const telling = pitch?.table_id === table.id;
          return (
            <li class="codio-ready__row codio-ready__row--pitch" key={table.id} ref={table === next ? row : null}>
              {table.foundations[0] && <Stamp foundation={table.foundations[0]} size="small" />}
              <span>
                {board.tableName(table)}
                <span class="codio-ready__state">
                  {telling && <Left ends_at_ms={pitch.ends_at_ms} />}
                  {!telling && (hadWord(table) ? t("has reported back") : <SheetState table={table} kind={kindOf(leaf)} />)}
                </span>
              </span>
              {telling ? (
                <button type="button" class="codio-button codio-button--tiny" onClick={() => void ask(board, { type: "end_pitch", run_id: run.id })}>
                  {t("Finished")}
                </button>
              ) : (
                <button
                  type="button"
                  class={`codio-button codio-button--tiny${table === next ? "" : " codio-button--line"}`}
                  aria-label={named(t("Give the word"), board.tableName(table))}
                  onClick={() => void give(table)}
                >
                  {t("Give the word")}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Left({ ends_at_ms }: { ends_at_ms: number }) {
  const board = useBoard();
  void board.tick.value;
  const left = Math.max(0, ends_at_ms - board.now());
  return (
    <strong class="codio-number" role="timer" aria-live="off">
      {left > 0 ? t("reports back, {time} left", { time: timeLeft(left) }) : t("reports back, the minute is up")}
    </strong>
  );
}
