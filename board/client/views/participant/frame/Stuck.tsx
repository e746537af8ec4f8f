// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What of the head stays in sight when it was scrolled away: which step it is, and its time. The head itself is still read there. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Leaf, RunRecord } from "../../../protocol.gen";
import { MiniTimer } from "../../timer/Timer";
import { Told } from "../../parts/Told";

/** As high as the bar, which takes the place of the head as soon as less than that is left of it. */
const BAR_PX = 40;

export function Stuck({ run, leaf }: { run: RunRecord; leaf: Leaf }) {
  const mark = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  useEffect(() => {
    if (!mark.current) return undefined;
    const seen = new IntersectionObserver(([now]) => setAway(now !== undefined && !now.isIntersecting && now.boundingClientRect.top <= BAR_PX), {
      rootMargin: `-${BAR_PX}px 0px 0px`,
    });
    seen.observe(mark.current);
    return () => seen.disconnect();
  }, []);
  return (
    <div class="codio-stuck" ref={mark} aria-hidden="true">
      {away && (
        <div class="codio-stuck__bar">
          <span class="codio-stuck__title"><Told of={leaf.title} /></span>
          <MiniTimer run={run} leaf={leaf} />
        </div>
      )}
    </div>
  );
}
