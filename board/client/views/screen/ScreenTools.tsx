// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * What somebody does at the screen itself: fill it, and see why it is slow. The button is there while the mouse moves or has the focus, and never when the
 * page fills the screen already. As long as the page is in sight the device is asked not to go to sleep.
 */

import { useEffect, useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { detourWords } from "../sending/Detour";
import { useAwake } from "../parts/awake";
import { Icon } from "../parts/Icon";

/** How long the button stays after the last movement. */
const IDLE_MS = 4_000;

export function ScreenTools() {
  useAwake(true);
  const moving = useMoving();
  const [full, setFull] = useState(document.fullscreenElement !== null);
  useEffect(() => {
    const changed = () => setFull(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  }, []);
  const board = useBoard();
  return (
    <>
      {/* For whoever is at it: the room can do nothing about it. Its line stays free, so that nothing jumps and nothing is under it. */}
      {board.detour.value && (
        <p class={`codio-screen-said${moving ? " codio-screen-said--there" : ""}`}>
          <Icon name="info" inline /> {detourWords()}
        </p>
      )}
      {!full && document.fullscreenEnabled && <Fill there={moving} />}
    </>
  );
}

function Fill({ there }: { there: boolean }) {
  return (
    <button
      type="button"
      class={`codio-button codio-screen-fill${there ? " codio-screen-fill--there" : ""}`}
      onClick={() => void document.documentElement.requestFullscreen().catch(() => {})}
    >
      <Icon name="screen" />
      {t("Fill the screen")}
    </button>
  );
}

function useMoving(): boolean {
  const [moving, setMoving] = useState(false);
  useEffect(() => {
    let idle: ReturnType<typeof setTimeout> | undefined;
    const moved = () => {
      setMoving(true);
      document.body.classList.add("codio-screen--moving");
      clearTimeout(idle);
      idle = setTimeout(() => {
        setMoving(false);
        document.body.classList.remove("codio-screen--moving");
      }, IDLE_MS);
    };
    window.addEventListener("pointermove", moved);
    return () => {
      clearTimeout(idle);
      window.removeEventListener("pointermove", moved);
    };
  }, []);
  return moving;
}
