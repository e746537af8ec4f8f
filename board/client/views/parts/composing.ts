// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Whether a key belongs to an input method: Enter takes one of its words and Escape drops them, and neither means anything to us. The key
 * that ends a composition comes to Safari after its end, with this code alone.
 */

const OF_INPUT_METHOD = 229;

export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === OF_INPUT_METHOD;
}
