// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The plan, the order of the poster and the speakers with waiting commands laid over them. Pure. */

import type { Command, HandsRecord, MeRecord, PersonRecord, PlanRecord, PosterOrderRecord } from "../../protocol.gen";

/** The plan. A plan that the server fits to an end time is the server's to work out, so it is not laid over. */
export function layPlan(plan: PlanRecord, pending: readonly Command[]): PlanRecord {
  return pending.reduce((laid, command) => (command.type === "change_plan" ? { ...laid, leaves: command.leaves, rev: laid.rev + 1 } : laid), plan);
}

/** Whether the poster's actions stand by priority. */
export function layPosterOrder(order: PosterOrderRecord, pending: readonly Command[]): PosterOrderRecord {
  return pending.reduce(
    (laid, command) => (command.type === "order_poster" ? { ...laid, by_priority: command.by_priority, rev: laid.rev + 1 } : laid),
    order,
  );
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
