// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The signals that views read: confirmed records with what waits laid over them. */

import { computed, type ReadonlySignal } from "@preact/signals";
import type { Command, MeRecord, Role } from "../../protocol.gen";
import type { Board, Content, Failure, NoteView, PendingCommand } from "../api";
import { layItems } from "../items";
import { layNotes, sameObjects } from "./notes";
import {
  layAnswers,
  layDecision,
  layHands,
  layMe,
  layPlan,
  layPosterActions,
  layPosterOrder,
  layPosterValues,
  layRun,
  laySheet,
  layTensions,
} from "./records";
import { plannedLeaves } from "./planned";
import type { RecordOf, Records, RecordType } from "../records";

type Drawn = Pick<
  Board,
  | "workshop"
  | "run"
  | "leaf"
  | "leaves"
  | "runs"
  | "me"
  | "proxies"
  | "tables"
  | "notes"
  | "sheets"
  | "pitch"
  | "posterValues"
  | "posterActions"
  | "tensions"
  | "answers"
  | "decision"
  | "snapshots"
  | "posterOrder"
  | "merged"
  | "dropped"
  | "items"
  | "dots"
  | "hands"
  | "spotlight"
  | "showing"
  | "plan"
  | "people"
  | "removed"
  | "desk"
  | "seating"
  | "caseOrigin"
>;

interface Sources {
  role: Role;
  content: Content;
  records: Records;
  pending: ReadonlySignal<readonly PendingCommand[]>;
  failures: ReadonlySignal<readonly Failure[]>;
  moved: ReadonlySignal<ReadonlySet<string>>;
}

export function drawnSignals({ role, content, records, pending, failures, moved }: Sources): Drawn {
  const commands = computed<readonly Command[]>(() => pending.value.map((one) => one.command));
  const all = <T extends RecordType>(type: T, sort?: (a: RecordOf<T>, b: RecordOf<T>) => number) =>
    computed(() => {
      const list = [...records.of(type).value.values()];
      return sort ? list.sort(sort) : list;
    });
  const only = <T extends RecordType>(type: T) => computed(() => records.of(type).value.values().next().value ?? null);

  const workshop = only("workshop");
  const confirmedDecision = only("decision");
  const current = computed(() => workshop.value?.current ?? "");
  const values = all("poster_value", byOrder);
  const actions = all("poster_action", byOrder);
  const tensions = all("tension", byOrder);
  const confirmedPeople = all("me", byId);
  const confirmedHands = only("hands");
  const handsUp = computed(() => confirmedHands.value?.queue.length ?? 0);
  // What a scribe says about being ready is about nobody here.
  const people = computed(() =>
    role === "scribe" ? confirmedPeople.value : confirmedPeople.value.map((one) => layMe(one, commands.value, current.value, handsUp.value)),
  );
  const me = computed<MeRecord | null>(() => (role === "participant" ? (people.value[0] ?? null) : null));
  const confirmedMe = computed<MeRecord | null>(() => (role === "participant" ? (confirmedPeople.value[0] ?? null) : null));
  const run = computed(() => {
    const found = records.of("run").value.get(current.value);
    return found ? layRun(found, confirmedMe.value, me.value) : null;
  });
  const mine = computed(() => new Set(confirmedPeople.value.flatMap((person) => person.mine)));
  const ownItems = computed(() => new Set(confirmedPeople.value.flatMap((person) => person.items)));
  const persons = all("person", (a, b) => a.ordinal - b.ordinal);
  const confirmedPlan = only("plan");
  const confirmedOrder = only("poster_order");
  const plan = computed(() => (confirmedPlan.value ? layPlan(confirmedPlan.value, commands.value) : null));
  const leaves = computed(() => plannedLeaves(content.leaves, plan.value, content.pause));
  const tableOf = (behalf: string) =>
    (behalf ? people.value.find((person) => person.participant_id === behalf) : me.value)?.table_id ?? "";

  let notes: readonly NoteView[] = [];

  return {
    workshop,
    run,
    leaf: computed(() => leaves.value.find((leaf) => leaf.id === run.value?.leaf_id) ?? null),
    leaves,
    runs: all("run", (a, b) => a.ordinal - b.ordinal),
    me,
    proxies: computed(() => (role === "scribe" ? people.value : [])),
    tables: all("table"),
    notes: computed(() => {
      const looker = { mine: mine.value, moved: moved.value, tableOf };
      notes = sameObjects(notes, layNotes(records.of("note").value.values(), commands.value, failures.value, looker));
      return notes;
    }),
    sheets: computed(() =>
      [...records.of("sheet").value.values()]
        .sort(byId)
        .map((sheet) => laySheet(sheet, commands.value, me.value?.table_id ?? "", me.value?.name ?? "")),
    ),
    pitch: only("pitch"),
    posterValues: computed(() => layPosterValues(values.value, commands.value)),
    posterActions: computed(() => layPosterActions(actions.value, commands.value)),
    tensions: computed(() => layTensions(tensions.value, commands.value)),
    answers: computed(() => layAnswers([...records.of("answer").value.values()], commands.value)),
    decision: computed(() => {
      const found = confirmedDecision.value;
      return found ? layDecision(found, commands.value) : null;
    }),
    snapshots: all("snapshot", (a, b) => a.version - b.version),
    posterOrder: computed(() => (confirmedOrder.value ? layPosterOrder(confirmedOrder.value, commands.value) : null)),
    merged: all("merged"),
    dropped: all("dropped", byId),
    items: computed(() => layItems(records.of("item").value.values(), commands.value, failures.value, { mine: ownItems.value, ownsNew: role === "participant" })),
    dots: all("dots", byId),
    hands: computed(() => {
      const found = confirmedHands.value;
      return found ? layHands(found, commands.value, confirmedMe.value, persons.value) : null;
    }),
    spotlight: only("spotlight"),
    showing: only("showing"),
    plan,
    people: computed(() => persons.value.filter((person) => !person.removed)),
    removed: computed(() => persons.value.filter((person) => person.removed)),
    desk: only("desk"),
    seating: only("seating"),
    caseOrigin: only("case_origin"),
  };
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function byOrder(a: { id: string; order: string }, b: { id: string; order: string }): number {
  return a.order === b.order ? byId(a, b) : a.order < b.order ? -1 : 1;
}
