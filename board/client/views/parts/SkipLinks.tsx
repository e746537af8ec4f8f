// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Links over the page for who goes by keyboard: to each column, to one's own notes, to each part of the desk. Seen when they have the focus. */

import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../core/i18n";
import { entered, renamed, type Place } from "./places";

const places = signal<readonly Place[]>([]);

/** The element with this id can be jumped to while this is on the page. Its name may change: its link stays where it is. */
export function usePlace(id: string, name: string): void {
  const own = useRef({});
  useEffect(() => {
    places.value = entered(places.peek(), { key: own.current, id, name }, (other) => standsAfter(other.id, id));
    return () => {
      places.value = places.peek().filter((one) => one.key !== own.current);
    };
  }, [id]);
  useEffect(() => {
    places.value = renamed(places.peek(), own.current, name);
  }, [id, name]);
}

function standsAfter(other: string, id: string): boolean {
  const [theirs, ours] = [document.getElementById(other), document.getElementById(id)];
  return theirs !== null && ours !== null && (ours.compareDocumentPosition(theirs) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

export function SkipLinks() {
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
