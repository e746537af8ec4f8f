// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** One icon of the sprite. Always beside words: an icon alone says nothing. */

import { at } from "../../core/at";

export type IconName =
  | "quiet" | "check" | "clock" | "move" | "plus" | "search" | "info" | "close" | "hand" | "conn" | "off" | "pause" | "play"
  | "next" | "down" | "group" | "people" | "tension" | "park" | "aside" | "alarm" | "undo" | "flag" | "print" | "edit" | "voice" | "download" | "more" | "screen"
  | "bell" | "copy" | "key";

export function Icon({ name, inline = false, up = false }: { name: IconName; inline?: boolean; up?: boolean }) {
  const look = `codio-icon${inline ? " codio-icon--inline" : ""}${up ? " codio-icon--up" : ""}`;
  return (
    <svg class={look} aria-hidden="true">
      <use href={at(`/static/icons.svg#i-${name}`)} />
    </svg>
  );
}
