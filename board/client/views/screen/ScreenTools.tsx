// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * What somebody does at the screen itself: fill it. The button is there while the mouse moves or has the focus, and never when the
 * page fills the screen already. As long as the page is in sight the device is asked not to go to sleep.
 */

import { useEffect, useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { Icon } from "../parts/Icon";

/** How long the button stays after the last movement. */
const IDLE_MS = 4_000;

export function ScreenTools() {
  useWakeLock();
  const moving = useMoving();
  const [full, setFull] = useState(document.fullscreenElement !== null);
  useEffect(() => {
    const changed = () => setFull(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  }, []);
  if (full || !document.fullscreenEnabled) return null;
  return (
    <button
      type="button"
      class={`codio-button codio-screen-fill${moving ? " codio-screen-fill--there" : ""}`}
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

/** A lock goes when the page is out of sight: it is asked for again when it comes back. Where there is none, nothing is lost. */
function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let gone = false;
    const hold = async () => {
      if (document.visibilityState !== "visible" || !("wakeLock" in navigator) || (lock && !lock.released)) return;
      try {
        lock = await navigator.wakeLock.request("screen");
        if (gone) await lock.release();
      } catch (error) {
        // Low battery, or not allowed here.
        console.info("no wake lock", error);
      }
    };
    const seen = () => void hold();
    seen();
    document.addEventListener("visibilitychange", seen);
    return () => {
      gone = true;
      document.removeEventListener("visibilitychange", seen);
      void lock?.release();
    };
  }, []);
}
