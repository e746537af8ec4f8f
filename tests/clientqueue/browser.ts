// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * As much of a browser as the client's core uses, so that the shipped modules run in Node as they are. Time runs `SPEED` times as
 * fast for them: their patience of ten seconds then ends after two, and a run of many faults fits in minutes.
 */

import { join } from "node:path";
import { localStorageIn } from "./disk";

export interface Surroundings {
  /** Where people reach the server, without a path. */
  base_url: string;
  /** What this device keeps. */
  folder: string;
  /** How much faster than real time goes by for the page. */
  speed: number;
  /** Whether the browser has Web Locks. */
  locks: boolean;
}

let cookie = "";
let hushed = false;
let origin = "";

/** Do something as the person with this cookie: sockets that are opened meanwhile carry it. */
export function withCookie<T>(value: string, act: () => T): T {
  cookie = value;
  try {
    return act();
  } finally {
    cookie = "";
  }
}

/** Put the globals in place. Call once, before anything of the client runs. */
export function makeBrowser({ base_url, folder, speed, locks }: Surroundings): void {
  const address = new URL(base_url);
  origin = address.origin;
  give("location", { protocol: address.protocol, host: address.host });
  give("addEventListener", () => undefined);
  give("localStorage", localStorageIn(join(folder, "local")));
  give("WebSocket", socketWithCookie());
  give("navigator", locks ? navigator : {});
  const now = Date.now.bind(Date);
  const every = setInterval;
  // The lease counts in these; every process of a device counts alike.
  Date.now = () => now() * speed;
  // A page gives its signs of life by it, and nothing else.
  give("setInterval", (what: () => void, ms: number) => every(() => (hushed ? undefined : what()), ms / speed));
}

/** As a browser does with a page in the background: its regular signs of life do not come any more. */
export function giveNoSign(): void {
  hushed = true;
}

/** Put a global in place. */
export function give(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

function socketWithCookie(): unknown {
  // Node's own takes headers where a browser's takes the subprotocols alone.
  const Plain = globalThis.WebSocket as unknown as new (url: string, options: object) => WebSocket;
  return class extends Plain {
    constructor(url: string, protocols: string[]) {
      super(url, { protocols, headers: { cookie, origin } });
    }
  };
}
