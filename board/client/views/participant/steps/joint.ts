// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What an action that a table words together takes over from a note. Pure. */

import type { NoteView } from "../../../core/api";
import { MAX_VALUES_PER_ACTION } from "../../../protocol.gen";
import type { JointAction, ValueRef } from "../../../protocol.gen";
import { sameValue } from "../../../core/content";

/** The form with this note as one more origin: its words when there were none, and its values. */
export function begunWith(form: JointAction, note: NoteView): Partial<JointAction> {
  const origins = form.origins.includes(note.id) ? form.origins : [...form.origins, note.id];
  if (note.content.type !== "action") return { origins };
  const { action, actor, values } = note.content;
  return {
    origins,
    action: form.action.trim() === "" ? action : form.action,
    actor: form.actor.trim() === "" ? actor : form.actor,
    values: joined(form.values, values),
  };
}

function joined(known: readonly ValueRef[], more: readonly ValueRef[]): readonly ValueRef[] {
  const fresh = more.filter((one) => !known.some((other) => sameValue(one, other)));
  return [...known, ...fresh].slice(0, MAX_VALUES_PER_ACTION);
}
