"""No text an editor commits becomes active in a reader's browser: it is refused with its place, or stays dead letters."""

import re

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag

from plugins.newsroom.problem import report
from tests.body import Converter
from tests.building import text
from tests.conftest import Bulletin

LINKS = "link with https://…, story:2021/06/name or page:name"
RAW = "use Markdown, or write &lt; for a < sign"

HTML = [
    ("<script>alert(1)</script>", "<script>"),
    ("<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<SCRIPT SRC=//evil.example/x.js>"),
    ("<scr<script>ipt>alert(1)</script>", "<script>"),
    ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
    ("<svg/onload=alert(1)>", "<svg/onload=alert(1)>"),
    ("<svg><a xlink:href=javascript:alert(1)>x</a></svg>", "<svg>"),
    ("<math><mtext></mtext></math>", "<math>"),
    ("<a href=javascript:alert(1)>x</a>", "<a href=javascript:alert(1)>"),
    ("<a\nhref=javascript:alert(1)>x</a>", "<a href=javascript:alert(1)>"),
    ("<iframe src=https://evil.example/></iframe>", "<iframe src=https://evil.example/>"),
    ("<object data=x></object>", "<object data=x>"),
    ("<embed src=x>", "<embed src=x>"),
    ("<style>body{display:none}</style>", "<style>"),
    ("<link rel=stylesheet href=//evil.example>", "<link rel=stylesheet href=//evil.example>"),
    ("<meta http-equiv=refresh content=0>", "<meta http-equiv=refresh content=0>"),
    ("<base href=//evil.example>", "<base href=//evil.example>"),
    ("<form action=//evil.example><input></form>", "<form action=//evil.example>"),
    ("<details open ontoggle=alert(1)>x</details>", "<details open ontoggle=alert(1)>"),
    ("<p/onclick=alert(1)>", "<p/onclick=alert(1)>"),
    ("<x:y onload=1>", "<x:y onload=1>"),
    ("</p><script>", "</p>"),
    ("<b>đậm</b>", "<b>"),
    ("\\<script>alert(1)</script>", "<script>"),
    ("`<script>`", "<script>"),
    ("    <script>", "<script>"),
    ("```\n<script>\n```", "<script>"),
    ("| a |\n|---|\n| <script> |", "<script>"),
    ("[^1]\n\n[^1]: <script>", "<script>"),
    ('*[HTML]: "><script>\n\nHTML', "<script>"),
    ("::: quote | <script>\nx\n:::", "<script>"),
    ('::: infographic | a.png\nalt: "><script>\ncredit: "Ảnh: B"\n:::', "<script>"),
    ("<?php echo 1 ?>", "<?php echo 1 ?>"),
    ("<!DOCTYPE html>", "<!"),
    ("<![CDATA[x]]>", "<!"),
    ("<javascript:alert(1)>", "<javascript:alert(1)>"),
    ("<a@b.example>", "<a@b.example>"),
]


@pytest.mark.parametrize(("body", "shown"), HTML)
def test_raw_html(convert: Converter, body: str, shown: str) -> None:
    """Anything that looks like an HTML element is refused, in code and in captions too, and nothing of it gets through."""
    manuscript = convert(body)
    at = body.index(shown[0] if "\n" in body and shown not in body else shown)
    line, column = body.count("\n", 0, at) + 4, at - body.rfind("\n", 0, at)
    assert report(manuscript.problems).splitlines()[0] == (
        f"a.md:{line}:{column}: raw HTML is not allowed: {shown} -> {RAW}"
    )
    assert active("\n".join(manuscript.body.blocks)) == []


@pytest.mark.parametrize("body", ["<!-- ghi chú -->", "Một.\n\n<!-- quên đóng\n\nHai.", "a<!--->b"])
def test_comments(convert: Converter, body: str) -> None:
    """A comment would be public in the page's source, so it is refused; one that is not closed as well."""
    at = body.index("<!--")
    line, column = body.count("\n", 0, at) + 4, at - body.rfind("\n", 0, at)
    assert convert.told(body) == (
        f"a.md:{line}:{column}: an HTML comment (<!-- … -->) in the text"
        " -> delete it: readers could see it in the page's source"
    )


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("[x](javascript:alert(1))", "links of the kind 'javascript:' are not allowed: javascript:alert(1)"),
        ("[x](JaVaScRiPt:alert(1))", "links of the kind 'javascript:' are not allowed: JaVaScRiPt:alert(1)"),
        ("[x](javascript&#58;alert(1))", "links of the kind 'javascript:' are not allowed: javascript&#58;alert(1)"),
        ("[x](&#106;avascript:alert(1))", "links of the kind 'javascript:' are not allowed: &#106;avascript:alert(1)"),
        ("[x](java&Tab;script:alert(1))", "links of the kind 'javascript:' are not allowed: java&Tab;script:alert(1)"),
        ("[r]\n\n[r]: javascript:alert(1)", "links of the kind 'javascript:' are not allowed: javascript:alert(1)"),
        (
            '[x][r]\n\n[r]: javascript:alert(1) "t"',
            "links of the kind 'javascript:' are not allowed: javascript:alert(1)",
        ),
        ("[x](vbscript:msgbox(1))", "links of the kind 'vbscript:' are not allowed: vbscript:msgbox(1)"),
        ("[x](data:text/html;base64,PHN=)", "links of the kind 'data:' are not allowed: data:text/html;base64,PHN="),
        ("[x](file:///etc/passwd)", "links of the kind 'file:' are not allowed: file:///etc/passwd"),
        ("[x](feed:javascript:alert(1))", "links of the kind 'feed:' are not allowed: feed:javascript:alert(1)"),
        ("[x](view-source:x)", "links of the kind 'view-source:' are not allowed: view-source:x"),
        ("[x](//evil.example/)", "the link '//evil.example/' may not be followed"),
        ("[x](/\\evil.example)", "the link '/\\evil.example' may not be followed"),
        ("[x](%6aavascript:alert(1))", "the link '%6aavascript:alert(1)' may not be followed"),
        ("[x](../bai-khac/)", "the link '../bai-khac/' may not be followed"),
    ],
)
def test_links(convert: Converter, body: str, told: str) -> None:
    """Links lead to the web, mail, telephone, stories and pages; every other kind is refused, however it is written."""
    message = convert.told(body)
    assert message.endswith(f": {told} -> {LINKS}")
    assert message.startswith("a.md:")
    assert active("\n".join(convert(body).body.blocks), links=False) == []


INERT = [
    "<script",
    "<img src=x onerror=alert(1)//",
    "< script>alert(1)</ script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    '<https://example.com/"onmouseover=alert(1)>',
    '[x](https://e.example "a" onclick="alert(1)")',
    '[x](https://e.example/"onmouseover="alert(1)")',
    '![Ba người"onerror="alert(1)](a.jpg "x (Ảnh: B)")',
    '![Ba người](a.jpg "b\\" onerror=alert(1) (Ảnh: B)")',
    '*[LHQ]: " onmouseover=alert(1) x="\n\nLHQ họp',
    'x[^"onclick=alert(1)]\n\n[^"onclick=alert(1)]: y',
    "## Tít { onclick=alert(1) }",
    "## Tít {: onclick=alert(1) }",
    '::: quote | "onclick=alert(1)\nx\n:::',
    '::: infographic | a.png\nalt: Hai cột" onerror="alert(1)\ncredit: Ảnh: B\n:::',
    "![Ba người](javascript:alert(1) 'x (Ảnh: B)')",
    "![Ba người](data:image/svg+xml;base64,PHN2Zz4= 'x (Ảnh: B)')",
    "![Ba người](//evil.example/a.jpg 'x (Ảnh: B)')",
    "{{ 7*191 }} {% include '/etc/passwd' %}",
    "<" * 401 + "svg onload=alert(1)\n",
    "![" + "<" * 401 + "svg onload=alert(1)](a.jpg)",
    "![" + '"' * 401 + "onerror=alert(1)](a.jpg)",
    "[" * 401 + "](javascript:alert(1))",
]


@pytest.mark.parametrize("body", INERT)
def test_inert(convert: Converter, body: str) -> None:
    """What is not refused stays text: no element, attribute or address a browser would act on comes out of it."""
    manuscript = convert(body)
    assert active("\n".join(manuscript.body.blocks)) == []


def active(html: str, links: bool = True) -> list[str]:
    """Everything in the HTML that a browser would act on; pictures still stand by their file names here."""
    found = []
    for element in BeautifulSoup(html, "html.parser").find_all(True):
        if element.name in FORBIDDEN.split():
            found.append(f"<{element.name}>")
        for name, value in element.attrs.items():
            words = value if isinstance(value, str) else " ".join(value or ())
            if name.startswith("on") or name in ("style", "srcdoc", "formaction", "xlink:href"):
                found.append(f"{name}=")
            if (links and name == "href") or (name == "src" and not words.startswith("photo:")):
                found += [words] if not re.match(r"(https?://|mailto:|tel:|story:|page:|#)", words) else []
    return found


FORBIDDEN = "script style iframe object embed link meta base form input button textarea svg math frame frameset applet"


def test_nothing_active_on_the_page(bulletin: Bulletin) -> None:
    """Markup in headline, lead, kicker and captions is shown as letters on every page that shows them."""
    mark = '</title><script>alert(1)</script> "A" & <b onclick=alert(1)>B</b>'
    quoted = "'" + mark + "'"
    cover = "{file: a.jpg, alt: " + quoted + ", caption: 'C <i>', credit: '" + "Ảnh: <u>'}"
    tree = text("2025/07/a/vi", "Một.", title=quoted, lead=quoted, kicker=quoted, cover=cover).replace(
        "alt: '<", "alt: 'X<"
    )
    built = bulletin(tree + "-- news/2025/07/a/a.jpg --\n" + text("2025/07/b/vi"))
    assert (built.code, built.problems) == (0, "")
    for path in (name for name in built.files if name.endswith(".html")):
        scripts = [tag for tag in built.page(path).find_all("script") if isinstance(tag, Tag)]
        assert all(tag.get("type") == "application/ld+json" or tag.get("src") for tag in scripts), path
        assert [tag for tag in built.page(path).find_all("b") if tag.get("onclick")] == []
    assert built.texts("/2025/07/a/", "h1")[0].endswith("<script>alert(1)</script> “A” & <b onclick=alert(1)>B</b>")


def test_content_is_no_template(bulletin: Bulletin) -> None:
    """Template signs in a headline or a text are printed as they stand."""
    built = bulletin(text("2025/07/a/vi", "Số {{ 7*191 }} và {% raw %}.", title='"{{ 7*191 }}"'))
    assert built.texts("/2025/07/a/", "h1") == ["{{ 7*191 }}"]
    assert built.texts("/2025/07/a/", ".body p") == ["Số {{ 7*191 }} và {% raw %}."]
