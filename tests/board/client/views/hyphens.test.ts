// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Where long words break: at syllables, by patterns of the language, and only those that have to. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { withHyphens } from "../../../../board/client/views/parts/hyphens";
import { hyphenateSync as english } from "../../../../board/client/views/parts/hyphens-en";
import { hyphenateSync as dutch } from "../../../../board/client/views/parts/hyphens-nl";

const seen = (text: string) => text.replaceAll("\u00ad", "-");

test("a word that does not fit gets its syllables, and no other word does", () => {
  const text = "Bestuurskracht van het Klantcontactcentrum";
  assert.equal(seen(withHyphens(text, ["Klantcontactcentrum"], dutch)), "Bestuurskracht van het Klant-con-tact-cen-trum");
  assert.equal(seen(withHyphens(text, ["Bestuurskracht"], dutch)), "Be-stuurs-kracht van het Klantcontactcentrum");
  assert.equal(seen(withHyphens("Naar het klantcontactcentrum.", ["klantcontactcentrum"], dutch)), "Naar het klant-con-tact-cen-trum.");
  assert.equal(seen(withHyphens("Accountability", ["Accountability"], english)), "Ac-count-ab-il-ity");
});

test("a word that is made of several breaks where they meet", () => {
  const right = [
    "klant-con-tact-cen-trum-au-to-ma-ti-se-ring",
    "cen-trum-au-to-ma-ti-se-ring",
    "data-ethiek",
    "pro-ces-ei-ge-naar",
    "wijk-agent",
    "be-sluit-vor-mings-on-der-zoek",
    "eind-ver-ant-woor-de-lijk-heid",
    "toe-gangs-or-ga-ni-sa-tie",
    "ver-gun-ning-aan-vraag",
    "com-mu-ni-ca-tie-ad-vi-seur",
    "kwa-li-teits-ei-sen",
  ];
  assert.deepEqual(right.map((word) => seen(dutch(word.replaceAll("-", "")))), right);
  assert.equal(seen(dutch("Ethiek")), "Ethiek");
});

test("addresses and words that say themselves where they break stay as they are", () => {
  for (const text of ["https://voorbeeld.nl/klantcontactcentrum", "www.klantcontactcentrum.nl", "klantcontactcentrum@gemeente.nl", "Klant\u00adcontactcentrum", "kort"]) {
    assert.equal(withHyphens(text, ["klantcontactcentrum", "contactcentrum", "voorbeeld", "kort"], dutch), text);
  }
});
