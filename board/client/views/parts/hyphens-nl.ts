// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Where Dutch words may break; a file of its own, fetched when a word needs it. */

export { hyphenateSync } from "hyphen/nl";
