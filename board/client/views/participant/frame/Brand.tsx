// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The name of the product, leading to its start page. */

import { at } from "../../../core/at";
import { HouseSign } from "../../parts/HouseSign";

export function Brand() {
  return (
    <a class="codio-brand" href={at("/")}>
      <HouseSign />
      <span class="codio-brand__name" translate={false}>Waardenbord</span>
    </a>
  );
}
