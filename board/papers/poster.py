# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A fixed poster as a paper to set: all its words, in the language of its workshop."""

from typing import Any, Literal, get_args

from msgspec import Struct

from board.credits import worded
from board.pages import HASH_CHARS_SHOWN
from board.papers.glyphs import Setting
from board.papers.look import PLAIN, Look
from board.papers.typesetting import Attached, Paper
from board.qr import qr_svg
from board.rendering import macro
from board.spreads import spreads
from sessions.material.credit import Credit
from sessions.material.framework import FOUNDATION_IDS
from sessions.material.text import closed
from sessions.topics.poster import ActionLine, PosterContent

File = Literal["a3.pdf", "a1.pdf", "png", "svg"]
FILES: tuple[File, ...] = get_args(File)
_COLUMNS = ("action", "holder", "monitor", "term")


class FixedPoster(Struct, frozen=True):
    """A snapshot and what stands around it. `day` is that of the workshop as people read it, `fixed_day` the day on which it was
    made final (ISO 8601), `made_at` the same as people read it. `canonical` is the JSON that `sha256` is over. At `status_url`
    everybody reads what became of it; empty for none.
    """

    content: PosterContent
    values: Credit
    script: Credit
    day: str
    version: int
    sha256: str
    canonical: str
    fixed_day: str
    made_at: str
    status_url: str = ""


def poster_paper(poster: FixedPoster, file: File, look: Look = PLAIN) -> Paper:
    """What to set for one file of a poster."""
    return _Writer(poster, look).paper(file)


class _Writer:
    def __init__(self, poster: FixedPoster, look: Look) -> None:
        self._poster = poster
        self._look = look
        self._lang = poster.content.language
        self._set = Setting()

    def paper(self, file: File) -> Paper:
        poster, content = self._poster, self._poster.content
        title = self._said("file_title", content.title)
        columns = [self._column(foundation) for foundation in FOUNDATION_IDS]
        data: dict[str, Any] = {
            "lang": self._lang,
            "title_of_file": title,
            "author": self._set(content.organisation) or "Waardenbord",
            "day": poster.fixed_day,
            "above": self._set(", ".join(part for part in (content.script, content.organisation, poster.day) if part)),
            "title": self._set(content.title),
            "seal": {"word": self._said("word", "final"), "version": self._said("version", poster.version)},
            "columns": columns,
            "spreads": spreads([len(column["values"]) for column in columns]),
            "no_value": self._said("word", "no_value"),
            "tensions": [
                {
                    "label": self._said("word", "tension"),
                    "sides": self._said("sides", tension),
                    "choice_label": self._said("word", "choice") if tension.choice else "",
                    "choice": self._said("choice", tension),
                }
                for tension in content.tensions
            ],
            "actions_heading": self._said("word", "actions"),
            "actions_header": [self._set(macro("workshop_parts.html", "action_field", self._lang, name)) for name in _COLUMNS],
            "actions": [self._action(action) for action in content.actions],
            "no_action": self._said("word", "no_action"),
            "open": self._said("word", "open"),
            "checklist_heading": self._said("word", "checklist"),
            "checklist": [
                {
                    "answered": bool(line.done or line.answer),
                    "question": self._set(line.question),
                    "answer": self._said("answer", line),
                }
                for line in content.checklist
            ],
            "decision_label": self._said("word", "decision"),
            "decision": self._said("decision", content.decision),
            "status": self._status(),
            "sheet_of": self._said("sheet_of", {"n": "{n}", "all": "{all}"}),
        }
        proof = self._said("proof", {"made_at": poster.made_at, "hash": poster.sha256[:HASH_CHARS_SHOWN]})
        credited = [self._said("credit", worded(credit, self._lang)) for credit in (poster.values, poster.script)]
        replaced = [self._said("replaced", self._set.replaced)] if self._set.replaced else []
        data["small"] = [line for line in (*credited, proof, *replaced) if line]
        return Paper(
            "poster",
            data,
            layout="image" if file in ("png", "svg") else file.removesuffix(".pdf"),
            form="png" if file == "png" else "svg" if file == "svg" else "pdf",
            attached=(Attached("poster.json", self._said("word", "attached"), poster.canonical),),
            name=f"{title}, {data['seal']['version']}",
            told=_told(data),
        )

    def _status(self) -> dict[str, str] | None:
        url = self._poster.status_url
        if not url:
            return None
        picture = str(qr_svg(url, title="")).replace("currentColor", self._look.ink)
        return {"qr": picture, "url": url, "name": self._said("word", "status"), "told": self._said("word", "status_told")}

    def _said(self, name: str, value: object) -> str:
        return self._set(macro("poster_parts.html", name, self._lang, value))

    def _foundation(self, foundation: str) -> str:
        return self._set(macro("workshop_parts.html", "foundation_name", self._lang, foundation))

    def _column(self, foundation: str) -> dict[str, Any]:
        values = [value for value in self._poster.content.values if value.foundation == foundation]
        return {
            "id": foundation,
            "name": self._foundation(foundation),
            "values": [
                {"name": self._set(each.name), "meaning": self._set(each.meaning), "marks": self._said("under_value", each)}
                for each in values
            ],
        }

    def _action(self, action: ActionLine) -> dict[str, str]:
        return {
            "foundation": action.foundation,
            "foundation_name": self._foundation(action.foundation),
            "action": self._set(action.action),
            "marks": self._said("under_action", action),
            "holder": self._set(action.holder),
            "monitor": self._set(action.monitor),
            "term": self._set(action.term),
        }


def _told(data: dict[str, Any]) -> str:
    """Everything that stands on the picture, a line each."""
    lines = [data["above"], data["title"]]
    for column in data["columns"]:
        values = [_sentence(each["name"], each["meaning"], each["marks"]) for each in column["values"]]
        lines += [f"{column['name']}:", *(values or [data["no_value"]])]
    lines += [_sentence(f"{each['label']} {each['sides']}", each["choice_label"], each["choice"]) for each in data["tensions"]]
    lines.append(f"{data['actions_heading']}:")
    header = data["actions_header"][1:]
    for each in data["actions"]:
        cells = zip(header, (each["holder"], each["monitor"], each["term"]), strict=True)
        told = [f"{name}: {cell or data['open']}" for name, cell in cells]
        lines.append(_sentence(each["foundation_name"], each["action"], each["marks"], *told))
    if not data["actions"]:
        lines.append(data["no_action"])
    lines += [f"{data['checklist_heading']}:", *(_sentence(each["question"], each["answer"]) for each in data["checklist"])]
    status = [_sentence(data["status"]["name"], data["status"]["told"], data["status"]["url"])] if data["status"] else []
    return "\n".join([*lines, f"{data['decision_label']} {data['decision']}", *status, *data["small"]])


def _sentence(*parts: str) -> str:
    return " ".join(closed(part) for part in parts if part)
