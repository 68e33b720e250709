"""Which passage of a page is its headline."""

from __future__ import annotations

from dateline.cleaning.headline import headline_index
from dateline.cleaning.scanner import scan

MENU = "".join(f"<li>{name}</li>" for name in ("Counties", "Region", "Business", "Health"))
STORY = "The ferry from Port Sample sank on Friday in a storm, and forty people were saved, the coast guard said."


def test_menus_that_were_kept_do_not_hide_the_headline() -> None:
    page = scan(f"<body><nav><ul>{MENU}</ul></nav><h1>Ferry sinks in a storm</h1><p>{STORY}</p><p>{STORY}</p></body>")
    texts = [draft.text for draft in page.drafts]
    kept = [at for at, text in enumerate(texts) if text != "Ferry sinks in a storm"]
    assert len(kept) == 6
    assert headline_index(page.drafts, kept, "Ferry sinks in a storm") == texts.index("Ferry sinks in a storm")


def test_a_heading_far_below_the_first_sentences_is_no_headline() -> None:
    page = scan(f"<body><p>{STORY}</p><p>{STORY}</p><p>{STORY}</p><p>{STORY}</p><h1>Ferry sinks in a storm</h1></body>")
    assert headline_index(page.drafts, range(4), "Ferry sinks in a storm") is None
