// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The way to this page in the other language, in its own words. The server remembers it for this browser; what people wrote stays. */

import { useBoard } from "../../../core/context";

const ENGLISH = { tag: "en", words: "In English" };
const DUTCH = { tag: "nl", words: "In het Nederlands" };

export function OtherLanguage() {
  const board = useBoard();
  const { tag, words } = board.language === "nl" ? ENGLISH : DUTCH;
  return (
    <a class="codio-button codio-button--plain codio-button--tiny" href={`?taal=${tag}`} lang={tag} hreflang={tag}>
      {words}
    </a>
  );
}
