// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Whose things on this device are whose. Several people may use one browser one after the other, and none gets another's words. */

import type { Role } from "../../protocol.gen";

/**
 * The end of the folders in which one person's unsent commands and drafts of a workshop are kept. `person` is the participant's id,
 * empty for a role that comes in by a link which several share: there the role is all that is known.
 */
export function placeOf(session: string, role: Role, person: string): string {
  return person ? `${session}/${role}:${person}/` : `${session}/${role}/`;
}
