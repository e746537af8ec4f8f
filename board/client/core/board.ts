// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Makes the board: records come in, commands go out, and views read signals. */

import { batch, computed, effect, signal, untracked } from "@preact/signals";
import { PROTOCOL } from "../protocol.gen";
import type { Command, Language, Limits, Presence, ServerFrame, Settled } from "../protocol.gen";
import type { Announcer, Board, Connection as ConnectionState, Failure, Outcome, Role } from "./api";
import { Clock } from "./clock";
import { makeContent, tableName, type LoadedContent } from "./content";
import { KeptDrafts } from "./device/drafts";
import { t } from "./i18n";
import { newId, newShortId } from "./ids";
import { Moved, movedIn } from "./overlay/moved";
import { Outbox } from "./device/outbox";
import { rebase } from "./rebase";
import { Records } from "./records";
import { refusalText } from "./refusals";
import type { Storage } from "./device/storage";
import { remember, takeLast, type Undoable, type UndoList } from "./undo/undo";
import { drawnSignals } from "./overlay/drawn";
import { Connection } from "./wire/connection";
import type { World } from "./wire/socket";

const STORING_AFTER_MS = 400;
/** Longer than any append of a healthy store takes: people are told that it is on their device only. */
const UNSTORED_AFTER_MS = 4_000;
/** Nobody presses a button on the screen in the room. */
const LOST_ON_SCREEN_MS = 60_000;
const TICK_MS = 250;
/** Where only its time stamp tells that a page died, its queue is seen to be left behind after 8 to 13 seconds. */
const ADOPT_EVERY_MS = 5_000;

const LIMITS: Limits = { why: 500, action: 500, actor: 120, name: 40, other_value: 120, notes_per_person: 60, dots: 3 };

export interface BoardParts {
  session: string;
  role: Role;
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
  const drafts = new KeptDrafts(storage, `draft/${session}/${role}/`);
  const clock = new Clock(() => world.now());
  const records = new Records();
  const moved = new Moved((ms, what) => world.later(ms, what));
  const line = signal<"connecting" | "up" | "down" | "reload" | "ended">("connecting");
  const lost = signal(false);
  const ready = signal(false);
  const presence = signal<Presence | null>(null);
  const limits = signal(LIMITS);
  const undone = signal<UndoList>([]);
  const undoOffer = signal<Undoable | null>(null);
  let token = "";

  const outbox = new Outbox({
    storage,
    folder: `queue/${session}/${role}/`,
    clientId,
    now: () => world.now(),
    later: (ms, what) => world.later(ms, what),
    transmit: (frame) => (connection.isUp ? connection.send(frame) : null),
    dead: parts.dead,
  });
  const connection = new Connection(world, {
    hello: () => ({ type: "hello", client_id: clientId, protocol: PROTOCOL, token, pending_n: outbox.pendingN }),
    take: (frame) => batch(() => take(frame)),
    time: (serverMs, roundTripMs) => {
      clock.sample(serverMs, roundTripMs);
      if (outbox.isStuck) connection.reset();
    },
    forget: () => {
      token = "";
    },
    up: () => {
      if (line.peek() === "down") announce.say(t("Connected again."));
      line.value = "up";
      outbox.pump();
    },
    down: () => {
      outbox.lost();
      const kept = storage.blocked.peek() ? blockedText() : t("Not connected. What you write is kept here.");
      if (line.peek() !== "down") announce.alert(kept);
      line.value = "down";
    },
    over: (how) => {
      outbox.lost();
      line.value = how;
      const newer = t("There is a newer version of this page. Load it again.");
      announce.alert(how === "reload" ? newer : t("The connection has ended."));
    },
  });

  function take(frame: ServerFrame): void {
    switch (frame.type) {
      case "welcome":
        // Whatever was in flight on the connection before this one is settled here, or goes out again.
        outbox.lost();
        limits.value = frame.limits;
        if (frame.resumed) records.change(frame.drop, frame.put);
        else records.replace(frame.put);
        outbox.settled(frame.settled);
        token = frame.token;
        ready.value = true;
        break;
      case "view":
        records.replace(frame.put);
        settle(frame.settled);
        token = frame.token;
        break;
      case "patch":
        if (!frame.settled) moved.add(movedIn(records.of("note").peek(), frame.put));
        records.change(frame.drop, frame.put);
        settle(frame.settled);
        token = frame.token;
        break;
      case "refused":
        outbox.refused(frame);
        break;
      case "presence":
        presence.value = frame;
        break;
      case "lost":
        lost.value = true;
        announce.alert(t("The server has lost the last changes. Look at what is left, and write again what is missing."));
        if (role === "screen") world.later(LOST_ON_SCREEN_MS, () => (lost.value = false));
        break;
      case "pong":
      case "drain":
        break;
    }
  }

  function settle(settled: Settled | null): void {
    if (settled === null) return;
    outbox.settled(settled);
    outbox.pump();
  }

  const drawn = drawnSignals({ role, content, records, pending: outbox.pending, failures: outbox.failures, moved: moved.ids });
  const slow = waitsFor(world, outbox, STORING_AFTER_MS);
  const unstored = waitsFor(world, outbox, UNSTORED_AFTER_MS);
  const state = computed<ConnectionState>(() => {
    if (line.value !== "up") return line.value === "down" ? "offline" : line.value;
    if (unstored.value) return "unstored";
    if (lost.value) return "lost";
    return slow.value ? "storing" : "connected";
  });
  effect(() => {
    if (state.value !== "unstored") return;
    announce.alert(storage.blocked.peek() ? blockedText() : t("Not stored yet. Your text stays on this device."));
  });
  // Nobody writes on the screen in the room.
  effect(() => {
    if (storage.blocked.value && role !== "screen") announce.alert(blockedText());
  });

  function send(command: Command): Promise<Outcome> {
    undoOffer.value = null;
    return outbox.send(command);
  }

  async function retry(failure: Failure): Promise<Outcome> {
    if (!outbox.dismiss(failure)) return { done: false, failure };
    const entries = () => [...drawn.posterValues.peek(), ...drawn.posterActions.peek(), ...drawn.tensions.peek()];
    return send(
      rebase(failure.command, {
        note: (id) => drawn.notes.peek().find((note) => note.id === id),
        entry: (id) => entries().find((entry) => entry.id === id),
        answer: (itemId) => drawn.answers.peek().find((answer) => answer.item_id === itemId),
        item: (id) => drawn.items.peek().find((item) => item.item_id === id),
        decision: () => drawn.decision.peek() ?? undefined,
        plan: () => drawn.plan.peek() ?? undefined,
        posterOrder: () => drawn.posterOrder.peek() ?? undefined,
      }),
    );
  }

  // Nothing of a workshop stays on a device after its end.
  effect(() => {
    if (drawn.workshop.value?.phase !== "closed") return;
    outbox.forget();
    drafts.forget();
    untracked(() => void eraseSession(storage, session));
  });

  const board: RunningBoard = {
    ...drawn,
    role,
    language,
    session,
    content,
    drafts,
    announce,
    connection: state,
    dropLost: () => {
      lost.value = false;
    },
    ready,
    storageBlocked: storage.blocked,
    presence,
    limits,
    pending: outbox.pending,
    failures: outbox.failures,
    now: () => clock.now(),
    tick: tickSignal(world, clock, drawn),
    send,
    retry,
    dismiss: (failure) => void outbox.dismiss(failure),
    offerUndo: (label, inverse, also) => {
      undoOffer.value = { label, inverse, ...(also ? { also } : {}) };
      undone.value = remember(undone.peek(), undoOffer.peek() as Undoable);
    },
    undoOffer,
    canUndo: computed(() => undone.value.length > 0),
    undo: async () => {
      const taken = takeLast(undone.peek());
      if (!taken) return null;
      undone.value = taken.rest;
      const outcome = await send(taken.last.inverse);
      // What was to be taken back still stands there, so no words are lost with the refusal.
      if (!outcome.done) outbox.dismiss(outcome.failure);
      // Who took one thing back may want to take back the one before.
      else undoOffer.value ??= undone.peek().at(-1) ?? null;
      return outcome;
    },
    dropUndo: () => {
      undoOffer.value = null;
    },
    newId,
    newShortId,
    tableName: (table) => tableName(table, drawn.tables.value, content.foundationName),
    notesOfStack: (stackId) => drawn.notes.value.filter((note) => (note.stack_id || note.id) === stackId),
    sheetOf: (tableId, kind) => drawn.sheets.value.find((sheet) => sheet.table_id === tableId && sheet.kind === kind) ?? null,
    refusalText,
    wake: () => {
      clock.doubt();
      connection.wake();
    },
    doubt: () => connection.doubt(),
  };

  const adoptNowAndThen = () => {
    void outbox.adoptOrphans();
    world.later(ADOPT_EVERY_MS, adoptNowAndThen);
  };
  adoptNowAndThen();
  connection.start();
  return board;
}

/** Storage of this device is full or forbidden. */
function blockedText(): string {
  return t("This device keeps nothing. Leave this page open until your notes are stored.");
}

async function eraseSession(storage: Storage, session: string): Promise<void> {
  for (const folder of [`queue/${session}/`, `draft/${session}/`]) {
    for (const key of await storage.keys(folder)) await storage.remove(key);
  }
}

/** True when a command has waited this long. */
function waitsFor(world: World, outbox: Outbox, ms: number) {
  const slow = signal(false);
  effect(() => {
    const oldest = outbox.pending.value[0];
    slow.value = false;
    if (!oldest) return undefined;
    const left = oldest.since_ms + ms - world.now();
    if (left <= 0) {
      slow.value = true;
      return undefined;
    }
    return world.later(left, () => {
      slow.value = true;
    });
  });
  return slow;
}

/** The clock as a signal, while some time runs. */
function tickSignal(world: World, clock: Clock, drawn: Pick<Board, "run" | "pitch">) {
  const tick = signal(clock.now());
  const runs = computed(() => drawn.run.value?.timer_state === "running" || drawn.pitch.value !== null);
  effect(() => {
    if (!runs.value) return undefined;
    let cancel = () => {};
    const beat = () => {
      tick.value = clock.now();
      cancel = world.later(TICK_MS, beat);
    };
    beat();
    return () => cancel();
  });
  return tick;
}
