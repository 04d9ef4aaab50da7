"""The two editions know each other on every page, and say so honestly where one of them lacks something."""

import pytest

from tests.building import text
from tests.conftest import Bulletin
from tests.site.published import HOST, Published, language, value, words

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
HONEST = {"vi": "Chưa có bản tiếng Anh", "en": "Not available in Vietnamese"}
"""What the switch of an edition says where the other one lacks the page."""


def other(edition: str) -> str:
    return "en" if edition == "vi" else "vi"


def is_part(url: str) -> bool:
    """Whether the page is a numbered part of a list: those have no counterpart that says the same."""
    return "/trang/" in url or "/page/" in url


def test_html_lang_is_the_edition(published: Published) -> None:
    """Every page declares the language of its edition."""
    wrong = [url for url in published.urls if value(published.page(url).html, "lang") != published.edition(url)]
    assert wrong == []


def test_canonical_is_the_page_itself(published: Published) -> None:
    """Every page has one canonical address: its own, absolute."""
    for url in published.urls:
        assert value(published.one(url, 'link[rel="canonical"]'), "href") == HOST + url


def test_hreflang_names_self_twin_and_default(published: Published) -> None:
    """Where a page has alternates they are vi, en and x-default, the page itself is one, x-default is the Vietnamese."""
    for url in published.urls:
        alternates = published.alternates(url)
        if alternates:
            assert set(alternates) == {"vi", "en", "x-default"}, url
            assert alternates[published.edition(url)] == HOST + url
            assert alternates["x-default"] == alternates["vi"]


def test_hreflang_graph_is_closed(published: Published) -> None:
    """Every alternate exists, may be indexed, and names the same alternates in return."""
    faults = []
    for url in published.urls:
        for code, address in published.alternates(url).items():
            twin = address.removeprefix(HOST)
            if not address.startswith(f"{HOST}/") or not published.has(twin):
                faults.append(f"{url}: {code} leads to {address}")
            elif published.alternates(twin) != published.alternates(url) or not published.indexed(twin):
                faults.append(f"{url}: {twin} does not answer")
    assert faults == []


def test_every_pair_is_told(published: Published) -> None:
    """A page for search engines whose switch leads to its twin names it in hreflang; one without a twin names nothing."""
    faults = []
    for url in published.urls:
        if published.kind(url) == "side_by_side" or is_part(url) or not published.indexed(url):
            continue
        twin = value(published.one(url, ".edition-switch[lang]"), "href") if has_twin(published, url) else ""
        told = published.alternates(url).get(other(published.edition(url)), "").removeprefix(HOST)
        if twin != told:
            faults.append(f"{url}: switch to {twin or 'nothing'}, hreflang to {told or 'nothing'}")
    assert faults == []


def has_twin(published: Published, url: str) -> bool:
    """Whether the page's switch is offered as the page's twin: it carries the language's own name."""
    return published.page(url).select_one(".edition-switch[lang]") is not None


def test_every_page_has_one_edition_switch(published: Published) -> None:
    """Every page of every kind has one switch; it leads to a page of the other edition and says so in hreflang."""
    faults = []
    for url in published.urls:
        switches = published.page(url).select("a.edition-switch")
        targets = [value(switch, "href") for switch in switches]
        if len(targets) != 1 or not published.has(targets[0]):
            faults.append(f"{url}: {targets}")
        elif published.edition(targets[0]) == published.edition(url):
            faults.append(f"{url}: stays in its edition: {targets[0]}")
        elif value(switches[0], "hreflang") != other(published.edition(url)):
            faults.append(f"{url}: hreflang {value(switches[0], 'hreflang')}")
    assert faults == []


def test_switch_to_a_twin_is_in_its_language(published: Published) -> None:
    """A switch that leads to the twin is the other language's own name, marked as being in that language."""
    for url in published.urls:
        if has_twin(published, url):
            switch, code = published.one(url, ".edition-switch"), other(published.edition(url))
            assert (words(switch), value(switch, "lang")) == (LANGUAGES[code], code)


def test_switch_without_a_twin_is_honest(published: Published) -> None:
    """Where there is no twin the switch says so in the reader's language and leads to the nearest front."""
    lonely = [url for url in published.urls if not has_twin(published, url)]
    assert {published.kind(url) for url in lonely} >= {"article", "tag"}
    for url in lonely:
        switch = published.one(url, ".edition-switch")
        assert words(switch) == HONEST[published.edition(url)]
        assert published.kind(value(switch, "href")) in ("home", "section")


def test_switch_of_an_english_text_alone_is_honest(bulletin: Bulletin) -> None:
    """A story told in English only says that it is not available in Vietnamese, and leads to its section there."""
    english = text("2025/07/b/en", date="2025-07-10 08:00", section="huu-nghi")
    built = bulletin(text("2025/07/a/vi") + text("2025/07/a/en") + english)
    assert built.code == 0, built.said
    switch = built.one("/en/2025/07/b/", ".edition-switch")
    assert (words(switch), value(switch, "href")) == (HONEST["en"], "/chuyen-muc/huu-nghi/")
    assert not switch.has_attr("lang")
    assert value(switch, "hreflang") == "vi"


@pytest.mark.parametrize(
    "kind", ["home", "section", "tag", "author", "archive", "search", "page", "article", "not_found"]
)
def test_both_editions_have_every_kind_of_page(published: Published, kind: str) -> None:
    """Each kind of page exists in both editions, and at least one pair of it is linked by its switch."""
    for edition in LANGUAGES:
        mine = published.of_kind(kind, edition=edition)
        assert any(has_twin(published, url) for url in mine), edition


def test_side_by_side_leads_to_both_texts(published: Published) -> None:
    """A side-by-side page shows both titles, each in its language and leading to its text."""
    for url in published.of_kind("side_by_side"):
        heads = published.page(url).select(".pair-head [lang]")
        assert [value(head, "lang") for head in heads] == ["vi", "en"]
        for head in heads:
            link = head.select_one("a[href]")
            assert value(link, "hreflang") == published.edition(value(link, "href")) == value(head, "lang")


def test_every_pair_can_be_read_side_by_side(published: Published) -> None:
    """An article with a twin leads to the page with both texts, one without a twin does not."""
    for url in published.of_kind("article"):
        links = [target for _, target in published.links(url, ".reading-tools-link a")]
        assert [published.kind(target) for target in links] == ["side_by_side"] * has_twin(published, url), url


def test_links_to_the_other_edition_say_so(published: Published) -> None:
    """A link that leads out of the language of the text around it says which one it leads to."""
    faults = []
    for url in published.urls:
        for link, target in published.links(url):
            around = language(link.parent or link)
            foreign = published.edition(target) != around and published.kind(target) != "side_by_side"
            if foreign and value(link, "hreflang") != published.edition(target):
                faults.append(f"{url}: {link}")
    assert faults == []


def test_foreign_titles_and_leads_are_marked(published: Published) -> None:
    """Wherever a title or lead of one edition is printed, the language around it is declared to be that edition's."""
    spoken: dict[str, set[str]] = {}
    for url in published.of_kind("article"):
        for selector in ("h1", ".lead", ".kicker"):
            found = published.page(url).select_one(selector)
            if found:
                spoken.setdefault(words(found), set()).add(published.edition(url))
    faults = []
    for url in published.urls:
        for string in published.one(url, "body").find_all(string=True):
            codes = spoken.get(" ".join(string.split()), set())
            if codes and string.parent and language(string.parent) not in codes:
                faults.append(f"{url}: {string}")
    assert faults == []
    assert any(published.page(url).select(".card-title [lang]") for url in published.of_kind("article", edition="en"))
