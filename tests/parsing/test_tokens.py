"""Words as Universal Dependencies splits English; offsets always exact."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from dateline.parsing.pipeline import load_pipeline
from dateline.parsing.tokens import EnglishTokenizer

TOKENIZE = EnglishTokenizer(spacy.blank("en").vocab)


def words(text: str) -> str:
    return " ".join(token.text for token in TOKENIZE(text) if not token.is_space)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # compounds are split at hyphens, prefixes are not
        ("US-led", "US - led"), ("Iran-backed", "Iran - backed"), ("52-year-old", "52 - year - old"),
        ("car-bomb", "car - bomb"), ("U.S.-led", "U.S. - led"), ("AK-47", "AK - 47"), ("al-Shabab", "al - Shabab"),
        ("pro-Beijing", "pro-Beijing"), ("anti-government", "anti-government"), ("re-elected", "re-elected"),
        ("ex-rebel", "ex-rebel"), ("mid-July", "mid-July"), ("e-mail", "e-mail"), ("UN-backed", "UN - backed"),
        ("Naqsh-e-Jahan", "Naqsh - e - Jahan"), ("area-wise", "area-wise"),
        # clitics
        ("don't", "do n't"), ("don’t", "do n’t"), ("DON'T", "DO N'T"), ("Kabul's", "Kabul 's"),
        ("Kabul’s", "Kabul ’s"), ("they'll", "they 'll"), ("WE'VE", "WE 'VE"), ("soldiers'", "soldiers '"),
        ("cannot", "can not"), ("Gonna", "Gon na"), ("wont", "wo nt"), ("id", "id"), ("Shell", "Shell"),
        ("O'Brien", "O'Brien"), ("N'Djamena", "N'Djamena"), ("d'Ivoire", "d'Ivoire"),
        # full stops
        ("casualties.Some", "casualties . Some"), ("dead.some", "dead . some"), ("“Go.”He", "“ Go . ” He"),
        ("left?They", "left ? They"), ("fled).The", "fled ) . The"), ("U.S.", "U.S."), ("3.5", "3.5"),
        ("example.com", "example.com"), ("Example.Com", "Example.Com"), ("Gen. Roe", "Gen. Roe"), ("etc.,", "etc. ,"),
        ("tanks etc. Then", "tanks etc . Then"), ("tanks, etc. were", "tanks , etc. were"), ("No. 5", "No. 5"),
        ("No. He", "No . He"), ("He sat. It", "He sat . It"), ("S.Korea", "S. Korea"), ("a.m.", "a.m."),
        ("Well...yes", "Well ... yes"), ("Wait…", "Wait …"), ("Jan.5", "Jan. 5"), ("deal.23", "deal . 23"),
        # runs of one mark
        ("Help!!!", "Help !!!"), ("What?!", "What ?!"), ("=====", "====="), ("***", "***"), ("<<", "<<"),
        ("now.--Roe", "now . -- Roe"),
        # numbers
        ("7pm", "7 pm"), ("7:30PM", "7:30 PM"), ("10km", "10 km"), ("20%", "20 %"), ("5m", "5 m"), ("2nd", "2nd"),
        ("1990s", "1990s"), ("1990's", "1990's"), ("’90s", "’90s"), ("4G", "4G"), ("$5m", "$ 5 m"),
        ("US$5,000", "US$ 5,000"), ("€3.5bn", "€ 3.5 bn"), ("20-30", "20 - 30"), ("2031-05-08", "2031-05-08"),
        ("8/5/2031", "8/5/2031"), ("555-010-2000", "555-010-2000"), ("9/11", "9/11"), ("20minutes", "20 minutes"),
        ("+44", "+44"), ("(8)", "( 8 )"), ("1,200", "1,200"), ("7pm-9pm", "7 pm - 9 pm"),
        # slashes, brackets, marks
        ("and/or", "and / or"), ("he/she", "he / she"), ("w/o", "w/o"), ("person(s)", "person ( s )"),
        ("[sic]", "[ sic ]"), ("Kabul–Herat", "Kabul – Herat"), ("town—he", "town — he"), ("#peace", "#peace"),
        ("#5", "# 5"), ("-more", "- more"), ("long-", "long -"), ("AT&T", "AT&T"), (":-)", ":-)"),
        # addresses
        ("https://example.org/a-b/c?d=1.", "https://example.org/a-b/c?d=1 ."), ("www.example.net/", "www.example.net/"),
        ("(jo.roe@example.com)", "( jo.roe@example.com )"), ("news.example.co.uk", "news.example.co.uk"),
        # scripts
        ("KyivКиїв", "Kyiv Київ"), ("Київ", "Київ"),
    ],
)  # fmt: skip
def test_words_are_those_of_universal_dependencies(text: str, expected: str) -> None:
    assert words(text) == expected
    assert words(f"We saw {text} there") == f"We saw {expected} there"


def test_a_number_in_brackets_is_no_smiley() -> None:
    assert words("Two men (aged 7, 8) left") == "Two men ( aged 7 , 8 ) left"
    assert words("as follows (below):") == "as follows ( below ) :"


def test_the_pipeline_reads_these_words() -> None:
    text = "The pro-Beijing paper said it couldn’t print No. 5!!"
    assert " ".join(t.text for t in load_pipeline().make_doc(text)) == words(text)


MIXED = st.text(
    st.sampled_from("aBé.,!?-–'’\"“”()[]/:;$%#&*=_<>~0123 \t…中Кع😀\u00a0\u200f") | st.characters(codec="utf-8"),
    max_size=40,
)


@given(MIXED)
def test_tokens_are_slices_that_make_up_the_text(text: str) -> None:
    doc = TOKENIZE(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_words_do_not_depend_on_what_was_read_before() -> None:
    text = "No. 7 was a pro-Roe paper. No. They don't, etc. and U.S.-led 5km (x)..."
    first = words(text)
    assert words("etc. No. x " + text).endswith(first)
    assert words(text) == first


def test_long_runs_take_bounded_time() -> None:
    for text in ("a" * 10_000, "-" * 10_000, "a-" * 5_000, "(" * 10_000, "([" * 2_000, "1." * 5_000, "a.b@" * 2_500):
        assert TOKENIZE(text).text == text
