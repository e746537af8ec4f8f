// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * The three parts of the page in the order in which they are drawn in a window of this width (facilitator/console.css), for who goes
 * through them by keyboard or by ear. In a window that became wider or narrower they change places once nothing is open in them: to
 * move a part that holds an open form ends the page in Chromium (156). Whatever has the focus keeps it.
 */

import { Fragment, type ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { isBusy } from "../../parts/busy";

const LOOK_AGAIN_MS = 1_000;

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
  const [order, setOrder] = useState(orderNow);
  const focused = useRef<Element | null>(null);
  useEffect(() => {
    const look = () => {
      const now = orderNow();
      if (String(now) === String(order) || isBusy()) return;
      focused.current = document.activeElement;
      setOrder(now);
    };
    const looking = setInterval(look, LOOK_AGAIN_MS);
    return () => clearInterval(looking);
  }, [order]);
  useLayoutEffect(() => {
    const had = focused.current;
    focused.current = null;
    if (had instanceof HTMLElement && had.isConnected && document.activeElement !== had) had.focus({ preventScroll: true });
  }, [order]);
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
