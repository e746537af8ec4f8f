# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The wire as AsyncAPI 3.0 describes it, made from the classes of which the client's types are made (`board.typescript`)."""

import json
from functools import lru_cache
from typing import Any, get_args

import msgspec

from board.below import at
from sessions.model.codes import FINAL, Close
from sessions.model.viewer import HELD_ROLES
from sessions.wire.frames import PROTOCOL, SUBPROTOCOL, ClientFrame, ServerFrame

_ABOUT = (
    "Frames of a board: MessagePack, each a map whose `type` says which it is. The first frame of a page is `hello`, and the "
    "first answer `welcome` with the whole view. Where WebSockets are blocked the same frames go by POST and come as server-sent "
    "events in Base64: /openapi.json. This is the board's own wire, not an interface for others: it changes with the pages, "
    "which are told to load again when their protocol is another one."
)
_MEDIA = "application/msgpack"


def asyncapi() -> bytes:
    """The description, as JSON. A frame or command is in it by being in the union that the server reads or writes."""
    return _described(at("/ws/{session}/{role}"))


@lru_cache(maxsize=1)
def _described(address: str) -> bytes:
    received, sent = get_args(ClientFrame), get_args(ServerFrame)
    _, schemas = msgspec.json.schema_components([*received, *sent], ref_template="#/components/schemas/{name}")
    names = [each.__name__ for each in (*received, *sent)]
    document = {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Waardenbord",
            "version": f"{PROTOCOL}.0.0",
            "description": _ABOUT,
            "license": {"name": "EUPL-1.2"},
        },
        "defaultContentType": _MEDIA,
        "channels": {
            "board": {
                "address": address,
                "title": "A board",
                "description": f"Subprotocol `{SUBPROTOCOL}`. Closed with " + "; ".join(_endings()),
                "parameters": {
                    "session": {"description": "Id of the workshop"},
                    "role": {"description": "Whose board", "enum": list(HELD_ROLES)},
                },
                "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
                "bindings": {"ws": {"method": "GET"}},
            }
        },
        "operations": {
            "take": _operation("receive", "What a page sends", received),
            "tell": _operation("send", "What the server sends", sent),
        },
        "components": {
            "messages": {
                each.__name__: {
                    "name": str(each.__struct_config__.tag),
                    "contentType": _MEDIA,
                    "summary": " ".join((each.__doc__ or "").split()),
                    "payload": {"$ref": f"#/components/schemas/{each.__name__}"},
                }
                for each in (*received, *sent)
            },
            "schemas": _plain(schemas),
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _endings() -> list[str]:
    return [f"{each.value} ({each.name.lower().replace('_', ' ')}{', for good' if each in FINAL else ''})" for each in Close]


def _operation(action: str, summary: str, frames: tuple[type[msgspec.Struct], ...]) -> dict[str, Any]:
    messages = [{"$ref": f"#/channels/board/messages/{each.__name__}"} for each in frames]
    return {"action": action, "channel": {"$ref": "#/channels/board"}, "summary": summary, "messages": messages}


def _plain(schema: Any) -> Any:
    """A schema with discriminators as AsyncAPI has them: the name of the field alone."""
    if isinstance(schema, list):
        return [_plain(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: _plain(each) for name, each in schema.items()}
    told = found.get("discriminator")
    if isinstance(told, dict) and "propertyName" in told and "mapping" in told:
        found["discriminator"] = told["propertyName"]
    return found
