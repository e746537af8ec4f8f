// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Where a sentence that somebody typed ends. The same as sessions/material/text.py, with which it shares its cases. */

/** Whether it has an end of a sentence, with or without quotation marks or brackets after it. */
export function endsItself(text: string): boolean {
  return /[.?!…:;][”’»"')\]]*$/.test(text.trimEnd());
}

/** The same text with a full stop, when it has no end of its own; nothing stays nothing. */
export function closed(text: string): string {
  const line = text.trimEnd();
  return line === "" || endsItself(line) ? line : `${line}.`;
}

/** The same text without the full stop at its end, to stand within a sentence. That of a short form stays: "B.V.". */
export function unclosed(text: string): string {
  const line = text.trimEnd();
  const word = line.split(/\s+/).at(-1) ?? "";
  return word.endsWith(".") && word.indexOf(".") === word.length - 1 ? line.slice(0, -1) : line;
}
