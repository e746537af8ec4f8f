// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A text of script or framework. One that is not there in the reader's language says in which it is, so that it is read aloud so. */

import { readIn } from "../../core/content";
import { useBoard } from "../../core/context";
import type { Text } from "../../protocol.gen";

export function Told({ of }: { of: Text }) {
  const board = useBoard();
  const lang = readIn(board.language, of);
  const said = board.content.text(of);
  return lang ? <span lang={lang}>{said}</span> : <>{said}</>;
}
