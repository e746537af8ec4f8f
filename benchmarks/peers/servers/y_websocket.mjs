// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
// y-websocket's own server, as its package brings it. Keeps the document in memory.
process.env.HOST = "127.0.0.1"
process.env.PORT = process.argv[2]
await import("@y/websocket-server/server")
