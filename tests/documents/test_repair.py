"""The clean text and its map back to the source."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.documents.repair import clean_text

TEXTS = st.text(
    alphabet=st.sampled_from("abcXYZ éß日本א\u200b\u00a0\u00ad\t\n\r.,“”\"'-😀â€™Ã©"), max_size=120
)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_the_map_never_falls_and_fits(source: str) -> None:
    clean = clean_text(source)
    assert len(clean.offsets) == len(clean.text) + 1
    assert all(a <= b for a, b in zip(clean.offsets, clean.offsets[1:], strict=False))
    assert clean.offsets[-1] == len(source)
    for block in clean.blocks:
        start, end = clean.source_range(block.start, block.end)
        assert 0 <= start < end <= len(source)


@given(st.text(alphabet="abc ABC.,é日\n", max_size=200))
@settings(max_examples=200, deadline=None)
def test_undamaged_characters_keep_their_place(source: str) -> None:
    clean = clean_text(source)
    for char, offset in zip(clean.text, clean.offsets, strict=False):
        assert char.isspace() or source[offset] == char


# source, blocks of the clean text, why
CASES = [
    (
        "were developing a\n\nsuccessful cooperation in all areas.",
        None,
        "too short before the break",
    ),
    (
        "Both countries were developing a\n\nsuccessful cooperation in all areas.",
        ["Both countries were developing a successful cooperation in all areas."],
        "a sentence cut by a blank line",
    ),
    ("First part.\n\nSecond part.", ["First part.", "Second part."], "paragraphs stay apart"),
    ("He wel\u00adcomed it\u200b.", ["He welcomed it."], "soft hyphen and zero-width space"),
    ("It\u00a0is   so.", ["It is so."], "odd white space"),
    ("The Ministerâ€™s visit was short.", ["The Minister’s visit was short."], "mojibake"),
    (
        "QUESTION: And you?\nMS. TORV: No.",
        ["QUESTION: And you?", "MS. TORV: No."],
        "turns stay apart",
    ),
    ("- one item\n- two items", ["- one item", "- two items"], "list items stay apart"),
]


@pytest.mark.parametrize(("source", "blocks", "why"), CASES, ids=[row[2] for row in CASES])
def test_blocks(source: str, blocks: list[str] | None, why: str) -> None:
    clean = clean_text(source)
    found = [clean.text[b.start : b.end] for b in clean.blocks]
    assert found == (blocks if blocks is not None else source.split("\n\n"))


def test_a_long_line_stays_linear() -> None:
    source = "word " * 1_000_000
    assert len(clean_text(source).blocks) == 1


def test_markdown_markup_is_left_out() -> None:
    source = "# A heading\n\nThe **Minister** said [so](http://x.example) today."
    clean = clean_text(source, markdown=True)
    assert [clean.text[b.start : b.end] for b in clean.blocks] == [
        "A heading",
        "The Minister said so today.",
    ]
