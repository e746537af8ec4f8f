// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A gong without a file: the partials of a bowl, each dying away by itself. */

/** Frequency in Hz, loudness (1 is the loudest), and how long it sounds in seconds. */
const PARTIALS = [
  { hz: 196, gain: 1, s: 5 },
  { hz: 393, gain: 0.5, s: 3.6 },
  { hz: 527, gain: 0.32, s: 2.8 },
  { hz: 812, gain: 0.18, s: 1.8 },
  { hz: 1187, gain: 0.08, s: 1 },
] as const;

/** Of what a device can sound: a room looks up, and nobody jumps. */
const LOUDNESS = 0.35;
const ATTACK_S = 0.012;
const SILENT = 0.0001;

let context: AudioContext | null = null;

/** Within a press: from then on this page may sound. */
export function unlock(): void {
  try {
    context ??= new AudioContext();
    void context.resume();
  } catch (error) {
    console.info("no sound", error);
  }
}

/** False when the device does not let it sound. Only within a press it may be asked for: else it would sound at the next one. */
export function strike({ byHand = false } = {}): boolean {
  unlock();
  if (!context || (!byHand && context.state !== "running")) return false;
  const whole = PARTIALS.reduce((sum, { gain }) => sum + gain, 0);
  const start = context.currentTime;
  for (const { hz, gain, s } of PARTIALS) {
    const tone = new OscillatorNode(context, { frequency: hz });
    const volume = new GainNode(context, { gain: SILENT });
    volume.gain.exponentialRampToValueAtTime((LOUDNESS * gain) / whole, start + ATTACK_S);
    volume.gain.exponentialRampToValueAtTime(SILENT, start + s);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + s);
  }
  return context.state === "running";
}
