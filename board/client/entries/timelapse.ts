// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * The player on the page that looks back: the frames of a workshop, forwards and backwards. The page holds every word; here is only
 * what moves. Who wants no motion goes through it by steps: nothing glides then, and playing still works, one frame at a time.
 */

import { at } from "../core/at";
import { boardAt, moment, type Frame, type Film, type Thing } from "../timelapse/film";

/** At speed 1; the list of speeds divides it. */
const FRAME_MS = 1000;

/** A screen reader hears where it is at most this often while it plays. */
const SPEAK_EVERY_MS = 4000;

class Player {
  private at = 0;
  private timer: number | undefined;
  private spokenAt = 0;
  private drawn = new Map<number, HTMLElement>();
  private readonly root: HTMLElement;
  private readonly film: Film;
  private readonly toggle: HTMLButtonElement;
  private readonly slider: HTMLInputElement;
  private readonly speed: HTMLSelectElement;
  private readonly steps: HTMLSelectElement;
  private readonly now: HTMLElement;
  private readonly said: HTMLElement;
  private readonly board: HTMLElement;
  private readonly marks: readonly HTMLElement[];

  constructor(root: HTMLElement, film: Film) {
    this.root = root;
    this.film = film;
    this.toggle = this.one<HTMLButtonElement>("[data-toggle]");
    this.slider = this.one<HTMLInputElement>("#moment");
    this.speed = this.one<HTMLSelectElement>("#speed");
    this.steps = this.one<HTMLSelectElement>("#step");
    this.now = this.one("[data-now]");
    this.said = this.one("[data-said]");
    this.board = this.one(".codio-timelapse__board");
    this.marks = [...root.querySelectorAll<HTMLElement>("[data-first]")];
    for (const mark of this.marks) mark.style.setProperty("--codio-at", `${(Number(mark.dataset.first) / film.frames.length) * 100}%`);
    window.addEventListener("resize", () => this.letScroll());
    document.addEventListener("keydown", (event) => this.onKey(event));
    this.toggle.addEventListener("click", () => (this.timer === undefined ? this.play() : this.pause()));
    this.one("[data-back]").addEventListener("click", () => this.goTo(this.at - 1));
    this.one("[data-forward]").addEventListener("click", () => this.goTo(this.at + 1));
    this.slider.addEventListener("input", () => this.goTo(Number(this.slider.value)));
    this.steps.addEventListener("change", () => this.goTo(Number(this.steps.value), this.steps.selectedIndex));
    this.speed.addEventListener("change", () => {
      if (this.timer !== undefined) this.play();
    });
    root.hidden = false;
    this.show(true);
  }

  private one<E extends HTMLElement>(selector: string): E {
    const found = this.root.querySelector<E>(selector);
    if (found === null) throw new Error(`the page has no ${selector}`);
    return found;
  }

  private goTo(frame: number, step?: number): void {
    this.pause();
    this.at = Math.max(0, Math.min(this.film.frames.length, frame));
    this.show(true, step);
  }

  /** A list of choices and a button keep the keys that are theirs; so does what stands beside. Without a focus they are for the film. */
  private onKey(event: KeyboardEvent): void {
    const on = event.target instanceof HTMLElement ? event.target : this.root;
    if (on !== document.body && !this.root.contains(on)) return;
    if (event.altKey || event.ctrlKey || event.metaKey || on.matches("select")) return;
    const act = {
      " ": on.matches("button") ? null : () => this.toggle.click(),
      ArrowLeft: () => this.goTo(this.at - 1),
      ArrowRight: () => this.goTo(this.at + 1),
      PageUp: () => this.goToStep(-1),
      PageDown: () => this.goToStep(1),
      Home: () => this.goTo(0),
      End: () => this.goTo(this.film.frames.length),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  private goToStep(by: number): void {
    const step = Math.max(0, Math.min(this.film.steps.length - 1, this.steps.selectedIndex + by));
    this.goTo(this.film.steps[step]?.first ?? 0, step);
  }

  private play(): void {
    window.clearInterval(this.timer);
    if (this.at >= this.film.frames.length) this.at = 0;
    this.timer = window.setInterval(() => this.next(), FRAME_MS / Number(this.speed.value));
    this.label(true);
    this.show(false);
  }

  private pause(): void {
    if (this.timer === undefined) return;
    window.clearInterval(this.timer);
    this.timer = undefined;
    this.label(false);
  }

  private next(): void {
    if (this.at >= this.film.frames.length) {
      this.pause();
      this.show(true);
      return;
    }
    this.at += 1;
    this.show(false);
  }

  private label(playing: boolean): void {
    const words = this.toggle.querySelector("span");
    if (words !== null) words.textContent = (playing ? this.root.dataset.pause : this.root.dataset.play) ?? "";
    this.toggle.querySelector("use")?.setAttribute("href", at(`/static/icons.svg#i-${playing ? "pause" : "play"}`));
  }

  /** Draw where we are. `aloud` tells a screen reader at once; while it plays it hears of it now and then. */
  private show(aloud: boolean, chosen?: number): void {
    const names = [...this.steps.options].map((option) => option.text);
    const { step, happened, all } = moment(this.film, this.at, chosen);
    const where = `${names[step] ?? ""} · ${happened} / ${all}`;
    const last = this.at > 0 ? (this.film.frames[this.at - 1]?.put[0]?.text ?? "") : "";
    this.now.textContent = last === "" ? where : `${where} · ${last}`;
    this.slider.value = String(this.at);
    this.slider.setAttribute("aria-valuetext", where);
    this.steps.selectedIndex = step;
    this.marks.forEach((mark, index) => mark.classList.toggle("codio-timelapse__mark--now", index === step));
    this.draw(boardAt(this.film.frames, this.at), this.at > 0 ? this.film.frames[this.at - 1] : undefined);
    const soon = performance.now();
    if (aloud || soon - this.spokenAt > SPEAK_EVERY_MS) {
      this.spokenAt = soon;
      this.said.textContent = this.now.textContent;
    }
  }

  private draw(things: readonly Thing[], frame: Frame | undefined): void {
    const fresh = new Set(frame?.put.map((thing) => thing.id));
    const kept = new Map<number, HTMLElement>();
    for (const list of this.root.querySelectorAll<HTMLElement>("[data-of]")) {
      const here = things.filter((thing) => placeOf(thing) === list.dataset.of && thing.column === list.dataset.column);
      const elements = here.map((thing) => {
        const element = this.drawn.get(thing.id) ?? document.createElement("li");
        fill(element, thing, fresh.has(thing.id), this.stateOf(thing));
        kept.set(thing.id, element);
        return element;
      });
      list.replaceChildren(...elements);
    }
    this.drawn = kept;
    const arrived = this.board.querySelector<HTMLElement>(".codio-timelapse__thing--fresh");
    if (arrived !== null) bringIntoView(arrived, this.root);
    this.letScroll();
  }

  /** In words too: a dash or a thick edge alone says it to nobody who listens. */
  private stateOf(thing: Thing): string {
    return (thing.look === "chosen" ? this.root.dataset.chosen : thing.look === "aside" ? this.root.dataset.aside : "") ?? "";
  }

  /** What scrolls can be reached by keyboard, and what does not is no stop on the way. */
  private letScroll(): void {
    for (const part of [this.board, ...this.board.querySelectorAll<HTMLElement>(".codio-timelapse__column")]) {
      if (scrolls(part)) part.tabIndex = 0;
      else part.removeAttribute("tabindex");
    }
  }
}

/** What scrolls within the player scrolls to it, and the page stays where it is. */
function bringIntoView(thing: HTMLElement, player: HTMLElement): void {
  for (let around = thing.parentElement; around !== null && around !== player; around = around.parentElement) {
    if (!scrolls(around)) continue;
    const [inner, outer] = [thing.getBoundingClientRect(), around.getBoundingClientRect()];
    // The name of a column stays at its head, over what scrolls.
    const head = thing.closest(".codio-timelapse__column")?.querySelector(".codio-timelapse__name")?.clientHeight ?? 0;
    if (inner.top < outer.top + head || inner.bottom > outer.bottom) around.scrollTop += (inner.top + inner.bottom - outer.top - outer.bottom) / 2;
  }
}

function scrolls(part: HTMLElement): boolean {
  return part.scrollHeight > part.clientHeight && getComputedStyle(part).overflowY !== "visible";
}

function placeOf(thing: Thing): string {
  if (thing.column === "") return "besides";
  return thing.kind === "note" || thing.kind === "joint" ? "note" : "poster";
}

function fill(element: HTMLElement, thing: Thing, fresh: boolean, state: string): void {
  element.className = `codio-timelapse__thing codio-timelapse__thing--${thing.kind}`;
  element.classList.toggle("codio-timelapse__thing--fresh", fresh);
  element.classList.toggle("codio-timelapse__thing--chosen", thing.look === "chosen");
  element.classList.toggle("codio-timelapse__thing--aside", thing.look === "aside");
  const text = document.createElement("strong");
  text.textContent = thing.text;
  element.replaceChildren(text);
  if (thing.more !== "") {
    const more = document.createElement("span");
    more.textContent = thing.more;
    element.append(more);
  }
  if (state !== "") {
    const said = document.createElement("small");
    said.className = "codio-timelapse__state";
    said.textContent = state;
    element.append(said);
  }
}

async function start(): Promise<void> {
  const root = document.querySelector<HTMLElement>("[data-timelapse]");
  if (root === null) return;
  const answer = await fetch(root.dataset.timelapse ?? "", { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`the frames answered ${answer.status}`);
  new Player(root, (await answer.json()) as Film);
}

start().catch(() => {
  const root = document.querySelector<HTMLElement>("[data-timelapse]");
  if (root === null) return;
  root.hidden = false;
  root.replaceChildren(root.dataset.failed ?? "");
});
