// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
// Hocuspocus with its Redis extension. Keeps the document in memory; nothing is stored before others hear of it.
import { Redis } from "@hocuspocus/extension-redis"
import { Server } from "@hocuspocus/server"

const store = new URL(process.argv[3])
const server = new Server({
  address: "127.0.0.1",
  port: Number(process.argv[2]),
  quiet: true,
  extensions: [new Redis({ host: store.hostname, port: Number(store.port) })],
})
await server.listen()
