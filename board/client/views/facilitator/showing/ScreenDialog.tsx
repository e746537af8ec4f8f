// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the room sees, large enough to read; something else for it, and its pages. */

import { useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { MAX_SCREEN_PAGE, type ShowingRecord, type ShownStage } from "../../../protocol.gen";
import { previewShown, SCREEN_SHAPES, screenShape, type ScreenShape } from "../../parts/preferences";
import { CHOICES, stageName } from "../../room/showing";
import { ask } from "../console/asking";
import { Choice } from "../console/Choice";
import { Dialog } from "../console/Dialog";
import { choosing } from "./choosing";
import { Now } from "./Now";
import { Preview } from "./Preview";

export function ScreenDialog() {
  const close = () => (choosing.value = false);
  return (
    <Dialog title={t("On the screen")} wide onClose={close}>
      <div class="codio-showing">
        <Now />
        <Preview />
        <div class="codio-showing__choices">
          <Picker />
          <Pages />
          <Choice
            id="screen-shape"
            label={t("Shape of the screen in the room")}
            value={screenShape.value}
            options={SCREEN_SHAPES.map((shape) => ({ id: shape, name: shape.replace(":", " : ") }))}
            onPick={(shape) => (screenShape.value = shape as ScreenShape)}
          />
        </div>
        <label class="codio-showing__gong">
          <input type="checkbox" checked={previewShown.value} onChange={(event) => (previewShown.value = event.currentTarget.checked)} />
          <span>{t("Keep it in sight, small beside the time")}</span>
        </label>
      </div>
      <div class="codio-dialog__actions">
        <button type="button" class="codio-button codio-button--main" onClick={close}>
          {t("Close")}
        </button>
      </div>
    </Dialog>
  );
}

function Picker() {
  const board = useBoard();
  // What the room sees is chosen when the dialog opens: whoever presses without choosing changes nothing.
  const [picked, setPicked] = useState(() => chosen(board.showing.peek()));
  const tables = board.run.value ? board.tables.value : [];
  const options = [
    { id: "step", name: t("Follow the step") },
    ...CHOICES.map((stage) => ({ id: stage as string, name: stageName(stage) })),
    ...tables.map((table) => ({ id: `table:${table.id}`, name: t("Sheet of {table}", { table: board.tableName(table) }) })),
  ];
  const show = (id: string, name: string) => {
    const [stage, table_id = ""] = id.split(":");
    void ask(board, { type: "show_on_screen", stage: stage as ShownStage, table_id, page: 0 }, name);
  };
  const follow = () => show("step", t("The screen follows the step again"));
  const name = options.find((one) => one.id === picked)?.name ?? "";
  return (
    <div class="codio-showing__pages">
      <Choice id="show" label={t("Show something else")} value={picked} options={options} onPick={setPicked} />
      <div class="codio-button-row">
        <button type="button" class="codio-button codio-button--line" onClick={() => (picked === "step" ? follow() : show(picked, t("On the screen: {name}", { name })))}>
          {t("Show it")}
        </button>
        {(board.showing.value?.stage ?? "step") !== "step" && (
          <button type="button" class="codio-button codio-button--line" onClick={(event) => {
            focusBefore(event.currentTarget);
            follow();
          }}>
            {t("Follow the step")}
          </button>
        )}
      </div>
    </div>
  );
}

function chosen(showing: ShowingRecord | null): string {
  if (!showing) return "step";
  return showing.table_id ? `table:${showing.table_id}` : showing.stage;
}

/** The focus of a button that goes when it is pressed: to the one before it, which stays. */
function focusBefore(button: HTMLElement): void {
  if (button.previousElementSibling instanceof HTMLElement) button.previousElementSibling.focus();
}

/** The screen alone knows how many pages it needs; beyond the last one it begins again. */
function Pages() {
  const board = useBoard();
  const { stage = "step", table_id = "", page = 0 } = board.showing.value ?? {};
  const turn = (to: number, said: string) => void ask(board, { type: "show_on_screen", stage, table_id, page: to }, said);
  return (
    <div class="codio-showing__pages" role="group" aria-label={t("What does not fit on one page")}>
      <p class="codio-small codio-soft">{page === 0 ? t("More pages turn by themselves.") : t("The screen stays on the page that you turned to.")}</p>
      <div class="codio-button-row">
        <button type="button" class="codio-button codio-button--line codio-button--tiny" aria-disabled={page === 1} onClick={() => page !== 1 && turn(Math.max(1, page - 1), t("A page back on the screen"))}>
          {t("Page back")}
        </button>
        <button
          type="button"
          class="codio-button codio-button--line codio-button--tiny"
          onClick={() => turn(page >= MAX_SCREEN_PAGE ? 1 : Math.max(2, page + 1), t("A page further on the screen"))}
        >
          {t("Page further")}
        </button>
        {page > 0 && (
          <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={(event) => {
            focusBefore(event.currentTarget);
            turn(0, t("The pages turn by themselves"));
          }}>
            {t("By itself")}
          </button>
        )}
      </div>
    </div>
  );
}
