// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A gong at the end of a time: off until this device is asked for it, and seen as well as heard. */

import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { Icon } from "../../parts/Icon";
import { gongOn } from "../../parts/preferences";
import { milestone, timerState } from "../../timer/timer-state";
import { strike, unlock } from "./gong";

/** How long the sign stays after the gong. */
const SIGN_MS = 10_000;

export function GongLine() {
  const [struck, setStruck] = useState(0);
  const [silent, setSilent] = useState(false);
  useEndOfTime(() => {
    if (!gongOn.peek()) return;
    setStruck((n) => n + 1);
    setSilent(!strike());
  });
  useEffect(() => {
    if (struck === 0) return undefined;
    const sign = setTimeout(() => setStruck(0), SIGN_MS);
    return () => clearTimeout(sign);
  }, [struck]);
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
      {struck > 0 && (
        <p class="codio-showing__struck">
          <Icon name="bell" inline /> {silent ? t("The time is up. This browser did not let the gong sound.") : t("Gong: the time is up")}
        </p>
      )}
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
    if (old.run === run.id && milestone(old.left, left) === 0) ended();
  });
}
