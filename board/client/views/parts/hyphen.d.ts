// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What we use of the package `hyphen`, which ships no types. */

declare module "hyphen/nl" {
  export function hyphenateSync(text: string): string;
}

declare module "hyphen/en-gb" {
  export function hyphenateSync(text: string): string;
}
