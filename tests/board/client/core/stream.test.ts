// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { encode } from "@msgpack/msgpack";
import { Place } from "../../../../board/client/core/wire/place";
import { Stream } from "../../../../board/client/core/wire/stream";
import { FakeWorld } from "./world";

const HELLO = encode({ type: "hello", client_id: "page-1", protocol: 2, token: "", pending_n: 0 });

interface Asked {
  url: string;
  page: string;
  protocols: string;
  body: number;
}

/** A stream against a real HTTP server whose answers the test writes. */
async function against(answer: (asked: Asked, response: ServerResponse) => void) {
  const asked: Asked[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    let body = 0;
    request.on("data", (piece: Buffer) => (body += piece.length));
    request.on("end", () => {
      const { "waardenbord-page": page, "waardenbord-protocol": protocols } = request.headers;
      asked.push({ url: request.url ?? "", page: String(page), protocols: String(protocols), body });
      answer(asked.at(-1) as Asked, response);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const world = new FakeWorld();
  const heard: number[][] = [];
  let tell: () => void = () => {};
  let code = 0;
  const events = {
    opened: () => {},
    received: (bytes: ArrayBuffer) => {
      heard.push([...new Uint8Array(bytes)]);
      tell();
    },
    closed: (given: number) => {
      code = given;
      tell();
    },
  };
  const { port } = server.address() as AddressInfo;
  const protocols = ["waardenbord.v1", "waardenbord.for.p1"];
  const stream = new Stream(`http://127.0.0.1:${port}/stroom/s1/participant`, protocols, events, world, new Place());
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise<void>((go) => (tell = go));
  };
  const close = () => {
    stream.close();
    server.closeAllConnections();
    server.close();
  };
  return { stream, asked, heard, world, until, close, code: () => code };
}

const EVENT = (...bytes: number[]) => `data: ${Buffer.from(bytes).toString("base64")}\n\n`;

test("[WIR-16] frames come however they are cut, what is sent goes beside the stream, and its answer is a frame like the others", async () => {
  let streaming: ServerResponse | undefined;
  const line = await against((asked, response) => {
    if (asked.url.endsWith("/doe")) {
      if (asked.body === 1) response.writeHead(204).end();
      else response.writeHead(200).end(Buffer.from([9, 9]));
      return;
    }
    streaming = response.writeHead(200, { "content-type": "text/event-stream" });
    const text = `:  \n\n${EVENT(1, 2)}:\n\n${EVENT(3)}`;
    // Also in the middle of the end of an event.
    const cuts = [0, 9, text.indexOf("\n\n", 9) + 1, text.length - 1, text.length];
    cuts.slice(1).forEach((cut, at) => setTimeout(() => response.write(text.slice(cuts[at], cut)), 5 * at));
  });
  line.stream.send(HELLO);
  await line.until(() => line.heard.length === 2);
  line.stream.send(new Uint8Array([7]));
  line.stream.send(new Uint8Array([7, 7]));
  await line.until(() => line.heard.length === 3);
  assert.deepEqual(line.heard, [[1, 2], [3], [9, 9]]);
  const [opened, ...beside] = line.asked;
  assert.deepEqual(opened, { url: "/stroom/s1/participant", page: "page-1", protocols: "waardenbord.v1, waardenbord.for.p1", body: HELLO.length });
  assert.deepEqual(beside.map(({ url, page }) => [url, page]), Array(2).fill(["/stroom/s1/participant/doe", "page-1"]));
  streaming?.end("event: close\ndata: 4507\n\n");
  await line.until(() => line.code() !== 0);
  assert.equal(line.code(), 4507);
  line.close();
});

for (const [status, code] of [[503, 1006], [409, 1006], [403, 1008]] as const) {
  test(`[WIR-16] a command that is answered ${status} ends the stream with ${code}: the next one says why`, async () => {
    const line = await against((asked, response) => {
      if (asked.url.endsWith("/doe")) response.writeHead(status).end();
      else response.writeHead(200).write(EVENT(1));
    });
    line.stream.send(HELLO);
    await line.until(() => line.heard.length === 1);
    line.stream.send(new Uint8Array([7]));
    await line.until(() => line.code() !== 0);
    assert.equal(line.code(), code);
    line.close();
  });
}

test("[WIR-16] a command whose connection broke is sent once more on another one, and the stream stays", async () => {
  let times = 0;
  const line = await against((asked, response) => {
    if (!asked.url.endsWith("/doe")) response.writeHead(200).write(EVENT(1));
    else if ((times += 1) === 2) response.writeHead(200).end(Buffer.from([9]));
    else response.destroy();
  });
  line.stream.send(HELLO);
  await line.until(() => line.heard.length === 1);
  line.stream.send(new Uint8Array([7]));
  await line.until(() => line.heard.length === 2);
  line.stream.send(new Uint8Array([7]));
  await line.until(() => line.code() !== 0);
  assert.deepEqual([times, line.heard, line.code()], [4, [[1], [9]], 1006]);
  line.close();
});

test("[WIR-16] a command that was sent once more and is refused may have been carried out the first time: the next welcome tells", async () => {
  let times = 0;
  const line = await against((asked, response) => {
    if (!asked.url.endsWith("/doe")) response.writeHead(200).write(EVENT(1));
    else if ((times += 1) === 2) response.end(encode({ type: "refused", n: 1, code: "rate", field: "", retriable: true, client_id: "" }));
    else response.destroy();
  });
  line.stream.send(HELLO);
  await line.until(() => line.heard.length === 1);
  line.stream.send(new Uint8Array([7]));
  await line.until(() => line.code() !== 0 || line.heard.length > 1);
  const code = line.code();
  line.close();
  assert.deepEqual([times, line.heard, code], [2, [[1]], 1006]);
});

test("[WIR-16] a stream that falls silent is given up, and one that only seems so after a sleep is not", async () => {
  let streaming: ServerResponse | undefined;
  const line = await against((_, response) => (streaming = response.writeHead(200)).write(EVENT(1)));
  line.stream.send(HELLO);
  await line.until(() => line.heard.length === 1);
  line.world.pass(20_000);
  streaming?.write(EVENT(2));
  await line.until(() => line.heard.length === 2);
  line.world.pass(20_000);
  assert.equal(line.code(), 0);
  line.world.freeze(60_000);
  line.world.pass(1_000);
  assert.equal(line.code(), 0);
  streaming?.write(EVENT(3));
  await line.until(() => line.heard.length === 3);
  line.world.pass(24_000);
  assert.equal(line.code(), 0);
  line.world.pass(2_000);
  assert.equal(line.code(), 1006);
  line.close();
});
