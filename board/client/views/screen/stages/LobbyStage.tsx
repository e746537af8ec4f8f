// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** How to join, and who is in: everything that people need to take out their phone. */

import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { TableRecord } from "../../../protocol.gen";
import { stageName } from "../../case/case-words";
import { Qr } from "../../joining/Qr";
import { HouseSign } from "../../parts/HouseSign";
import { Theirs } from "../../parts/Theirs";
import { TableStamps, tableColour } from "../../table/TableStamps";
import { joinAddress } from "../../joining/joining";
import { across } from "../across";
import { useFit } from "../fit/useFit";

/** More than these are counted, not drawn. */
const MAX_DRAWN = 14;

/** More tables than these stand in short. */
const FEW = 3;

export function LobbyStage() {
  const board = useBoard();
  const stage = useFit();
  const workshop = board.workshop.value;
  if (!workshop) return null;
  const tables = board.tables.value.length;
  const words = workshop.code.split("-");
  return (
    <main class={`codio-screen__stage codio-screen-lobby${tables > FEW ? " codio-screen-lobby--many" : ""}`} id="main" ref={stage}>
      <header class="codio-screen-lobby__head">
        <span class="codio-brand codio-screen-lobby__brand" translate={false}>
          <HouseSign />
          Waardenbord
        </span>
        <p>{[workshop.organisation, board.content.former ? stageName(board.content.former.stage) : ""].filter(Boolean).join(" · ")}</p>
      </header>
      <div class="codio-screen-lobby__middle">
        <div>
          <h1 class="codio-screen-lobby__title"><Theirs words={workshop.title} /></h1>
          {workshop.door_shut ? <p class="codio-screen-lobby__address">{t("Everybody is in: the door is shut.")}</p> : <HowToJoin words={words} />}
        </div>
        {!workshop.door_shut && (
          <div class="codio-screen-lobby__scan">
            <Qr code={workshop.code} />
            <p>{t("Or point your camera here")}</p>
          </div>
        )}
      </div>
      <ul class="codio-screen-lobby__tables" {...(tables > FEW ? { "data-across": across(tables) } : {})}>
        {board.tables.value.map((table, at) => (
          <Table key={table.id} table={table} row={at} few={tables <= FEW} />
        ))}
      </ul>
    </main>
  );
}

function HowToJoin({ words }: { words: readonly string[] }) {
  return (
    <>
      <p class="codio-screen-lobby__how">{t("Take your phone and go to")}</p>
      <p class="codio-screen-lobby__address" translate={false}>{joinAddress()}</p>
      <p class="codio-screen-lobby__how">{tn("Fill in this word", "Fill in these {n} words", words.length)}</p>
      <p class="codio-screen-lobby__code" translate={false}>
        {words.map((word) => (
          <span class="codio-screen-lobby__word" key={word}>
            {word}
          </span>
        ))}
      </p>
    </>
  );
}

function Table({ table, row, few }: { table: TableRecord; row: number; few: boolean }) {
  const board = useBoard();
  return (
    <li class="codio-screen-lobby__table codio-sheet" data-piece={`tables/${String(row)}`} data-foundation={tableColour(table)}>
      <TableStamps table={table} size={few ? "huge" : "large"} />
      <div {...(few ? {} : { "data-unbroken": "" })}>
        <h2 class="codio-screen-lobby__name">{board.tableName(table)}</h2>
        <p>
          <b class="codio-number">{table.people}</b> {tn("person", "people", table.people)}
        </p>
      </div>
      {few && table.people <= MAX_DRAWN && (
        <div class="codio-screen-lobby__dots" aria-hidden="true">
          {Array.from({ length: table.people }, (_, at) => (
            <span class="codio-screen-lobby__dot" key={at} />
          ))}
        </div>
      )}
    </li>
  );
}
