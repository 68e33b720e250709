"""dateline page: what is shown of a page, as text and as JSON."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from dateline.cleaning import clean
from dateline.cli.page_view import STYLES, show
from dateline.exporting.page import Seen
from dateline.records import Article, Failure, Page
from makers import SENTENCE, claim, page

Run = Callable[..., tuple[int, str, str]]

WHY = """\
pages/one.txt
title          Norland hit  (given)
published      2024-03-04  (given, confidence 1.00)
publisher      unknown  (nothing names it)
agency         unknown  (nothing says it)
byline         unknown  (nothing says it)
section        unknown  (nothing says it)
genre          unknown  (nothing says it)
language       en  (words and markup, confidence 1.00)
────────────────────────────────────────────────────────────────────────────────
               Norland Rebels fired[1] rockets at the Norland Army near Zürichau
               on 3 March, killing at least five, police said.
sign-up        Subscribe now
────────────────────────────────────────────────────────────────────────────────
[1] ASSAULT heavy-weapons  asserted  claim CLAIM, 15–20
    who      Norland Rebels
    to whom  Norland Army
    when     2024-03-03 (explicit)
    where    Zürichau, NRL
    killed   5+
    weapon   rocket
    says     police (anonymous)
    type by trigger: fire rocket
1 claim.
Left out: 13 of 124 characters
    sign-up            13  asks to sign up, log in or subscribe

"""


def seen(text: str, claims: bool = False, **given: str) -> Seen:
    source = page(text, **given)
    (article,) = clean([source])
    assert isinstance(article, Article)
    return Seen(source, article, (claim(source),) if claims else ())


def shown(what: Seen, width: int = 80, why: bool = False, colours: bool = False) -> str:
    file = io.StringIO()
    system = "standard" if colours else None
    console = Console(
        file=file, width=width, force_terminal=colours, color_system=system, highlight=False, markup=False
    )
    show(console, what, why=why)
    return file.getvalue()


def test_a_page_with_all_reasons() -> None:
    what = seen(f"{SENTENCE}\nSubscribe now", claims=True, title="Norland hit", published="2024-03-04")
    assert shown(what, why=True) == WHY.replace("CLAIM", what.claims[0].id[:8])


def test_colours_only_on_a_terminal() -> None:
    what = seen(f"{SENTENCE}\nSubscribe now", claims=True)
    assert "\x1b" not in shown(what)
    text = shown(what, colours=True)
    assert "\x1b[1;31mfired" in text
    assert "\x1b[36mNorland Rebels" in text
    assert "\x1b[2mSubscribe now" in text
    assert all(role in text.splitlines()[-2] for role in STYLES)


def test_text_of_pages_gives_no_orders() -> None:
    text = shown(
        seen(f"{SENTENCE} [bold]so[/bold] \x1b[2Jand \u202eback\u202c \x07 it was said.\nSubscribe \x1b]0;now")
    )
    assert "[bold]so[/bold]" in text
    assert not set("\x1b\x07\u202e\u202c") & set(text)


@pytest.mark.parametrize("width", [40, 60, 200])
def test_long_pages_fit_and_lose_nothing(width: int) -> None:
    what = seen(f"{SENTENCE}\n" + "The ferry was late again on Monday because of the storm, it was said. " * 40)
    text = shown(what, width)
    assert max(map(len, text.splitlines())) <= width
    assert what.article is not None
    assert "".join(what.article.text.split()) in "".join(text.split()).replace("[1]", "")


def test_reasons_fit_a_terminal() -> None:
    text = shown(seen(f"{SENTENCE}\n3 comments\nSo sad.\nSubscribe now"), why=True)
    assert max(map(len, text.partition("Left out")[2].splitlines())) <= 80
    assert "a heading of comments, and all that follows it" in " ".join(text.split())


def test_right_to_left_text_keeps_its_order() -> None:
    words = "عقد وزير الخارجية المصري محادثات في القاهرة يوم الاثنين مع نظيره السوداني حول المعبر الحدودي بين البلدين."
    text = shown(seen(words), 60)
    lines = [line[15:] for line in text.split("─")[60].splitlines() if line.startswith(" " * 15)]
    assert " ".join(lines) == words


def test_long_boilerplate_is_cut_and_told() -> None:
    more = "More of it came later, and it was as bad as it had been."
    text = shown(seen(f"{SENTENCE}\n{more}\n3 comments\n" + "So sad. " * 99))
    assert "… [562 more characters]" in " ".join(text.split())


def test_a_file_and_its_json(run: Run, folder: Path) -> None:
    status, out, _ = run("page", folder / "a.txt", "--width", 80)
    assert status == 0
    assert "fired[1] rockets" in out
    status, out, _ = run("page", folder / "a.txt", "--json")
    record = json.loads(out)
    text = record["text"]
    assert status == 0
    assert (record["state"], len(record["claims"])) == ("coded", 1)
    assert {mark["role"] for mark in record["marks"]} >= {"trigger", "actor", "recipient", "date", "place", "number"}
    assert all(text[mark["start"] : mark["end"]] == mark["words"] for mark in record["marks"])
    first = record["runs"][0]
    assert (text[first["start"] : first["end"]], first["kind"]) == (SENTENCE, "body")


def test_without_coding(run: Run, folder: Path) -> None:
    status, out, _ = run("page", folder / "a.txt", "--no-code")
    assert status == 0
    assert "fired rockets" in out
    assert "Not coded: The page was not coded, as --no-code asks." in out


def test_a_page_that_is_not_coded_is_shown(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import dateline

    why = "a.txt is in language 'fr'; only 'en' is coded."

    def refuse(page: Page) -> Failure:
        return Failure(page.name, "parsing", "skipped", "other-language", why)

    monkeypatch.setattr(dateline.pipeline, "coded_page", refuse)
    status, out, _ = run("page", folder / "a.txt")
    assert status == 0
    assert f"Not coded: {why}" in out
    assert json.loads(run("page", folder / "a.txt", "--json")[1])["reason"] == why


def test_what_cannot_be_shown_is_told_and_the_rest_shown(run: Run, folder: Path) -> None:
    status, out, err = run("page", folder / "gone.txt", folder / "b.txt")
    assert status == 3
    assert "fired[1]" in out
    assert "gone.txt does not exist" in err
    assert run("page", folder / "d.png")[0] == 1


def test_stored_pages_by_name_end_of_name_and_id(run: Run, folder: Path, database: Path) -> None:
    by_name = run("page", folder / "a.txt", "--db", database)
    assert by_name[0] == 0
    assert "fired[1]" in by_name[1]
    assert run("page", "a.txt", "--db", database) == by_name
    document = json.loads(run("page", "a.txt", "--db", database, "--json")[1])["document"]
    assert run("page", document[:10], "--db", database) == by_name
    status, _, err = run("page", "nowhere.txt", "--db", database)
    assert status == 1
    assert "has no page 'nowhere.txt'" in err
