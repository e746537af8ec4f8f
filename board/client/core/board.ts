// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Makes the board: records come in, commands go out, and views read signals. */

import { effect, untracked } from "@preact/signals";
import type { Language, Role } from "../protocol.gen";
import type { Announcer, Board, Failure, Outcome } from "./api";
import { Clock } from "./clock";
import { makeContent, tableName, type LoadedContent } from "./content";
import { KeptDrafts } from "./device/drafts";
import { Outbox } from "./device/outbox";
import { folderOf } from "./device/place";
import type { Storage } from "./device/storage";
import { newId, newShortId } from "./ids";
import { Line } from "./line";
import { drawnSignals } from "./overlay/drawn";
import { Moved } from "./overlay/moved";
import { rebase, revisionsOf } from "./rebase";
import { Records } from "./records";
import { refusalText } from "./refusals";
import { remember } from "./remembering";
import { tickSignal } from "./tick";
import { Undoing } from "./undo/undoing";
import type { World } from "./wire/socket";

export interface BoardParts {
  session: string;
  role: Role;
  /** The participant whose page this is; empty for a role that comes in by a shared link. */
  person: string;
  /** The path of this page. */
  path: string;
  /** The key of the person's own link; empty on a device that others use too, and for other roles. Nothing waits for it. */
  ownKey: Promise<string>;
  /** The control page of a rehearsal that this browser leads too. */
  leadUrl?: string;
  language: Language;
  content: LoadedContent;
  storage: Storage;
  announce: Announcer;
  world: World;
  /** Which of these page instances are gone. */
  dead(clientIds: readonly string[]): Promise<readonly string[]>;
  /** This page instance; `keepAlive` has been called with it. */
  clientId: string;
}

/** The board with the handles that its page turns. */
export interface RunningBoard extends Board {
  /** The page woke up, or the network came back. */
  wake(): void;
  /** The browser says that the network is gone. */
  doubt(): void;
}

/** Make the board and connect it. */
export function createBoard(parts: BoardParts): RunningBoard {
  const { session, role, language, storage, announce, world, clientId } = parts;
  const content = makeContent(parts.content, language);
  const { dead } = parts;
  const drafts = new KeptDrafts({ storage, folder: folderOf("draft", session, role, parts.person), clientId, dead });
  const clock = new Clock(() => world.now());
  const records = new Records();
  const moved = new Moved((ms, what) => world.later(ms, what));
  const outbox: Outbox = new Outbox({
    storage,
    folder: folderOf("queue", session, role, parts.person),
    clientId,
    now: () => world.now(),
    later: (ms, what) => world.later(ms, what),
    transmit: (frame) => line.transmit(frame),
    dead,
  });
  const line = new Line({ role, clientId, world, storage, announce, clock, records, moved, outbox });
  const drawn = drawnSignals({ role, content, records, pending: outbox.pending, failures: outbox.failures, moved: moved.ids });
  const undoing = new Undoing(outbox);

  async function retry(failure: Failure): Promise<Outcome> {
    if (!outbox.dismiss(failure)) return { done: false, failure };
    return undoing.send(rebase(failure.command, revisionsOf(drawn)));
  }

  const known = remember({ ...drawn, role, session, content }, parts);

  /** The workshop is over: what nobody misses goes, and the rest when it is empty. */
  async function tidy(): Promise<void> {
    await drafts.tidy();
    const waits = outbox.pending.value.length + outbox.failures.value.length + (await drafts.left()).length > 0;
    if (!waits) await known.forget();
  }
  effect(() => {
    if (drawn.workshop.value?.phase === "closed") untracked(() => void tidy());
  });

  const board: RunningBoard = {
    ...drawn,
    role,
    language,
    session,
    leadUrl: parts.leadUrl ?? "",
    content,
    drafts,
    announce,
    connection: line.state,
    holder: line.holder,
    detour: line.detour,
    dropLost: () => line.dropLost(),
    ready: line.ready,
    storageBlocked: storage.blocked,
    presence: line.presence,
    pending: outbox.pending,
    failures: outbox.failures,
    now: () => clock.now(),
    tick: tickSignal(world, clock, drawn),
    send: (command) => undoing.send(command),
    retry,
    dismiss: (failure) => void outbox.dismiss(failure),
    eraseUnsent: async () => {
      outbox.eraseAll();
      await drafts.erase();
      await known.forget();
    },
    offerUndo: (label, command, inverse, also) => undoing.remember(label, command, inverse, also),
    offerUndoOfAll: (label, steps) => undoing.rememberAll(label, steps),
    undoOffer: undoing.offer,
    canUndo: undoing.canUndo,
    undoTarget: undoing.target,
    undone: undoing.undone,
    undo: () => undoing.undo(),
    redo: () => undoing.redo(),
    dropUndo: () => undoing.dropOffer(),
    leaveStep: () => undoing.leaveStep(),
    takeSent: () => undoing.takeSent(),
    newId,
    newShortId,
    tableName: (table) => tableName(table, drawn.tables.value, content.foundationName),
    notesOfStack: (stackId) => drawn.notes.value.filter((note) => (note.stack_id || note.id) === stackId),
    sheetOf: (tableId, kind) => drawn.sheets.value.find((sheet) => sheet.table_id === tableId && sheet.kind === kind) ?? null,
    refusalText,
    wake: () => line.wake(),
    doubt: () => line.doubt(),
  };

  outbox.adoptNowAndThen();
  line.start();
  return board;
}
