// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * At most two buttons at the bottom of a phone; the right one is the next thing to do. A line above them says what is stored. How high
 * it is stands on the page as --codio-dock, so that nothing that gets the focus stays behind it (ground.css).
 */

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export function Dock({ label, light = false, children }: { label: string; light?: boolean; children: ComponentChildren }) {
  const dock = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = dock.current;
    if (!element) return undefined;
    const { style } = document.documentElement;
    // In a low window it stands in the page, and covers nothing.
    const covers = () => (getComputedStyle(element).position === "static" ? 0 : Math.ceil(element.offsetHeight));
    const measure = () => style.setProperty("--codio-dock", `${String(covers())}px`);
    const sizes = new ResizeObserver(measure);
    measure();
    sizes.observe(element);
    addEventListener("resize", measure);
    return () => {
      removeEventListener("resize", measure);
      sizes.disconnect();
      style.removeProperty("--codio-dock");
    };
  }, []);
  return (
    <div role="group" class={`codio-dock${light ? " codio-dock--light" : ""}`} aria-label={label} ref={dock}>
      {children}
    </div>
  );
}
