// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Whose things on this device are whose. Several people may use one browser one after the other, and none gets another's words. */

import type { Role } from "../../protocol.gen";

/** What a device keeps: unsent commands, what somebody was writing, and which board was open. */
type Kind = "queue" | "draft" | "known";

/** A person of a role, or the role alone where several share a link. */
export function whoseIs(role: Role, person: string): string {
  return person ? `${role}:${person}` : role;
}

/**
 * The folder for one person's things of a kind in a workshop. `person` is the participant's id, empty for a role that comes in by
 * a link which several share: there the role is all that is known.
 */
export function folderOf(kind: Kind, session: string, role: Role, person: string): string {
  return `${kind}/${session}/${whoseIs(role, person)}/`;
}

