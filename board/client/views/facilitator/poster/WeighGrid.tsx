// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * How needed by how important: nine fields in which the actions lie. Each is dragged to its place, or put there with its menu. What is not
 * weighed yet lies beside them.
 */

import { useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Board } from "../../../core/api";
import type { PosterActionRecord, Weight } from "../../../protocol.gen";
import { Counted } from "../../parts/BlockHeading";
import { MenuButton } from "../../parts/MenuButton";
import type { MenuItem } from "../../parts/MenuList";
import { Stamp } from "../../parts/Stamp";
import { Theirs } from "../../parts/Theirs";
import { WEIGHTS, weightName } from "../../poster/words";
import { refusal } from "../console/asking";
import { storeFields } from "./storing";

interface Spot {
  necessity: Weight | null;
  importance: Weight | null;
}

const UNWEIGHED: Spot = { necessity: null, importance: null };
/** From left to right, as people draw such a field. */
const RISING: readonly Weight[] = [...WEIGHTS].reverse();
const DRAGGED = "text/plain";

export function WeighGrid({ actions }: { actions: readonly PosterActionRecord[] }) {
  const lie = (spot: Spot) => actions.filter(({ content }) => content.necessity === spot.necessity && content.importance === spot.importance);
  const half = actions.filter(({ content }) => content.necessity === null || content.importance === null);
  return (
    <div class="codio-weigh">
      <table class="codio-weigh__table">
        <caption class="codio-weigh__caption">{t("Necessity upwards, importance to the right")}</caption>
        <thead>
          <tr>
            <td />
            {RISING.map((importance) => (
              <th scope="col" key={importance}>
                {t("importance: {weight}", { weight: weightName(importance) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {WEIGHTS.map((necessity) => (
            <tr key={necessity}>
              <th scope="row">{t("necessity: {weight}", { weight: weightName(necessity) })}</th>
              {RISING.map((importance) => (
                <td key={importance} class="codio-weigh__field" data-label={t("importance: {weight}", { weight: weightName(importance) })}>
                  <Field spot={{ necessity, importance }} actions={lie({ necessity, importance })} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <section class="codio-weigh__rest" aria-labelledby="unweighed">
        <h3 class="codio-heading" id="unweighed">
          {t("Not weighed yet")}
          <Counted n={half.length} />
        </h3>
        <Field spot={UNWEIGHED} actions={half} />
      </section>
    </div>
  );
}

function Field({ spot, actions }: { spot: Spot; actions: readonly PosterActionRecord[] }) {
  const board = useBoard();
  const [over, setOver] = useState(false);
  return (
    <ul
      class={`codio-weigh__list${over ? " codio-weigh__list--over" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const dropped = board.posterActions.peek().find((action) => action.id === event.dataTransfer?.getData(DRAGGED));
        if (dropped) void weigh(board, dropped, spot);
      }}
    >
      {actions.map((action) => (
        <Weighed key={action.id} action={action} />
      ))}
    </ul>
  );
}

function Weighed({ action }: { action: PosterActionRecord }) {
  const board = useBoard();
  const { content } = action;
  const spots: Spot[] = [...WEIGHTS.flatMap((necessity) => WEIGHTS.map((importance) => ({ necessity, importance }))), UNWEIGHED];
  const items = spots
    .filter((spot) => spot.necessity !== content.necessity || spot.importance !== content.importance)
    .map((spot): MenuItem => ({ key: `${spot.necessity}/${spot.importance}`, label: spotName(spot), act: () => void weigh(board, action, spot) }));
  const label = t("Weigh {name}, now {place}", { name: content.action, place: spotName(content) });
  return (
    <li
      class="codio-weigh__action"
      data-foundation={content.foundation}
      data-weighed={action.id}
      draggable
      onDragStart={(event) => event.dataTransfer?.setData(DRAGGED, action.id)}
    >
      <MenuButton label={label} groups={[{ label: t("Put it at"), items }]} look="codio-weigh__button" id={`weigh-${action.id}`}>
        <Stamp foundation={content.foundation} size="small" />
        <span><Theirs words={content.action} /></span>
      </MenuButton>
    </li>
  );
}

function spotName({ necessity, importance }: Spot): string {
  if (!necessity && !importance) return t("not weighed");
  const open = t("still open");
  return t("necessity {necessity}, importance {importance}", {
    necessity: necessity ? weightName(necessity) : open,
    importance: importance ? weightName(importance) : open,
  });
}

async function weigh(board: Board, action: PosterActionRecord, { necessity, importance }: Spot): Promise<void> {
  const { content } = action;
  const said = t("{name}: {place}", { name: content.action, place: spotName({ necessity, importance }) });
  const from = { necessity: content.necessity, importance: content.importance };
  const outcome = await storeFields(board, { id: action.id, from, to: { necessity, importance }, said });
  if (outcome.kind === "stored") return;
  refusal.value = outcome.kind === "changed" ? t("Somebody else changed this just now. Look at it, and pick again if you want.") : outcome.why;
  board.announce.alert(refusal.value);
}
