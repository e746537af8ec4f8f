// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Links over the page for who goes by keyboard: to each column, to one's own notes, to each part of the desk. Seen when they have the focus. */

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../../core/i18n";

interface Place {
  /** Of the element that gets the focus. */
  id: string;
  name: string;
}

const places = signal<readonly Place[]>([]);

/** The element with this id can be jumped to while this is on the page. Without a name it cannot. */
export function usePlace(id: string, name: string): void {
  useEffect(() => {
    if (!name) return undefined;
    const place = { id, name };
    places.value = [...places.value, place];
    return () => {
      places.value = places.value.filter((one) => one !== place);
    };
  }, [id, name]);
}

export function SkipLinks() {
  // In the order in which they stand on the page.
  const there = places.value.filter((one, at, all) => all.findIndex((other) => other.id === one.id) === at);
  const jump = (event: Event, id: string): void => {
    event.preventDefault();
    const to = document.getElementById(id);
    if (!to) return;
    if (!to.matches("a, button, input, [tabindex]")) to.tabIndex = -1;
    to.focus();
  };
  return (
    <>
      {there.map(({ id, name }) => (
        <a class="codio-skip" key={id} href={`#${id}`} onClick={(event) => jump(event, id)}>
          {t("To: {place}", { place: name })}
        </a>
      ))}
    </>
  );
}
