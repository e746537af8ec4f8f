// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What stands in a note's menu: first columns, then places, stacks, choosing, and hiding. */

import { t } from "../../core/i18n";
import type { Board, NoteView } from "../../core/api";
import { choose, hide, layOn, moveTo, othersIn, takeOff } from "./moves";
import { gather, inColumn, placeOf } from "./stacks";
import type { MenuGroup, MenuItem } from "../parts/MenuList";
import type { Asking, NoteTools } from "./tools";
import { FOUNDATIONS } from "../../core/foundations";
import { noteTitle } from "./words";

export type MenuPage = "main" | "place" | "with";

interface Situation {
  board: Board;
  scope: readonly NoteView[];
  note: NoteView;
  stack: readonly NoteView[];
  tools: NoteTools;
  page: MenuPage;
  setPage(page: MenuPage): void;
  setAsking(asking: Asking): void;
}

export function menuGroups(now: Situation): readonly MenuGroup[] {
  if (now.page === "place") return [placesAfter(now)];
  if (now.page === "with") return [others(now)];
  return [columns(now), here(now), decide(now)].filter((group) => group.items.length > 0);
}

function columns({ board, scope, note, tools }: Situation): MenuGroup {
  const items = FOUNDATIONS.filter((id) => tools.move && id !== note.column).map((column) => ({
    key: column,
    label: board.content.foundationName(column),
    stamp: column,
    act: () => void moveTo(board, scope, note, column, othersIn(scope, column, note).length),
  }));
  return { label: t("Move to"), items };
}

function here({ board, scope, note, stack, tools, setPage }: Situation): MenuGroup {
  const items: MenuItem[] = [];
  const stacks = gather(inColumn(scope, note.column));
  const place = placeOf(note, stacks);
  const last = stacks.length - 1;
  const go = (to: number) => () => void moveTo(board, scope, note, note.column, to);
  const spot = (to: number) => t("place {place}", { place: to + 1 });
  if (tools.move && note.order && place >= 0) {
    if (place > 0) items.push({ key: "top", label: t("To the top"), hint: spot(0), icon: "move", up: true, act: go(0) });
    if (place > 1) items.push({ key: "up", label: t("One up"), hint: spot(place - 1), icon: "move", up: true, act: go(place - 1) });
    if (place < last - 1) items.push({ key: "down", label: t("One down"), hint: spot(place + 1), icon: "down", act: go(place + 1) });
    if (place < last) items.push({ key: "end", label: t("To the bottom"), hint: spot(last), icon: "down", act: go(last) });
    if (last > 2) items.push({ key: "place", label: t("After another note…"), icon: "next", stays: true, act: () => setPage("place") });
  }
  if (tools.stack && note.order) {
    const hasOthers = gather(sameKind(scope, note)).length > 1;
    if (hasOthers) items.push({ key: "with", label: t("Lay with another note…"), icon: "group", stays: true, act: () => setPage("with") });
    const rest = stack.find((member) => member.id !== note.id);
    if (rest) items.push({ key: "off", label: t("Take off the stack"), icon: "undo", act: () => void takeOff(board, note, rest) });
  }
  return { label: t("In this column"), items };
}

function decide({ board, note, tools, setAsking }: Situation): MenuGroup {
  const items: MenuItem[] = [];
  if (tools.choose && note.order && !note.hidden) {
    if (note.verdict !== "chosen") items.push({ key: "choose", label: t("Choose, with a reason…"), icon: "check", act: () => setAsking("chosen") });
    if (note.verdict !== "set_aside") items.push({ key: "aside", label: t("Set aside, with a reason…"), icon: "aside", act: () => setAsking("set_aside") });
    if (note.verdict !== null) items.push({ key: "back", label: t("Back on the table"), icon: "undo", act: () => void choose(board, note, null, "") });
  }
  if (tools.hide) {
    const label = note.hidden ? t("Show again") : t("Hide from the others");
    items.push({ key: "hide", label, icon: "off", act: () => void hide(board, note, !note.hidden) });
  }
  items.push(...(tools.menu?.(note) ?? []));
  return { label: t("Decide"), items };
}

function placesAfter({ board, scope, note }: Situation): MenuGroup {
  const items = othersIn(scope, note.column, note).map((other, at) => ({
    key: other.id,
    label: noteTitle(board, other.top),
    hint: t("place {place}", { place: at + 2 }),
    act: () => void moveTo(board, scope, note, note.column, at + 1),
  }));
  return { label: t("Put it after"), items };
}

function others({ board, scope, note }: Situation): MenuGroup {
  const items = gather(sameKind(scope, note))
    .filter((other) => !other.notes.some((member) => member.id === note.id))
    .map((other) => ({
      key: other.id,
      label: noteTitle(board, other.top),
      stamp: other.top.column,
      act: () => void layOn(board, note, other.top),
    }));
  return { label: t("Lay it with"), items };
}

function sameKind(scope: readonly NoteView[], note: NoteView): readonly NoteView[] {
  return scope.filter((other) => other.content.type === note.content.type && other.order !== "");
}
