// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Asks a device not to go to sleep while this page is in sight. */

import { useEffect } from "preact/hooks";

/** Whether this browser can be asked at all. */
export const canStayAwake = "wakeLock" in navigator;

/** A lock goes when the page is out of sight: it is asked for again when it comes back. Where there is none, nothing is lost. */
export function useAwake(on: boolean): void {
  useEffect(() => {
    if (!on || !canStayAwake) return undefined;
    let lock: WakeLockSentinel | null = null;
    let gone = false;
    const hold = async () => {
      if (document.visibilityState !== "visible" || (lock && !lock.released)) return;
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
  }, [on]);
}
