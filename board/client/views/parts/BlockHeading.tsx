// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A heading with more beside its words: a button, a number. In a list of headings, and as the name of its part, it is its words alone. */

import type { ComponentChildren } from "preact";

interface BlockHeadingProps {
  id: string;
  words: string;
  /** Its class. */
  look?: string;
  /** Where the focus can be put. */
  tabIndex?: number;
  children: ComponentChildren;
}

/** The id of the words: what the part that it heads is labelled by. */
export const wordsOf = (id: string) => `${id}-words`;

export function BlockHeading({ id, words, look = "codio-heading", tabIndex, children }: BlockHeadingProps) {
  return (
    <h2 class={look} id={id} aria-labelledby={wordsOf(id)} {...(tabIndex === undefined ? {} : { tabIndex })}>
      <span id={wordsOf(id)}>{words}</span>
      {children}
    </h2>
  );
}

/** A number beside the words, which the ear would take for a part of them: "in this step 1". */
export function Counted({ n }: { n: number }) {
  return (
    <span class="codio-heading__aside codio-number">
      <span class="codio-visually-hidden">:</span> {n}
    </span>
  );
}
