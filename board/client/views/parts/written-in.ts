// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The language of what people wrote, for whoever reads the board in another one: so that it is read aloud as what it is. */

import type { Board } from "../../core/api";
import type { Language } from "../../protocol.gen";

/** For the attribute `lang`; left out where it is the language of the page. */
export function writtenIn(board: Board): Language | undefined {
  const own = board.workshop.value?.language;
  return own === board.language ? undefined : own;
}
