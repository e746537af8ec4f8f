// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The page that the screen shows of what does not fit on one; a screen has one stage at a time. */

import { signal } from "@preact/signals";

/** `page` counts from 0. */
export const paged = signal<{ page: number; pages: number }>({ page: 0, pages: 1 });
