// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Frames as bytes: MessagePack maps with names, as the server writes and reads them. */

import { decode, encode } from "@msgpack/msgpack";
import { MAX_FRAME_BYTES, PROTOCOL } from "../../protocol.gen";
import type { ClientFrame, ServerFrame } from "../../protocol.gen";

type Check = (value: unknown) => boolean;
type Shape<F> = { readonly [field in Exclude<keyof F, "type">]: Check };

const isText: Check = (value) => typeof value === "string";
const isFlag: Check = (value) => typeof value === "boolean";
const isNumber: Check = (value) => Number.isFinite(value);
const isWhole: Check = (value) => Number.isSafeInteger(value);
/** A map as MessagePack has it: no list, no bytes, no time. */
const hasFields = (value: unknown): value is { [field: string]: unknown } =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
const areNumbers: Check = (value) => hasFields(value) && Object.values(value).every(isNumber);
const isRecord: Check = (value) => hasFields(value) && isText(value["id"]) && isText(value["type"]);
const isSettled: Check = (value) =>
  hasFields(value) && isWhole(value["n"]) && isText(value["code"]) && isText(value["client_id"]);
const areRecords: Check = (value) => Array.isArray(value) && value.every(isRecord);
const areTexts: Check = (value) => Array.isArray(value) && value.every(isText);

/**
 * What a frame must have to be taken in whole: half a frame would leave the page between two states. What stands in a record is
 * for the views. A type or field that is missing here does not compile, nor does one too many.
 */
const SHAPES: { readonly [type in ServerFrame["type"]]: Shape<Extract<ServerFrame, { type: type }>> } = {
  welcome: {
    protocol: isWhole,
    token: isText,
    server_ms: isNumber,
    limits: areNumbers,
    settled: isSettled,
    resumed: isFlag,
    put: areRecords,
    drop: areTexts,
  },
  view: { token: isText, at_ms: isNumber, put: areRecords, settled: (value) => value === null || isSettled(value) },
  patch: {
    token: isText,
    at_ms: isNumber,
    put: areRecords,
    drop: areTexts,
    settled: (value) => value === null || isSettled(value),
  },
  refused: { n: isWhole, code: isText, field: isText, retriable: isFlag, client_id: isText },
  pong: { t: isNumber, server_ms: isNumber },
  presence: { participants: isWhole, screens: isWhole, facilitators: isWhole, space: isText },
  drain: { after_ms: isNumber },
  lost: {},
  swapped: { name: isText },
};

/**
 * The frame in these bytes; null when its type is unknown, or it is a welcome of another protocol: then page and server differ.
 * Throws an Error on bytes that are no frame.
 */
export function decodeFrame(bytes: ArrayBuffer): ServerFrame | null {
  const value: unknown = decode(new Uint8Array(bytes));
  if (!hasFields(value) || typeof value["type"] !== "string") throw new TypeError("not a frame");
  const { type } = value;
  if (!Object.prototype.hasOwnProperty.call(SHAPES, type)) return null;
  if (type === "welcome" && isWhole(value["protocol"]) && value["protocol"] !== PROTOCOL) return null;
  const shape: { readonly [field: string]: Check } = SHAPES[type as ServerFrame["type"]];
  for (const [field, fits] of Object.entries(shape)) {
    // Own fields only: what is not there is not to be found further up.
    if (!Object.prototype.hasOwnProperty.call(value, field) || !fits(value[field])) {
      throw new TypeError(`not a frame: ${type}.${field}`);
    }
  }
  return value as unknown as ServerFrame;
}

/** Why a frame cannot go out: it is more than the server takes, which would close the connection, or it is nothing that bytes can hold. */
export type Unsendable = "too_long" | "invalid";

/** The bytes of a frame, every text in it well-formed; or why there are none. */
export function encodeFrame(frame: ClientFrame): Uint8Array<ArrayBuffer> | Unsendable {
  try {
    const bytes = encode(wellFormed(frame), { ignoreUndefined: true });
    return bytes.length > MAX_FRAME_BYTES ? "too_long" : bytes;
  } catch (error) {
    console.error("a frame could not be encoded", error);
    return "invalid";
  }
}

/** Half a character, as is left of an emoji that was cut. No UTF-8 can hold it, and the server could read nothing of its frame. */
const HALF = /[\uD800-\uDFFF]/gu;

/** The same with U+FFFD for every half character, as `String.prototype.toWellFormed` has it, which old phones lack. */
function wellFormed(value: unknown): unknown {
  if (typeof value === "string") return value.replace(HALF, "\uFFFD");
  if (Array.isArray(value)) return value.map(wellFormed);
  if (!hasFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, wellFormed(one)]));
}
