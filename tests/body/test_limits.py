"""Text that is no prose: it is refused or printed as it stands, and never keeps a build from ending."""

import pytest

from tests.body import Converter


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (">" * 3000 + " x", "a.md:4:1: a quotation nested more than 8 deep -> write it flatter"),
        ("> " * 9 + "x", "a.md:4:1: a quotation nested more than 8 deep -> write it flatter"),
        (
            "\n".join(" " * (4 * depth) + "- x" for depth in range(300)),
            "a.md:14:1: a list nested too deep -> write it flatter",
        ),
        ("x\n\n" * 6000, "a.md:4:1: the text has 6001 paragraphs, at most 5000 fit -> split it up"),
    ],
    ids=["quote", "quote-9", "list", "paragraphs"],
)
def test_refused(convert: Converter, body: str, told: str) -> None:
    """Quotations and lists nested too deep, and far too many paragraphs, are told and not converted."""
    assert convert.told(body) == told


@pytest.mark.parametrize(
    "body",
    [
        "[" * 50_000,
        "*a **b " * 20_000,
        "![a](" * 20_000,
        "`" * 50_000 + "x",
        '"' * 50_000,
        "'a' " * 20_000,
        "a  \n" * 20_000,
        "&amp; " * 20_000,
        "- x\n" * 20_000,
        "|a|b|\n|-|-|\n" + "|x|y|\n" * 20_000,
        "x\n=\n" * 10_000,
        "a\n: b\n" * 5000,
        ":::\n" * 20_000,
        "*[A]: x\n\n" + "A " * 100_000,
        "\n\n".join("![a]( [b](" * 390 for _ in range(60)),
        "::: quote\n\n" * 2000,
    ],
    ids=lambda body: repr(body[:12]),
)
def test_ends(convert: Converter, body: str) -> None:
    """Rows of thousands of signs that Python-Markdown takes quadratic time for are done with at once."""
    convert(body)


def test_printed_as_it_stands(convert: Converter) -> None:
    """A paragraph of signs is shown to readers letter by letter, and its neighbours are prose as ever."""
    html = convert.html(f"*Trước*.\n\n{'[' * 500}<x\n\n*Sau*.")
    assert html == f"<p><em>Trước</em>.</p>\n<p>{'[' * 500}&lt;x</p>\n<p><em>Sau</em>.</p>"


def test_hundreds_are_prose(convert: Converter) -> None:
    """A long paragraph with hundreds of links, stars or quotation marks is converted as usual."""
    html = convert.html(" ".join(["[a](https://e.example)", "*b*", '"c"'] * 130))
    assert (html.count("<a "), html.count("<em>"), html.count("“")) == (130, 130, 130)
