// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What stands before the name of the product: the logo of the house, which came with the page, else our own sign. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { at } from "../../core/at";

export function HouseSign() {
  const place = useRef<HTMLSpanElement>(null);
  const house = document.getElementById("house");
  const given = house instanceof HTMLTemplateElement ? house : null;
  useLayoutEffect(() => {
    if (given) place.current?.replaceChildren(given.content.cloneNode(true));
  }, [given]);
  if (given) return <span class="codio-brand__sign" ref={place} />;
  return (
    <svg aria-hidden="true">
      <use href={at("/static/icons.svg#brand")} />
    </svg>
  );
}
