"""Cleaning: the article of a page, its blocks, and where every character of it came from.

`clean` is the whole interface. HTML goes through `html` (scanner), `main_text` (which passages are the article) and
`headline`; plain text through `plain`; both end in `boilerplate`, `quoting` and `view`.
"""

from __future__ import annotations

from dateline.cleaning.articles import clean

__all__ = ["clean"]
