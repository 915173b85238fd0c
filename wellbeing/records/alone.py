"""A page that lies alone on somebody's disk, to be read and printed without the service or a network.

It is written here and not in a template: it carries its own look, which no page of the service may do.
"""

from collections.abc import Iterable
from html import escape

# Whatever the page holds, a browser runs and fetches nothing for it.
GUARD = "default-src 'none'; style-src 'unsafe-inline'"
LOOK = """
:root { color-scheme: light dark; }
body { font: 100%/1.5 system-ui, sans-serif; max-width: 62rem; margin: 0 auto; padding: 1rem; }
h1, h2 { line-height: 1.25; }
section { margin-block: 2.5rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: start; font-weight: 600; padding-block: .5rem; }
th, td { text-align: start; vertical-align: top; padding: .35rem .75rem .35rem 0;
  border-bottom: 1px solid; overflow-wrap: anywhere; min-width: 4.5rem; }
td { white-space: pre-wrap; }
.blank { border: 2px solid; border-radius: .4rem; padding: .5rem .9rem; margin-block: 1rem; }
.blank.open { border-style: dashed; }
.blank p { margin-block: .4rem; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } .wide { overflow: visible; }
  tr, .blank { break-inside: avoid; } h2 { break-after: avoid; } }
"""


def page_alone(title: str, parts: Iterable[str]) -> str:
    """Put a whole page together; the parts are markup already."""
    return "".join(
        (
            '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{GUARD}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title><style>{LOOK}</style></head><body>",
            *parts,
            "</body></html>\n",
        )
    )
