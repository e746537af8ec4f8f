// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * What people wrote: in the language of their workshop for whoever reads the board in another one, and in its own direction, so that it
 * orders no word of ours. The server has the same (board/rendering.py, `theirs`).
 */

import { useBoard } from "../../core/context";
import { fromTheRight } from "../../core/i18n";
import { writtenIn } from "./written-in";

export function Theirs({ words }: { words: string | undefined }) {
  const lang = writtenIn(useBoard());
  return words && (lang || fromTheRight(words)) ? <bdi lang={lang}>{words}</bdi> : <>{words}</>;
}
