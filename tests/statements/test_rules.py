"""Attribution by rules: cues before, after and inside, shared sources, missing speakers, scare quotes."""

import pytest

from tests.reading_cases import names, reading_of

V = "Foreign Minister of Velmara Ilona Varga visited Port Anselm. "

# text, [(source, cue, contents, quotation, speakers)], why
CASES = [
    (
        V + "Minister Varga said that the crossing would open.",
        [("Minister Varga", "said", ["that the crossing would open"], "indirect", ["Ilona Varga"])],
        "indirect",
    ),
    (
        V + '"The crossing will open in June", the Minister said.',
        [("the Minister", "said", ['"The crossing will open in June"'], "direct", ["Ilona Varga"])],
        "direct, cue after",
    ),
    (
        V + 'The Minister said: "The crossing will open in June."',
        [
            (
                "The Minister",
                "said",
                ['"The crossing will open in June."'],
                "direct",
                ["Ilona Varga"],
            )
        ],
        "direct, cue before",
    ),
    (
        V + "The Minister praised the work of the commission and welcomed the new budget.",
        [
            (
                "The Minister",
                "praised",
                ["the work of the commission"],
                "indirect",
                ["Ilona Varga"],
            ),
            ("The Minister", "welcomed", ["the new budget"], "indirect", ["Ilona Varga"]),
        ],
        "two cues, one source",
    ),
    (
        V + "The Minister said that trade had grown, adding that tourism had not.",
        [
            ("The Minister", "said", ["that trade had grown"], "indirect", ["Ilona Varga"]),
            ("The Minister", "adding", ["that tourism had not"], "indirect", ["Ilona Varga"]),
        ],
        "participle goes on",
    ),
    (
        V + "It was noted that trade had grown.",
        [(None, "was noted", ["that trade had grown"], "indirect", [])],
        "a passive that names nobody",
    ),
    (
        V + 'The Minister said that the plan was "a step too far" for her country.',
        [
            (
                "The Minister",
                "said",
                ['that the plan was "a step too far" for her country'],
                "mixed",
                ["Ilona Varga"],
            )
        ],
        "mixed",
    ),
    (
        V + "According to the Minister, trade had grown.",
        [("the Minister", "According to", ["trade had grown"], "indirect", ["Ilona Varga"])],
        "according to",
    ),
    (V + "The Minister discussed the budget with the mayor.", [], "discussed is no statement"),
    (
        V + 'The so-called "Open Border" programme ended in May.',
        [],
        "a name in quotation marks is no speech",
    ),
]


@pytest.mark.parametrize(("text", "wanted", "why"), CASES, ids=[r[2] for r in CASES])
def test_statements(
    text: str, wanted: list[tuple[str | None, str, list[str], str, list[str]]], why: str
) -> None:
    reading = reading_of(text)
    found = [
        (
            s.source.text if s.source else None,
            s.cue.text if s.cue else None,
            [c.text for c in s.content],
            s.quotation.value,
            names(reading, s.speakers),
        )
        for s in reading.statements
    ]
    assert found == wanted


def test_turns_of_a_transcript_belong_to_their_labels() -> None:
    text = (
        "QUESTION: Will the crossing open?\n\nFOREIGN MINISTER VARGA: It will open in June. We have agreed on that.\n\n"
        "And we will open it together with our neighbours, as I said.\n\nQUESTION: Is that certain?\n\n"
        "FOREIGN MINISTER VARGA: Yes, that is certain."
    )
    reading = reading_of(text)
    speakers = [(names(reading, s.speakers), s.act.value == "ask") for s in reading.statements]
    journalist, minister = (["Journalist"], True), (["Varga"], False)
    assert speakers == [journalist, minister, minister, journalist, minister]


def test_a_signature_names_the_speaker_of_a_quoted_paragraph() -> None:
    reading = reading_of(
        "The Commission met in May.\n\n“Rural towns will get the network that they were promised.” – Commissioner Gordon Stark"
    )
    (statement,) = reading.statements
    assert names(reading, statement.speakers) == ["Gordon Stark"]
