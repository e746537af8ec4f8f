// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * How proactive the service is, by where its data comes from: three by three, with the cell of this case. Who filled in the form
 * beforehand may have known one of the two: then its column or row is marked, and a sentence says it.
 */

import { t } from "../../core/i18n";
import type { CaseForm } from "../../protocol.gen";
import { DATA_ORIGINS, PROACTIVITIES, originName, proactivityName } from "./case-words";
import { Icon } from "../parts/Icon";

type Cell = Pick<CaseForm, "proactivity" | "data_origin">;

/** With `onPick` every cell is a button. */
export function CaseGrid({ chosen, onPick }: { chosen: Cell; onPick?: (cell: Cell) => void }) {
  const half = halfKnown(chosen);
  const known = (is: boolean): string => (half && is ? "codio-grid__cell--known" : "");
  return (
    <table class="codio-grid" data-go-on={onPick ? "case_class" : undefined}>
      <caption class="codio-grid__caption">
        {t("How proactive, and with which data")}
        {half && <span class="codio-grid__half">{half}</span>}
      </caption>
      <thead>
        <tr>
          <th scope="col" class="codio-grid__corner">
            {t("Data")}
          </th>
          {PROACTIVITIES.map((one) => (
            <th scope="col" key={one} class={known(chosen.proactivity === one)}>
              {proactivityName(one)} <span class="codio-visually-hidden">{t("proactive")}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {DATA_ORIGINS.map((origin) => (
          <tr key={origin}>
            <th scope="row" class={known(chosen.data_origin === origin)}>
              {originName(origin)}
            </th>
            {PROACTIVITIES.map((proactivity) => {
              const here = chosen.data_origin === origin && chosen.proactivity === proactivity;
              const look = here ? "codio-grid__cell--chosen" : known(chosen.data_origin === origin || chosen.proactivity === proactivity);
              return (
                <td key={proactivity} class={`codio-grid__cell ${look}`}>
                  <GridCell
                    here={here}
                    name={`${proactivityName(proactivity)}, ${originName(origin)}`}
                    {...(onPick ? { pick: () => onPick({ proactivity, data_origin: origin }) } : {})}
                  />
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What is known when only one of the two was chosen, in words; empty otherwise. */
function halfKnown({ proactivity, data_origin }: Cell): string {
  if (proactivity && !data_origin) return t("Known so far: {level} proactive. With which data is still open.", { level: proactivityName(proactivity) });
  if (data_origin && !proactivity) return t("Known so far: {data}. How proactive is still open.", { data: originName(data_origin) });
  return "";
}

function GridCell({ here, name, pick }: { here: boolean; name: string; pick?: () => void }) {
  const words = here && (
    <>
      <Icon name="check" />
      <span class="codio-extra-small">{t("this case")}</span>
    </>
  );
  if (!pick) return <>{words}</>;
  return (
    <button type="button" class="codio-grid__pick" aria-pressed={here} aria-label={name} onClick={pick}>
      {words}
    </button>
  );
}
