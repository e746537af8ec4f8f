# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The client's types are those of the server."""

from pathlib import Path

import pytest

from board import typescript


def test_the_generated_types_are_those_of_the_messages() -> None:
    """[WIR-12]"""
    """Message classes and the client's file never differ."""
    assert typescript.OUTPUT.read_text(encoding="utf-8") == typescript.generate(), "run `python -m board.typescript`"


def test_generating_twice_gives_the_same_bytes() -> None:
    """A rebuild changes nothing by itself."""
    assert typescript.generate() == typescript.generate()


def test_a_field_with_a_default_may_be_left_out_by_the_client_only() -> None:
    """The server writes every field, so what it sends is complete."""
    text = typescript.generate()
    add_note = text.split("export interface AddNote {")[1].split("}")[0]
    settled = text.split("export interface Settled {")[1].split("}")[0]
    assert "behalf?: string;" in add_note
    assert "code: string;" in settled


def test_a_literal_union_has_a_name_of_its_own() -> None:
    """Views can speak of a `FoundationId` instead of three strings."""
    text = typescript.generate()
    assert "column: FoundationId;" in text
    assert "verdict: Verdict | null;" in text
    assert "content: NoteContent;" in text
    assert "speaks_for: readonly NoteKind[];" in text


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "format": "date-time"},
        {"type": "object"},
        {"type": "object", "additionalProperties": {"oneOf": [{"type": "string"}]}},
        {"enum": ["nobody", "named", "this"]},
        {"oneOf": [{"type": "string"}]},
        {"type": "array", "prefixItems": [{"type": "string"}]},
        {},
    ],
)
def test_an_unknown_construct_stops_the_build(schema: dict[str, object]) -> None:
    """A type that is guessed would be worse than none."""
    with pytest.raises(typescript.UnknownSchemaError, match=r"Note\.field"):
        typescript._type_of(schema, "Note.field")


def test_check_says_that_the_file_is_stale_and_writes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--check` is for CI; it leaves the tree as it is."""
    stale = tmp_path / "protocol.gen.ts"
    stale.write_text("old", encoding="utf-8")
    monkeypatch.setattr(typescript, "OUTPUT", stale)
    assert typescript.main(["--check"]) == 1
    assert stale.read_text(encoding="utf-8") == "old"
    assert "stale" in capsys.readouterr().err
    assert typescript.main([]) == 0
    assert typescript.main(["--check"]) == 0
