// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The way to this page in the other language, in its own words. The server remembers it for this browser; what people wrote stays. */

import { useBoard } from "../../../core/context";

const OTHER = { nl: { tag: "en", words: "In English" }, en: { tag: "nl", words: "In het Nederlands" } } as const;

export function OtherLanguage() {
  const board = useBoard();
  const { tag, words } = OTHER[board.language];
  return (
    <a class="codio-button codio-button--plain codio-button--tiny" href={`?taal=${tag}`} lang={tag} hreflang={tag}>
      {words}
    </a>
  );
}
