// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Whether the facilitator chooses what is on the screen: it stays open whatever step comes. */

import { signal } from "@preact/signals";

export const choosing = signal(false);
