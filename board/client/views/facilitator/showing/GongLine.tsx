// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A gong at the end of a time: off until this device is asked for it. Its sign stands at the clock (GongSign.tsx). */

import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { Icon } from "../../parts/Icon";
import { gongOn } from "../../parts/preferences";
import { milestone, timerState } from "../../timer/timer-state";
import { strike, unlock } from "./gong";
import { struck } from "./GongSign";

/** How long the sign stays after the gong, when the room does not go on before. */
const SIGN_MS = 10_000;

export function GongLine() {
  const sign = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEndOfTime(() => {
    if (!gongOn.peek()) return;
    struck.value = strike() ? "heard" : "silent";
    clearTimeout(sign.current);
    sign.current = setTimeout(() => (struck.value = ""), SIGN_MS);
  });
  // Browsers let a page sound only after somebody did something on it; after a reload that can be anything.
  useEffect(() => {
    const pressed = () => gongOn.peek() && unlock();
    addEventListener("pointerdown", pressed);
    addEventListener("keydown", pressed);
    return () => {
      removeEventListener("pointerdown", pressed);
      removeEventListener("keydown", pressed);
    };
  }, []);
  return (
    <>
      <label class="codio-showing__gong">
        <input
          type="checkbox"
          checked={gongOn.value}
          onChange={(event) => {
            gongOn.value = event.currentTarget.checked;
            if (gongOn.value) strike({ byHand: true });
          }}
        />
        <Icon name="bell" inline />
        <span>{t("Gong on this device when the time is up")}</span>
      </label>
    </>
  );
}

function useEndOfTime(ended: () => void): void {
  const board = useBoard();
  const before = useRef({ run: "", left: 0 });
  useSignalEffect(() => {
    void board.tick.value;
    const run = board.run.value;
    const leaf = board.leaf.value;
    if (!run || !leaf) return;
    const { left_ms: left } = timerState(run, leaf.minutes, board.now(), board.workshop.value?.minute_ms);
    const old = before.current;
    before.current = { run: run.id, left };
    if (old.run !== run.id) struck.value = "";
    else if (milestone(old.left, left) === 0) ended();
  });
}
