// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Frames as bytes: MessagePack maps with names, as the server writes and reads them. */

import { decode, encode } from "@msgpack/msgpack";
import { MAX_FRAME_BYTES } from "../../protocol.gen";
import type { ClientFrame, ServerFrame } from "../../protocol.gen";

// A type that is missing here does not compile, nor does one too many.
const KNOWN: { readonly [type in ServerFrame["type"]]: true } = {
  welcome: true,
  view: true,
  patch: true,
  refused: true,
  pong: true,
  presence: true,
  drain: true,
  lost: true,
};

/** The frame in these bytes; null when its type is unknown, so page and server differ. Throws on bytes that are no frame. */
export function decodeFrame(bytes: ArrayBuffer): ServerFrame | null {
  const value: unknown = decode(new Uint8Array(bytes));
  if (typeof value !== "object" || value === null || !("type" in value) || typeof value.type !== "string") {
    throw new TypeError("not a frame");
  }
  return Object.prototype.hasOwnProperty.call(KNOWN, value.type) ? (value as ServerFrame) : null;
}

/** The bytes of a frame; null when they are more than the server takes, which would close the connection. */
export function encodeFrame(frame: ClientFrame): Uint8Array<ArrayBuffer> | null {
  const bytes = encode(frame, { ignoreUndefined: true });
  return bytes.length > MAX_FRAME_BYTES ? null : bytes;
}
