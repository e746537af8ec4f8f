// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What every page of the live board begins with: loads words and content, makes the board, and draws the view of its role. */

import { computed, effect } from "@preact/signals";
import { render, type ComponentType } from "preact";
import { pageAnnouncer } from "../../views/parts/announce";
import { isBusy } from "../../views/parts/busy";
import { hyphenateLongWords } from "../../views/parts/hyphens";
import { keepFocus } from "../../views/parts/stay";
import { sendByKey } from "../../views/parts/store-key";
import { holdTooLong } from "../../views/parts/hold-too-long";
import type { Role } from "../../protocol.gen";
import { createBoard } from "../../core/board";
import type { LoadedContent } from "../../core/content";
import { BoardContext } from "../../core/context";
import { setCatalogue, t, type Catalogue } from "../../core/i18n";
import { newId } from "../../core/ids";
import { markHere } from "../../core/device/known";
import { deadOnes, keepAlive } from "../../core/device/lease";
import { openStorage } from "../../core/device/storage";
import { staysTrueTranslated } from "../../views/parts/translated";
import { fetchJson, patiently, SPREAD_MS, type Waits } from "../../core/wire/patience";
import { browserWorld } from "../../core/wire/world";

/** How soon a page that waits for its moment looks again. */
const LOOK_AGAIN_MS = 500;

const WAITS: Waits = { wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)), random: Math.random };

/** What draws the page, by the roles that it is for. */
export type Views = { readonly [role in Role]?: () => Promise<ComponentType> };

/** Begin, on a page that has a board. */
export function begin(views: Views): void {
  // A link with a secret key behind the "#" leads straight here when this browser has its cookie: nobody may read the key over a shoulder.
  if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
  const root = document.getElementById("board");
  if (root) void start(root, views);
}

async function start(root: HTMLElement, views: Views): Promise<void> {
  const { session = "", role = "", person = "", ownKeyUrl = "", leadUrl = "", lang, catalogueUrl = "", contentUrl = "" } = root.dataset;
  const view = isIn(views, role) ? views[role] : undefined;
  if (!isIn(views, role) || !view) throw new Error(`no view for the role "${role}"`);
  const ownKey = ownKeyFrom(ownKeyUrl);
  const [App, catalogue, content, storage] = await Promise.all([
    patiently(view, WAITS),
    patiently(() => fetchJson<Catalogue>(catalogueUrl), WAITS),
    // Its address is that of what it holds: when other values were chosen since this page came, it is on a new page only.
    patiently(() => fetchJson<LoadedContent>(contentUrl), WAITS, () => location.reload()),
    openStorage(),
  ]);
  setCatalogue(catalogue);
  // A preview stands in somebody's tab, and makes it nobody else's.
  if (window.parent === window) markHere(() => sessionStorage, session, role, person);
  const clientId = newId();
  keepAlive(clientId);
  const board = createBoard({
    session,
    role,
    person,
    path: location.pathname,
    ownKey,
    leadUrl,
    language: lang || "nl",
    content,
    storage,
    announce: pageAnnouncer(),
    world: browserWorld(session, role, person),
    dead: deadOnes,
    clientId,
  });
  addEventListener("online", () => board.wake());
  addEventListener("offline", () => board.doubt());
  addEventListener("pageshow", (event) => event.persisted && board.wake());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") board.wake();
  });
  const phase = computed(() => board.workshop.value?.phase);
  let wasClosed = false;
  if (role === "participant") effect(() => {
    // A socket changes no cookie: from the end on the browser may know its person for a day only, and again longer when the
    // workshop is opened again. That comes with a page.
    if (!phase.value || (phase.value === "closed") === wasClosed) return;
    wasClosed = !wasClosed;
    setTimeout(() => void fetch(location.pathname, { method: "HEAD" }).catch(() => {}), Math.random() * SPREAD_MS);
  });
  effect(() => {
    // Other values were chosen in the preparation, on whichever device: what the page knows of them is of before.
    const now = board.workshop.value?.values_rev;
    if (now === undefined || now === content.values_rev) return;
    if (role === "participant") setTimeout(() => location.reload(), Math.random() * SPREAD_MS);
    else reloadInPeace();
  });
  staysTrueTranslated(root);
  root.classList.remove("codio-live__shell");
  root.replaceChildren();
  render(
    <BoardContext.Provider value={board}>
      <App />
    </BoardContext.Provider>,
    root,
  );
  hyphenateLongWords(root);
  keepFocus(root);
  sendByKey(root);
  holdTooLong(root, (field) => {
    const told = document.getElementById(`${field.id}-left`)?.textContent ?? "";
    board.announce.alert(t("Not stored. {reason}", { reason: told }));
  });
}

/** As soon as nothing is open on the page: what is half typed in a dialog would be gone. */
function reloadInPeace(): void {
  if (isBusy()) setTimeout(reloadInPeace, LOOK_AGAIN_MS);
  else location.reload();
}

function isIn(views: Views, text: string): text is Role {
  return Object.keys(views).includes(text);
}

/** The key of the person's own link; empty where the device does not keep it, or when it does not come: the board goes before it. */
async function ownKeyFrom(url: string): Promise<string> {
  if (!url) return "";
  try {
    return (await fetchJson<{ key: string }>(url)).key;
  } catch (error) {
    console.warn(error);
    return "";
  }
}
