// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * The second way to the server, for a network that lets no WebSocket through: frames come as server-sent events in one answer that
 * does not end, and go by requests of their own (server/live/streams.py). To what stands above it it is a socket like the other.
 */

import { decode } from "@msgpack/msgpack";
import { CLOSE } from "../../protocol.gen";
import type { Place } from "./place";
import type { Socket, SocketEvents, World } from "./socket";

/** The server says something every ten seconds; whoever hears nothing for longer has lost his stream. */
const SILENT_MS = 25_000;
/** A deadline this much late means that the page was frozen: what was said meanwhile may lie waiting. */
const FROZEN_MS = 5_000;
const ABNORMAL = 1006;
/** Against a policy: what stands between page and server will not have this frame. */
const AGAINST_POLICY = 1008;
const REFUSING: ReadonlySet<number> = new Set([400, 403, 413, 415, 422]);

export type StreamWorld = Pick<World, "now" | "later">;

export class Stream implements Socket {
  readonly #url: string;
  readonly #protocols: string;
  readonly #events: SocketEvents;
  readonly #world: StreamWorld;
  readonly #place: Place;
  readonly #abort = new AbortController();
  #page = "";
  #over = false;
  #heardAt = 0;
  #cancelWatch: () => void = () => {};
  #hasPlace = false;

  /** `url` is where streams are asked for, `place` the page's own. The first frame that is sent has to be the hello. */
  constructor(url: string, protocols: readonly string[], events: SocketEvents, world: StreamWorld, place: Place) {
    this.#url = url;
    this.#protocols = protocols.join(", ");
    this.#events = events;
    this.#world = world;
    this.#place = place;
  }

  send(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#over) return;
    if (this.#page === "") void this.#open(bytes);
    else void this.#post(bytes);
  }

  close(): void {
    this.#over = true;
    this.#cancelWatch();
    if (this.#hasPlace) this.#place.leave();
    this.#hasPlace = false;
    this.#abort.abort();
  }

  async #open(hello: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#page = (decode(hello) as { client_id: string }).client_id;
    try {
      this.#hasPlace = true;
      if (!(await this.#place.enter())) return this.#end(CLOSE.TOO_MANY_PAGES);
      const answer = await this.#ask(this.#url, hello);
      if (!answer.ok || answer.body === null) return this.#end(ABNORMAL);
      this.#heardAt = this.#world.now();
      this.#watch();
      await this.#read(answer.body.getReader());
    } catch {
      // Broken, as a socket breaks.
    }
    this.#end(ABNORMAL);
  }

  async #read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let pieces: string[] = [];
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.#heardAt = this.#world.now();
      const piece = decoder.decode(value, { stream: true });
      const before = pieces.at(-1)?.slice(-1) ?? "";
      pieces.push(piece);
      // A large frame comes in many pieces: it is put together once, when its end is there.
      if (!(before + piece).includes("\n\n")) continue;
      const events = pieces.join("").split("\n\n");
      pieces = [events.pop() ?? ""];
      for (const event of events) this.#take(event);
    }
  }

  #take(event: string): void {
    const data = /^data: (.*)$/m.exec(event)?.[1];
    // A comment: a sign of life.
    if (this.#over || data === undefined) return;
    if (event.startsWith("event: close")) return this.#end(Number(data));
    this.#events.received(bytesOf(data));
  }

  /**
   * A command has effect once however often it comes, so what breaks while the stream lives is asked once more: a server closes idle
   * connections, and a browser sends no POST again by itself.
   */
  async #post(bytes: Uint8Array<ArrayBuffer>, isLast = false): Promise<void> {
    try {
      const answer = await this.#ask(`${this.#url}/doe`, bytes);
      if (!answer.ok) return this.#end(REFUSING.has(answer.status) ? AGAINST_POLICY : ABNORMAL);
      const frame = await answer.arrayBuffer();
      // It says nothing of how the first one ended: the next welcome does.
      if (isLast && isRefusal(frame)) return this.#end(ABNORMAL);
      if (!this.#over && frame.byteLength > 0) this.#events.received(frame);
    } catch {
      if (isLast) this.#end(ABNORMAL);
      else if (!this.#over) await this.#post(bytes, true);
    }
  }

  #ask(url: string, body: Uint8Array<ArrayBuffer>): Promise<Response> {
    const headers = {
      "content-type": "application/octet-stream",
      "waardenbord-protocol": this.#protocols,
      "waardenbord-page": this.#page,
    };
    return fetch(url, { method: "POST", body, headers, cache: "no-store", signal: this.#abort.signal });
  }

  #watch(): void {
    const due = this.#heardAt + SILENT_MS;
    this.#cancelWatch = this.#world.later(Math.max(0, due - this.#world.now()), () => {
      const late = this.#world.now() - due;
      if (this.#heardAt + SILENT_MS > due) this.#watch();
      else if (late > FROZEN_MS) {
        this.#heardAt = this.#world.now() - SILENT_MS + FROZEN_MS;
        this.#watch();
      } else this.#end(ABNORMAL);
    });
  }

  #end(code: number): void {
    if (this.#over) return;
    this.close();
    this.#events.closed(code);
  }
}

function isRefusal(frame: ArrayBuffer): boolean {
  return frame.byteLength > 0 && (decode(frame) as { type: string }).type === "refused";
}

function bytesOf(base64: string): ArrayBuffer {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes.buffer;
}
