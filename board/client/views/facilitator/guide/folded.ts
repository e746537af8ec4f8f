// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The guide is folded away: room for the rest of the rail, until the facilitator wants it back. On a phone it stands over the work. */

import { signal } from "@preact/signals";

export const guideFolded = signal(matchMedia("(max-width: 60rem)").matches);

/** Where the page scrolls, the lists of the room are one line over the work until the facilitator wants them. */
export const roomUnfolded = signal(false);
