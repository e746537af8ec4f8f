# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How files look: the colours of the printed poster and the logo, our own or those of a theme."""

from typing import Any, Literal

from msgspec import Struct


class Look(Struct, frozen=True):
    """Colours as `#RRGGBB`, by the names of the tokens of the projector and the printed poster (static/css/base/tokens.css); a
    test holds these defaults to them. `logo` is a picture of the kind `logo_kind`, empty for none, `logo_wide` how many times
    wider than high it is, and `logo_alt` what it says.
    """

    ink: str = "#16203A"
    ink_2: str = "#383F52"
    line: str = "#5C5F69"
    hair: str = "#D3CDBF"
    note: str = "#FFFEFB"
    democratie: str = "#8A2F04"
    democratie_on: str = "#FFFEFB"
    democratie_soft: str = "#FBE7D8"
    rechtsstaat: str = "#163F7C"
    rechtsstaat_on: str = "#FFFEFB"
    rechtsstaat_soft: str = "#E1EAF7"
    bestuurskracht: str = "#054638"
    bestuurskracht_on: str = "#FFFEFB"
    bestuurskracht_soft: str = "#DCEEE5"
    logo: bytes = b""
    logo_kind: Literal["svg", "png"] = "svg"
    logo_alt: str = ""
    logo_wide: float = 1.0

    def colour(self, name: str) -> str:
        """A colour by the name of its token, for instance `democratie-soft`."""
        found: str = getattr(self, name.replace("-", "_"))
        return found

    def data(self) -> dict[str, Any]:
        """For the typesetter: the colours by the names of their tokens, and the logo (a drawing as text)."""
        colours = {name.replace("_", "-"): getattr(self, name) for name in COLOURS}
        content: object = self.logo.decode("utf-8-sig") if self.logo_kind == "svg" else list(self.logo)
        logo = {"content": content, "kind": self.logo_kind, "alt": self.logo_alt, "wide": self.logo_wide}
        return {**colours, "logo": logo if self.logo else None}


COLOURS = tuple(name for name in Look.__struct_fields__ if not name.startswith("logo"))
"""The fields that are colours."""
PLAIN = Look()
"""Our own."""
