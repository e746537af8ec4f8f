// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
// tldraw sync: a room in memory with a note for each person, tldraw's own schema. GET /schema tells the schema that clients name.
import { createServer } from "node:http"
import { InMemorySyncStorage, TLSocketRoom } from "@tldraw/sync-core"
import { createTLSchema, toRichText } from "@tldraw/tlschema"
import { WebSocketServer } from "ws"

const people = Number(process.argv[4])
const schema = createTLSchema()
const room = new TLSocketRoom({ schema, storage: new InMemorySyncStorage() })
room.storage.transaction((store) => {
  store.set("document:document", { gridSize: 10, name: "", meta: {}, id: "document:document", typeName: "document" })
  store.set("page:page", { meta: {}, id: "page:page", name: "Bord", index: "a1", typeName: "page" })
  for (let index = 0; index < people; index++) {
    const id = `shape:n${index}`
    const note = schema.types.shape.create({
      id,
      type: "note",
      x: index,
      y: 0,
      rotation: 0,
      index: `a${String(index + 1).padStart(3, "0")}V`,
      parentId: "page:page",
      isLocked: false,
      opacity: 1,
      props: {
        color: "yellow",
        labelColor: "black",
        size: "m",
        font: "sans",
        fontSizeAdjustment: null,
        align: "middle",
        verticalAlign: "middle",
        growY: 0,
        url: "",
        richText: toRichText(""),
        scale: 1,
        textLastEditedBy: "",
      },
      meta: {},
    })
    store.set(id, note)
  }
})

const server = createServer((_, answer) => answer.end(JSON.stringify(schema.serialize())))
const sockets = new WebSocketServer({ server, perMessageDeflate: false })
let count = 0
sockets.on("connection", (socket) => room.handleSocketConnect({ sessionId: `s${count++}`, socket }))
server.listen(Number(process.argv[2]), "127.0.0.1")
