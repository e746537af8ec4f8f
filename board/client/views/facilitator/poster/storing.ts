// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Storing a few fields of an action of the poster. Others may change other fields meanwhile: theirs go along as they stand by then, and
 * only who changed the same field is in the way.
 */

import { t } from "../../../core/i18n";
import type { Board } from "../../../core/api";
import type { PosterActionContent, PosterActionRecord } from "../../../protocol.gen";
import { asItStands, inverseNow } from "../../sending/act";

export type Fields = Partial<PosterActionContent>;

/** `changed`: somebody else changed the same field. `refused`: in words. */
export type Storing = { kind: "stored" } | { kind: "changed" } | { kind: "refused"; why: string };

/** So often somebody else may come in between. */
const TRIES = 4;
const AGAIN_MS = 150;

interface Wanted {
  id: string;
  /** What stood in the fields when somebody began to change them. */
  from: Fields;
  to: Fields;
  /** Said when it is stored, and what undoing is called. */
  said: string;
}

export async function storeFields(board: Board, { id, from, to, said }: Wanted): Promise<Storing> {
  let why = "";
  for (let left = TRIES; left > 0; left -= 1) {
    const entry = board.posterActions.peek().find((one) => one.id === id);
    if (!entry) return { kind: "refused", why: t("This action is not on the poster any more.") };
    if (alike(entry, to)) return { kind: "stored" };
    if (!alike(entry, from)) return { kind: "changed" };
    const content = { ...entry.content, ...to };
    const command = { type: "put_poster_entry", entry_id: id, base_rev: entry.rev, content, origins: entry.origins } as const;
    const inverse = inverseNow(board, command);
    const outcome = await board.send(command);
    if (outcome.done) {
      board.announce.say(said);
      if (inverse) board.offerUndo(said, command, asItStands(board, inverse));
      return { kind: "stored" };
    }
    // The words stay in the cell; the refused command itself is not needed any more.
    board.dismiss(outcome.failure);
    why = board.refusalText(outcome.failure.code);
    if (outcome.failure.code !== "stale_rev") break;
    // What made it stale is on its way.
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
  return { kind: "refused", why };
}

function alike(entry: PosterActionRecord, fields: Fields): boolean {
  return Object.entries(fields).every(([name, value]) => entry.content[name as keyof PosterActionContent] === value);
}
