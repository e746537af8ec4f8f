// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Whose things on this device are whose. Several people may use one browser one after the other, and none gets another's words. */

import type { Role } from "../../protocol.gen";

/** What a device keeps: unsent commands, and what somebody was writing. */
const KINDS = ["queue", "draft"] as const;
type Kind = (typeof KINDS)[number];

/**
 * The folder for one person's things of a kind in a workshop. `person` is the participant's id, empty for a role that comes in by
 * a link which several share: there the role is all that is known.
 */
export function folderOf(kind: Kind, session: string, role: Role, person: string): string {
  const whose = person ? `${role}:${person}` : role;
  return `${workshopFolder(kind, session)}${whose}/`;
}

/** The folders that hold whatever this device keeps of a workshop, whoever's it is. */
export function foldersOf(session: string): readonly string[] {
  return KINDS.map((kind) => workshopFolder(kind, session));
}

function workshopFolder(kind: Kind, session: string): string {
  return `${kind}/${session}/`;
}
