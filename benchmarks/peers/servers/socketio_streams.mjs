// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
// socket.io with the adapter that hands events to other servers by a Redis stream, one room. Does not wait for the stream.
import { createAdapter } from "@socket.io/redis-streams-adapter"
import { createClient } from "redis"
import { Server } from "socket.io"

const client = createClient({ url: process.argv[3] })
await client.connect()
const io = new Server({ adapter: createAdapter(client) })
io.on("connection", (socket) => {
  socket.join("zaal")
  socket.on("edit", (told) => io.to("zaal").emit("edit", told))
})
io.listen(Number(process.argv[2]))
