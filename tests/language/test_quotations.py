"""Quotation marks of many styles, over paragraphs, unclosed."""

import pytest

from communique.documents import load_text
from communique.language.parse import parse_text
from communique.language.quotations import find_quotes

# text, quotes, why
CASES = [
    ('"We agree", she said.', ['"We agree"'], "straight"),
    ("“We agree,” she said.", ["“We agree,”"], "curly"),
    ("„We agree“, she said.", ["„We agree“"], "low and high"),
    ("«We agree», she said.", ["«We agree»"], "guillemets"),
    ("‘We agree’, she said.", ["‘We agree’"], "single"),
    ("The Minister's view and the parties' view differ.", [], "apostrophes are no quotes"),
    ("It's the ministers' job, he said.", [], "apostrophes of two words"),
    (
        "“He told me ‘never’ twice,” she said.",
        ["“He told me ‘never’ twice,”"],
        "nested marks belong to the outer",
    ),
    ('She said "yes" and then "no".', ['"yes"', '"no"'], "two in a sentence"),
]


@pytest.mark.parametrize(("text", "wanted", "why"), CASES, ids=[r[2] for r in CASES])
def test_quotes(text: str, wanted: list[str], why: str) -> None:
    quotes, problems = find_quotes(parse_text(text, load_text(text).clean))
    assert [text[q.start : q.end] for q in quotes] == wanted
    assert not problems


def test_a_quote_over_paragraphs_resumes_without_a_problem() -> None:
    text = "“We began in May.\n\n“We ended in June,” she said."
    quotes, problems = find_quotes(parse_text(text, load_text(text).clean))
    assert [q.resumes for q in quotes] == [False, True]
    assert not problems


def test_an_unclosed_quote_is_reported_and_reading_goes_on() -> None:
    text = "“We began in May and so on.\n\nThe Minister left the room."
    quotes, problems = find_quotes(parse_text(text, load_text(text).clean))
    assert len(quotes) == 1
    assert [p.code for p in problems] == ["unclosed-quotation"]
