// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the connection needs of the world around it. A browser gives it (`world.ts`); tests give their own. */

/** How frames go: over a WebSocket, or by a stream where a network lets no WebSocket through. */
export type Way = "socket" | "stream";

export interface SocketEvents {
  /** Frames can be sent, by which way. */
  opened(way: Way): void;
  received(bytes: ArrayBuffer): void;
  closed(code: number): void;
}

export interface Socket {
  send(bytes: Uint8Array<ArrayBuffer>): void;
  close(): void;
}

export interface World {
  connect(events: SocketEvents): Socket;
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** A number in [0, 1). */
  random(): number;
  /** Call `what` after `ms` milliseconds. Returns the way to call it off. */
  later(ms: number, what: () => void): () => void;
}
