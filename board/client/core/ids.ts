// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2

/** 128 random bits as 32 hexadecimal digits. (`crypto.randomUUID` does not exist on plain http.) */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
const SHORT = 12;

/** 12 letters and digits, some 60 random bits: for the few hundred items of one workshop. */
export function newShortId(): string {
  // The remainder favours the first four letters a little; for an id that does not matter.
  return Array.from(crypto.getRandomValues(new Uint8Array(SHORT)), (byte) => LETTERS[byte % LETTERS.length]).join("");
}
