// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Dates and times as this room has them, whatever the device would do: screen, desk, phones, poster and the server's pages say the
 * same time, also to who joins from abroad or on a laptop whose clock is set to another zone.
 */

/** The workshop's zone; that of the server's pages (`ZONE` in board/calendar_file.py). */
export const ZONE = "Europe/Amsterdam";

const DAY_MS = 24 * 60 * 60_000;

/** In English the British way: 14:35 and 1 December, for nobody here has an "am" or "pm". */
export function dateFormat(language: string, how: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { ...how, timeZone: ZONE });
}

/** "2026-11-30" and "09:05" in the workshop's zone, as fields for a date and a time want them. */
export function dayAndClock(atMs: number): { day: string; clock: string } {
  const there = new Date(atMs + aheadMs(atMs)).toISOString();
  return { day: there.slice(0, 10), clock: there.slice(11, 16) };
}

/** The moment of a day ("2026-11-30") and a time ("09:05") in the workshop's zone; NaN when they are none. */
export function momentAt(day: string, clock: string): number {
  const wall = Date.parse(`${day}T${clock}Z`);
  if (Number.isNaN(wall)) return wall;
  // Twice, because the first guess may lie across a change of the clock.
  return wall - aheadMs(wall - aheadMs(wall));
}

/** The day after one ("2026-11-30"). */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

/** How far the workshop's clock is ahead of UTC at a moment. */
function aheadMs(atMs: number): number {
  const parts = dateFormat("en", { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  const told = new Map(parts.formatToParts(atMs).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes) => told.get(name) ?? "";
  const wall = Date.parse(`${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:${part("second")}Z`);
  return wall - Math.floor(atMs / 1000) * 1000;
}
