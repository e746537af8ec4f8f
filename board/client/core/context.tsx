// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Hands the board to every view below. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Board } from "./api";

export const BoardContext = createContext<Board | null>(null);

/** The board of this page. Throws outside a `BoardContext.Provider`. */
export function useBoard(): Board {
  const board = useContext(BoardContext);
  if (board === null) throw new Error("useBoard needs a BoardContext.Provider above it");
  return board;
}
