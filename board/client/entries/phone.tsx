// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * The live board's page of whoever takes part, and of the note taker, who has the same. Its view is in the same file: on a slow line every
 * request and its headers take their time.
 */

import { View } from "../roles/participant";
import { begin } from "./live/start";

const view = () => Promise.resolve(View);

begin({ participant: view, scribe: view });
