"""Text and form posts that nobody means well, for every field of every form."""

LONG = "long " * 20_000

# Each is something a person, a copying machine or an attacker has once put into a text field.
TEXTS: dict[str, str] = {
    "nothing": "",
    "only spaces": " \t\r\n ",
    "no-break and zero-width spaces": "\u00a0\u200b\u200d\u2060\ufeff",
    "a null byte": "before\x00after",
    "control characters": "".join(chr(code) for code in range(1, 32)) + "\x7f\x85",
    "right to left": "مرحبا بالعالم שלום",
    "a direction override": "\u202egnp.exe\u202c",
    "Welsh": "Ŵŷ, Llanfairpwllgwyngyll â ê î ô",
    "combining marks": "Z" + "\u0351\u0300\u0489" * 40,
    "decomposed and composed": "é e\u0301",
    "a family of seven code points": "👨‍👩‍👧‍👦🏳️‍🌈",
    "beyond the first plane": "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𠜎 \U0010fffd",
    "not characters": "\ufffe\uffff\ufffd",
    "line separators": "one\u2028two\u2029three\x0bfour\r\nfive",
    "markup": "<b>bold</b> & <script>alert(1)</script>",
    "a broken tag": '"><img src=x onerror=alert(1)>',
    "a closing text area": "</textarea></form><form action='//elsewhere'>",
    "an entity": "&lt;&#x27;&nbsp;&amp;amp;",
    "a template": "{{ 7 * 7 }} {% for x in y %} ${7*7} #{7*7}",
    "a format": "%s %n %(name)s {0} {name} {0.__class__}",
    "SQL": "'; DROP TABLE person; -- ' OR '1'='1",
    "a path": "../../../../etc/passwd\\..\\..",
    "a header": "x\r\nSet-Cookie: a=b\r\n\r\n",
    "a formula": '=HYPERLINK("//elsewhere","look") @SUM(1) +1 -1',
    "a number that is none": "NaN",
    "a number too large": "1e309",
    "many digits": "9" * 400,
    "a negative number": "-1",
    "other digits": "１２ ٣ Ⅳ",
    "true": "true",
    "JSON": '{"a": [1, {"b": null}]}',
    "mathematics for a chart": r"$\sqrt{\frac{x}{0}}$ $$ \unknown{",
    "a very long word": "W" * 70_000,
    "a very long text": LONG,
}

# What stands on the wire: bytes that no form of ours would send.
BODIES: dict[str, tuple[str, bytes]] = {
    "no body": ("application/x-www-form-urlencoded", b""),
    "bytes that are not UTF-8": (
        "application/x-www-form-urlencoded",
        b"note=%ff%fe%80&talk=%c3%28",
    ),
    "a lone surrogate": ("application/x-www-form-urlencoded", b"note=%ed%a0%80"),
    "broken percent signs": ("application/x-www-form-urlencoded", b"note=%&sleep=%zz&=%1"),
    "one field a thousand times": ("application/x-www-form-urlencoded", b"sleep=1&" * 1_000),
    "ten thousand fields": (
        "application/x-www-form-urlencoded",
        b"&".join(b"f%d=1" % number for number in range(10_000)),
    ),
    "two million bytes": ("application/x-www-form-urlencoded", b"note=" + b"x" * 2_000_000),
    "JSON instead of a form": ("application/json", b'{"sleep": 1}'),
    "broken JSON": ("application/json", b"{" * 5_000),
    "no type at all": ("", b"sleep=1"),
    "a multipart form without an end": (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="sleep"\r\n\r\n1\r\n',
    ),
    "a multipart form without a boundary": ("multipart/form-data", b"--b\r\n\r\n1"),
    "a file where text is meant": (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="note"; filename="a.exe"\r\n\r\nMZ\r\n--b--\r\n',
    ),
    "a thousand parts": (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' * 2_000 + b"--b--\r\n",
    ),
}
