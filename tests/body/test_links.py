"""Links, crossheads and what else stands in a text."""

import pytest

from tests.body import Converter
from tests.building import text
from tests.conftest import Bulletin


def test_links_are_noted(convert: Converter) -> None:
    """Links to stories and pages are noted as written; links to the web, mail and telephone are left alone."""
    manuscript = convert(
        '[a](story:2025/07/b#s-x "t") [p](page:gioi-thieu) [w](https://e.example) [m](mailto:a@b.c) [t](tel:+84)'
    )
    assert manuscript.problems == []
    assert manuscript.body.links == ["story:2025/07/b#s-x", "page:gioi-thieu"]


@pytest.mark.parametrize("href", ["", "https:javascript", "https://[x", "http://", "a.html", "?x"])
def test_broken_addresses(convert: Converter, href: str) -> None:
    """An address that leads nowhere is told."""
    assert convert.told(f"[x]({href})").partition(": ")[2] == (
        f"the link '{href}' may not be followed -> link with https://…, story:2021/06/name or page:name"
    )


def test_crossheads(convert: Converter) -> None:
    """Crossheads get anchors out of their words, each its own; only ## counts for the contents."""
    manuscript = convert("## Tít “xen”\n\n### Nhỏ\n\n## Tít xen\n\n## !\n")
    assert manuscript.body.crossheads == [("s-tit-xen", "Tít “xen”"), ("s-tit-xen-2", "Tít xen"), ("s-crosshead", "!")]
    assert manuscript.body.blocks[1] == '<h3 id="s-nho">Nhỏ</h3>'


def test_many_equal_crossheads(convert: Converter) -> None:
    """Thousands of equal crossheads get different anchors, and quickly."""
    anchors = [anchor for anchor, _ in convert("## x\n\n" * 3000).body.crossheads]
    assert len(set(anchors)) == 3000 and anchors[-1] == "s-x-3000"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Chữ.\n\n# Lớn", "a.md:6:1: a heading # in the text -> use ## for a crosshead, ### below it"),
        ("#### Bốn", "a.md:4:1: a heading #### in the text -> use ## for a crosshead, ### below it"),
        ("Lớn\n===", "a.md:4:1: a heading # in the text -> use ## for a crosshead, ### below it"),
        ("[đây](#khong)", "a.md:4:7: no place '#khong' in this text -> take the link out"),
        ("[đây](#khong)\n\n## Tít", "a.md:4:7: no place '#khong' in this text -> use one of: #s-tit"),
    ],
)
def test_faults(convert: Converter, body: str, told: str) -> None:
    """Headings of other levels and links to places that are not in the text are told."""
    assert convert.told(body) == told


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("Xem [đây](#s-tit).\n\n## Tít", '<p>Xem <a href="#s-tit">đây</a>.</p>\n<h2 id="s-tit">Tít</h2>'),
        ("*[LHQ]: Liên hợp quốc\n\nLHQ họp.", '<p><abbr title="Liên hợp quốc">LHQ</abbr> họp.</p>'),
        ("Từ\n:   Nghĩa", "<dl>\n<dt>Từ</dt>\n<dd>Nghĩa</dd>\n</dl>"),
        ("<https://e.example>", '<p><a href="https://e.example">https://e.example</a></p>'),
        ("1. a\n2. b\n\n- c", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n<ul>\n<li>c</li>\n</ul>"),
        (
            'Ông nói: "Vui *lắm*" và \'thế\'... -- rồi `"x"`.',
            '<p>Ông nói: “Vui <em>lắm</em>” và ‘thế’… – rồi <code>"x"</code>.</p>',
        ),
        ('"*Đầu* câu" và "cuối *câu*"', "<p>“<em>Đầu</em> câu” và “cuối <em>câu</em>”</p>"),
        ("a < b và c > d", "<p>a &lt; b và c &gt; d</p>"),
    ],
)
def test_what_news_needs(convert: Converter, body: str, html: str) -> None:
    """Abbreviations, definitions, lists, links and typographic quotes come out as they should."""
    assert convert.html(body) == html


def test_table(convert: Converter) -> None:
    """A table can be scrolled by itself and has a name for those who hear it."""
    html = convert.html("| a | b |\n|---|---|\n| 1 | 2 |", "en")
    assert html.startswith('<div aria-label="Table" class="table" role="region" tabindex="0"><table>')


def test_footnote(convert: Converter) -> None:
    """A footnote leads there and back, in the words of the edition."""
    html = convert.html("x[^1]\n\n[^1]: Note.", "en")
    assert '<a class="footnote-ref" href="#fn:1">1</a>' in html
    assert 'href="#fnref:1" title="Back to the text"' in html


def test_contents_from_four_crossheads_on(bulletin: Bulletin) -> None:
    """An article with four crossheads has a list of contents whose links lead to them; one with three has none."""
    heads = "\n\n".join(f"## Phần {number}\n\nChữ." for number in range(1, 5))
    built = bulletin(text("2025/07/a/vi", heads) + text("2025/07/b/vi", heads.partition("## Phần 4")[0]))
    links = built.page("/2025/07/a/").select("nav.contents a")
    assert [link["href"] for link in links] == ["#s-phan-1", "#s-phan-2", "#s-phan-3", "#s-phan-4"]
    assert built.page("/2025/07/b/").select("nav.contents") == []
