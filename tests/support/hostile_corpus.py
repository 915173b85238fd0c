"""Twelve hundred texts that nobody means well, or that a copying machine has made of something.

Known ones first, and then mixtures of them: the same ones on every machine and in every run.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import count

from tests.support.hostile import TEXTS

HOW_MANY = 1_200
# As many mixtures as fit in so much go into a field that would take even more.
MOST_TOGETHER = 2_000
RUNS = "alert(document.domain)"
_SCRIPTS = (
    f"<script>{RUNS}</script>",
    f"<ScRiPt >{RUNS}</sCrIpT >",
    f"</script><script>{RUNS}</script>",
    "<script src=//elsewhere.example/x.js></script>",
    f"<img src=x onerror={RUNS}>",
    f"<img/src=`x`/onerror={RUNS}>",
    f"<svg onload={RUNS}>",
    f"<svg><script>{RUNS}</script></svg>",
    f"<svg><animate onbegin={RUNS} attributeName=x dur=1s>",
    f"<body onload={RUNS}>",
    f"<input autofocus onfocus={RUNS}>",
    f"<details open ontoggle={RUNS}><summary>x</summary></details>",
    f"<video><source onerror={RUNS}></video>",
    f"<audio src=x onerror={RUNS}>",
    f"<marquee onstart={RUNS}>x</marquee>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUNS}></style></table></mtext></math>",
    f"<noscript><p title='</noscript><img src=x onerror={RUNS}>'>",
    f"<template><img src=x onerror={RUNS}></template>",
    f"<a href='javascript:{RUNS}'>press</a>",
    f"<a href='java\tscript:{RUNS}'>press</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>press</a>",
    f"<iframe src='javascript:{RUNS}'></iframe>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<object data='data:text/html,x'></object>",
    "<embed src=//elsewhere.example/x>",
    "<meta http-equiv=refresh content='0;url=//elsewhere.example/'>",
    "<base href=//elsewhere.example/>",
    "<link rel=stylesheet href=//elsewhere.example/x.css>",
    "<style>*{background:url(//elsewhere.example/x)}</style>",
    "<form action=//elsewhere.example><button>Send</button></form>",
    f'" onmouseover="{RUNS}" x="',
    f"' autofocus onfocus='{RUNS}' x='",
    f'"><svg/onload={RUNS}>',
    f"</textarea><script>{RUNS}</script>",
    f"</title><script>{RUNS}</script>",
    f"</style><script>{RUNS}</script>",
    f"<!--><script>{RUNS}</script-->",
    f"]]><script>{RUNS}</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
)
_ENGINES = (
    "{{ 7 * 7 }}", "{{ config }}", "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{% raw %}x{% endraw %}",
    "{# a comment #}", "${7*7}", "#{7*7}", "<%= 7 * 7 %>", "{{constructor.constructor('alert(1)')()}}",
    "[[${7*7}]]", "*{7*7}", "@(7*7)", "%(x)s", "{0.__init__.__globals__}", "%n%n%s%x", "`id`", "$(id)", "; ls -la |",
    "'; DROP TABLE kit; --", "' OR 1=1 --", '" OR ""="', "1; SELECT pg_sleep(9)", "') UNION SELECT 1,2,3 --",
    "\\'; --", "*)(uid=*))(|(uid=*", "x\r\nSet-Cookie: a=b", "x\nlevel=error event=forged", "=1+1", "+1", "-1",
    "@SUM(1)", "\t=1+1", "\uff1d1+1", "../../etc/passwd", "..\\..\\boot.ini", "file:///etc/passwd", "NaN", "1e309",
    "null", "undefined", "None", "true", "[]", '{"a": null}', "(a+)+$" + "a" * 40, r"$\frac{1}{0}$",
)  # fmt: skip
_LETTERS = (
    "مرحبا بالعالم", "שלום עולם", "\u202eright to left\u202c", "\u2066isolated\u2069", "\u2067\u202d\u202e", "\u200f\u200e",
    "ze\u200bro\u200bwidth", "soft\u00adhyphen", "\ufeffmark", "word\u2060joined", "no\u00a0break", "a\u034fb",
    "Z" + "\u0351\u0300\u0489\u0334" * 12, "e\u0301", "\u00e9", "\u212b", "A\u030a", "ﬁ", "ﷺ", "ı İ i I", "ß ẞ SS",
    "\u1100\u1161\u11a8", "\uac01", "क्षि", "ก็", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "𠜎𠜱", "👨‍👩‍👧‍👦", "🏳️‍🌈", "👩🏽‍🚒", "🇬🇧🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "1️⃣", "\ufffd", "\ufffe\uffff", "\ue000\U0010fffd", "\u2028line\u2029paragraph", "one\r\ntwo", "one\rtwo", "one\ntwo",
    "one\x0btwo\x0cthree", "one\x85two", "nul\x00nul", "\x1b[31mred", "bell\x07", "\x7f", "аdmin", "Ŵŷ Llanfair",
    "“quotes” ‘and’ — dashes…", "<>&\"'/`", "  two  spaces  ", "\t", "x" * 300, "long word " * 30,
)  # fmt: skip


def corpus() -> tuple[str, ...]:
    """Return every text, each once."""
    return tuple(_some())


def known() -> tuple[str, ...]:
    """Return the texts of which the others are mixtures."""
    return tuple(dict.fromkeys((*TEXTS.values(), *_SCRIPTS, *_ENGINES, *_LETTERS)))


def together(most: int) -> tuple[str, ...]:
    """Return every text, to be sent in fewer turns: known ones alone, mixtures as many as fit.

    A mixture is made of others already, so that one of mixtures is nothing new. What is too long for a
    field by itself is so together with others, too.
    """
    alone = known()
    mixtures = corpus()[len(alone) :]
    fitting = _joined((one for one in mixtures if len(one) <= most), min(most, MOST_TOGETHER))
    return (*alone, *fitting, *_joined((one for one in mixtures if len(one) > most), MOST_TOGETHER))


def _joined(texts: Iterable[str], most: int) -> list[str]:
    found: list[str] = []
    for text in texts:
        if found and len(found[-1]) + len(text) < most:
            found[-1] = f"{found[-1]} {text}"
        else:
            found.append(text)
    return found


def _some() -> Iterator[str]:
    seen: set[str] = set()
    for text in _all():
        if text not in seen:
            seen.add(text)
            yield text
        if len(seen) == HOW_MANY:
            return


def _all() -> Iterator[str]:
    pieces = (*_SCRIPTS, *_ENGINES, *_LETTERS)
    yield from TEXTS.values()
    yield from pieces
    for number in count():
        chosen = sha256(f"text {number}".encode()).digest()
        places = range(0, 4 + chosen[31] % 3 * 2, 2)
        parts = [pieces[int.from_bytes(chosen[at : at + 2]) % len(pieces)] for at in places]
        yield ("", " ", "\n", "</p>")[chosen[30] % 4].join(parts)
