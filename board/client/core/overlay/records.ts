// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Everything but notes with waiting commands laid over it, where what will come is plain. Pure. */

import type {
  AnswerRecord,
  Command,
  DecisionRecord,
  HandsRecord,
  MeRecord,
  PersonRecord,
  PlanRecord,
  PosterActionRecord,
  PosterOrderRecord,
  PosterValueRecord,
  PutPosterEntry,
  RunRecord,
  SheetRecord,
  TensionRecord,
} from "../../protocol.gen";

/** A person's own record, with what the person has just said; `waiting` are the hands that are up already. */
export function layMe(me: MeRecord, pending: readonly Command[], currentRun: string, waiting = 0): MeRecord {
  return pending.reduce((laid, command) => {
    switch (command.type) {
      case "say_ready":
        return command.run_id === currentRun ? { ...laid, ready: command.ready } : laid;
      case "ask_more_time":
        return command.run_id === currentRun ? { ...laid, asking: command.asking } : laid;
      case "change_profile":
        return { ...laid, name: command.name ?? "", perspective: command.perspective ?? "" };
      case "take_spokesperson": {
        const others = laid.speaks_for.filter((kind) => kind !== command.kind);
        return { ...laid, speaks_for: command.taking ? [...others, command.kind] : others };
      }
      case "raise_hand":
        return { ...laid, hand: command.raised ? laid.hand || waiting + 1 : 0 };
      case "put_item":
        return laid.items.includes(command.item_id) ? laid : { ...laid, items: [...laid.items, command.item_id] };
      default:
        return laid;
    }
  }, me);
}

/** The current run; its count follows one's own "klaar" at once. */
export function layRun(run: RunRecord, confirmed: MeRecord | null, laid: MeRecord | null): RunRecord {
  const step = Number(laid?.ready ?? false) - Number(confirmed?.ready ?? false);
  return step === 0 ? run : { ...run, ready: Math.max(0, run.ready + step) };
}

/** A table's sheet. `myTable` is the table of whoever asks to be its spokesperson. */
export function laySheet(sheet: SheetRecord, pending: readonly Command[], myTable: string, myName: string): SheetRecord {
  return pending.reduce((laid, command) => {
    if (command.type === "mark_sheet_ready" && command.table_id === sheet.table_id && command.kind === sheet.kind) {
      return { ...laid, ready: command.ready };
    }
    if (command.type === "take_spokesperson" && myTable === sheet.table_id && command.kind === sheet.kind) {
      return { ...laid, has_spokesperson: command.taking, spokesperson: command.taking ? myName : "" };
    }
    return laid;
  }, sheet);
}

/** The poster's values. What is new stands last, as the server will place it. */
export function layPosterValues(entries: readonly PosterValueRecord[], pending: readonly Command[]): readonly PosterValueRecord[] {
  return layEntries(entries, pending, ({ content }, entry, before) =>
    content.type === "value" ? { type: "poster_value", accent: before?.accent ?? false, ...entry, content } : null,
  );
}

/** The poster's actions. */
export function layPosterActions(entries: readonly PosterActionRecord[], pending: readonly Command[]): readonly PosterActionRecord[] {
  return layEntries(entries, pending, ({ content }, entry) => (content.type === "action" ? { type: "poster_action", ...entry, content } : null));
}

/** The tensions between values or actions. */
export function layTensions(entries: readonly TensionRecord[], pending: readonly Command[]): readonly TensionRecord[] {
  return layEntries(entries, pending, ({ content }, entry) => (content.type === "tension" ? { type: "tension", ...entry, content } : null));
}

/** The answers to the checklist. */
export function layAnswers(answers: readonly AnswerRecord[], pending: readonly Command[]): readonly AnswerRecord[] {
  return pending.reduce((laid, command) => {
    if (command.type !== "answer_checklist") return laid;
    const before = laid.find((one) => one.item_id === command.item_id);
    const after: AnswerRecord = {
      type: "answer",
      id: `answer:${command.item_id}`,
      item_id: command.item_id,
      answer: command.answer ?? "",
      done: command.done ?? false,
      rev: (before?.rev ?? 0) + 1,
    };
    return before ? laid.map((one) => (one === before ? after : one)) : [...laid, after];
  }, answers);
}

/** The decision on the project. */
export function layDecision(decision: DecisionRecord, pending: readonly Command[]): DecisionRecord {
  return pending.reduce(
    (laid, command) =>
      command.type === "decide_project"
        ? { ...laid, outcome: command.outcome, reason: command.reason ?? "", rev: laid.rev + 1 }
        : laid,
    decision,
  );
}

/** Whether the poster's actions stand by priority, and by principle. */
export function layPosterOrder(order: PosterOrderRecord, pending: readonly Command[]): PosterOrderRecord {
  return pending.reduce(
    (laid, command) => (command.type === "order_poster" ? { ...laid, by_priority: command.by_priority, by_principle: command.by_principle ?? false, rev: laid.rev + 1 } : laid),
    order,
  );
}

/** The plan. A plan that the server fits to an end time is the server's to work out, so it is not laid over. */
export function layPlan(plan: PlanRecord, pending: readonly Command[]): PlanRecord {
  return pending.reduce((laid, command) => (command.type === "change_plan" ? { ...laid, leaves: command.leaves, rev: laid.rev + 1 } : laid), plan);
}

/** The speakers: one's own hand, and what the facilitator does with the hands of others. */
export function layHands(hands: HandsRecord, pending: readonly Command[], me: MeRecord | null, people: readonly PersonRecord[]): HandsRecord {
  return pending.reduce((laid, command) => {
    switch (command.type) {
      case "raise_hand": {
        const own = me && { name: me.name, table_id: me.table_id };
        if (!own || !me || command.raised === me.hand > 0) return laid;
        return { ...laid, queue: command.raised ? [...laid.queue, own] : without(laid.queue, me.hand) };
      }
      case "give_floor": {
        const person = people.find((one) => one.participant_id === command.participant_id);
        const floor = person ? { name: person.name, table_id: person.table_id } : null;
        return { ...laid, floor, queue: without(laid.queue, person?.hand ?? 0) };
      }
      case "lower_hand":
        return { ...laid, queue: without(laid.queue, people.find((one) => one.participant_id === command.participant_id)?.hand ?? 0) };
      default:
        return laid;
    }
  }, hands);
}

/** `place` counts from 1; 0 is nobody. */
function without<T>(queue: readonly T[], place: number): readonly T[] {
  return place > 0 ? queue.filter((_, at) => at !== place - 1) : queue;
}

/** What every entry has beside its content. */
type Entry = Omit<TensionRecord, "type" | "content">;

/** `as` makes the entry that a command puts; null when it is of another kind. */
function layEntries<T extends Entry>(
  entries: readonly T[],
  pending: readonly Command[],
  as: (command: PutPosterEntry, entry: Entry, before: T | undefined) => T | null,
): readonly T[] {
  return pending.reduce<readonly T[]>((laid, command) => {
    if (!("entry_id" in command)) return laid;
    const before = laid.find((entry) => entry.id === command.entry_id);
    if (command.type === "remove_poster_entry" || command.type === "merge_poster_entry") return laid.filter((entry) => entry !== before);
    if (command.type !== "put_poster_entry") return laid;
    const { entry_id: id, origins = [] } = command;
    const after = as(command, { id, origins, withdrawn: before?.withdrawn ?? 0, order: before?.order ?? "", rev: (before?.rev ?? 0) + 1 }, before);
    if (after === null) return laid;
    return before ? laid.map((entry) => (entry === before ? after : entry)) : [...laid, after];
  }, entries);
}
