// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What a page of this role loads on top of what all roles share. The name is that of the chunk in the build's manifest. */

export { FacilitatorApp as View } from "../views/facilitator/App";
