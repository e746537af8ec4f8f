// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * The three parts of the page in the order in which they are drawn in a window of this width (facilitator/console.css), for who goes
 * through them by keyboard or by ear. The order is that of the window in which the page began: to move a part that holds an open form
 * ends the page in Chromium (156), and takes the focus elsewhere.
 */

import { Fragment, type ComponentChildren } from "preact";
import { useState } from "preact/hooks";

/** The room first, then the script, then the work. */
const NARROW = "(max-width: 60rem)";
/** The script has a column of its own, before the work. */
const WIDE = "(min-width: 100rem)";

interface InOrderProps {
  script: ComponentChildren;
  work: ComponentChildren;
  rail: ComponentChildren;
}

export function InOrder(parts: InOrderProps) {
  const [order] = useState(orderNow);
  return (
    <>
      {order.map((part) => (
        <Fragment key={part}>{parts[part]}</Fragment>
      ))}
    </>
  );
}

function orderNow(): readonly (keyof InOrderProps)[] {
  if (matchMedia(NARROW).matches) return ["rail", "script", "work"];
  return matchMedia(WIDE).matches ? ["script", "work", "rail"] : ["work", "rail", "script"];
}
