# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Texts that people type to see what happens, and what must not come of them."""

from __future__ import annotations

CANARY = "x-canary"
"""The name of the element, attribute or property that a text would make where it is not escaped."""

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
"""One emoji of four people; the joiners that hold it together are not seen, and stay."""
FLAG = "\U0001f3f3\ufe0f\u200d\U0001f308"
LONG_WORD = "Meervoudigepersoonlijkheidsverzekeringsmaatschappij" * 9

MARKUP = (
    f"<{CANARY}>b</{CANARY}><script>alert(1)</script>",
    f'" {CANARY}="1" onmouseover="alert(1)',
    f"' {CANARY}='1' autofocus onfocus='alert(1)",
    f"</title></style></textarea><{CANARY}>",
    f"--><{CANARY}><!--",
    f"]]><{CANARY}>",
    f"{{{{7*7}}}}{{%print(7)%}}${{7*7}}<{CANARY}>",
    f"javascript:alert('{CANARY}')",
    f"&lt;{CANARY}&gt; &amp; &#60;{CANARY}&#62;",
    f"x\r\n{CANARY.upper()}:1\r\n\r\n<{CANARY}>",
)
FORMULAS = ("=1+1", "+31 6", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", '=HYPERLINK("http://x")', " =1+1", "\u200b=1+1", "\ufeff=1")
UNSEEN = (
    "links\u202eniets\u202c rechts\u2066a\u2069",
    "nul\u200bbreed\u200cte\u2060 en\ufeffmerk\u00ad",
    "bel\x07\x00\x1b[31m \x85\u2028\u2029",
    "e\u0301 en \u0344",
    "privé \ue000 en \U000e0041",
)
WHOLE = (FAMILY, FLAG, LONG_WORD, "Ω≈ç√∫", "中文字符" * 40, "שלום עולם", "ﷺ" * 30, "a" + "\u0301" * 60)
HOSTILE = (*MARKUP, *FORMULAS, *UNSEEN, *WHOLE)

NEVER_SEEN = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200c\u200e\u200f\u2060\x00\x07\x1b\x85\ue000"
)
"""Of the characters above those that nothing of ours may hold, and no text that we wrote holds."""
