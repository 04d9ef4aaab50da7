"""Every element readers know from article pages of this kind, found in the built pages; and their old faults, impossible.

The rows are those of the study of five real article pages; row 24, the mobile edition, is for later.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from bs4.element import Tag

from tests.building import text
from tests.conftest import Bulletin
from tests.site.published import Published, value, words

TALKS = ("/2021/06/doi-ngoai-nhan-dan-tinh-hinh-moi/", "/en/2021/06/people-to-people-diplomacy-takes-stock/")
CAPITAL = ("/2023/08/doi-moi-doi-ngoai-nhan-dan-thu-do/", "/en/2023/08/hanoi-looks-for-new-ways-to-tell-its-story/")
MEMBERS = ("/2025/07/cung-co-to-chuc-lien-hiep/", "/en/2025/07/seven-items-on-the-table-at-vufo/")
FILM = ("/2025/09/video-65-nam-viet-nam-cuba/", "/en/2025/09/video-65-years-vietnam-cuba/")
ANY = ("", "")
"""Panels change with every new story: what counts there is that some article has the element."""


@dataclass(frozen=True)
class Row:
    """One element: where it is found, how many there are at least, and what each of them says in vi and in en."""

    number: int
    what: str
    story: tuple[str, str]
    selector: str
    least: int = 1
    says: tuple[str, str] = (".+", ".+")


# fmt: off
ROWS = (
    Row(1, "breadcrumb", TALKS, "nav.breadcrumb[aria-label] > ol > li", 3,
        ("Trang chủ|Hữu nghị|Bốn phương kết bạn", "Home|Friendship|Friends everywhere")),
    Row(2, "date line", TALKS, ".date-line > time[datetime='2021-06-20T15:27:00+07:00']", 1,
        (r"15:27 \| 20/06/2021 GMT\+7", r"20 June 2021, 15:27 GMT\+7")),
    Row(2, "updated", TALKS, ".date-line-updated", 1,
        (r"Cập nhật 09:00 \| 21/06/2021 GMT\+7", r"Updated 21 June 2021, 09:00 GMT\+7")),
    Row(3, "follow", TALKS, ".follow a[href$='.xml']"),
    Row(4, "kicker", MEMBERS, "hgroup > p.kicker", 1, ("Hội nghị chia sẻ .*[^:]", "Briefing .*[^:]")),
    Row(5, "title", TALKS, "hgroup > h1", 1, ("Đối ngoại nhân dân .+", "People-to-people .+")),
    Row(6, "text size", TALKS, "fieldset.text-size label:has(input[type=radio])", 3),
    Row(7, "lead", TALKS, ".article-head > p.lead"),
    Row(8, "stories under the lead", TALKS, ".article-head .story-links a[href]", 2),
    Row(9, "photo with caption", TALKS, "figure.photo:has(img[alt][width][height]) > figcaption", 4),
    Row(10, "photo credit", TALKS, "figure.photo > figcaption > .credit", 4,
        (r"\((Ảnh|Minh họa): .+\)", r"\((Photo|Illustration): .+\)")),
    Row(11, "crosshead", TALKS, ".body > h2[id]", 8),
    Row(11, "contents", TALKS, "nav.contents[aria-label] ol > li > a[href^='#']", 8),
    Row(12, "body", TALKS, ".body > p", 10),
    Row(12, "abbreviation", TALKS, ".body abbr[title]", 1, ("[A-ZĐ]{2,}", "[A-Z]{2,}s?")),
    Row(13, "stories at the end", TALKS, ".article-foot .story-links a[href]", 2),
    Row(13, "lead of a story at the end", TALKS, ".article-foot .story-links-lead"),
    Row(14, "byline", TALKS, ".byline > a[rel=author][href]", 1, ("Ngọc Hoài", "Ng[oọ]c Ho[aà]i")),
    Row(15, "source", CAPITAL, ".byline-source", 1, ("Theo báo Hà Nội Mới", "Source: Hanoi Moi .+")),
    Row(16, "related news", ANY, ".related-news .card-text:has(.card-lead) > .card-title > a[href]", 3),
    Row(17, "other news", ANY, ".other-news .card-title > a[href]", 4),
    Row(18, "most read", ANY, ".most-read > ol > li a[href]", 5),
    Row(19, "multimedia", ANY, ".multimedia > h2", 1, ("Multimedia", "Multimedia")),
    Row(20, "infographic", ANY, ".multimedia .kind:-soup-contains('Infographic') + .card-title > a[href]"),
    Row(21, "player", FILM, "figure.video > video[controls][preload=none][poster][width][height] > source[src]", 1,
        ("", "")),
    Row(22, "video", ANY, ".multimedia .kind:-soup-contains('Video')", 1, (r"Video · \d+:\d\d", r"Video · \d+:\d\d")),
    Row(23, "need to know", ANY, ".need-to-know > dl dt + dd"),
    Row(25, "edition switch", TALKS, "a.edition-switch[href][lang][hreflang]", 1, ("English", "Tiếng Việt")),
)
# fmt: on


@pytest.mark.parametrize("edition", [0, 1], ids=["vi", "en"])
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.number}-{row.what.replace(' ', '_')}")
def test_element_is_there(published: Published, row: Row, edition: int) -> None:
    """Each element stands in the page of an article that has it, in both editions."""
    urls = [row.story[edition]] if row.story[edition] else published.of_kind("article", edition=("vi", "en")[edition])
    found = max(([words(one) for one in published.page(url).select(row.selector)] for url in urls), key=len)
    assert len(found) >= row.least, found
    assert [one for one in found if not re.fullmatch(row.says[edition], one)] == []


def test_every_row_but_the_mobile_edition_is_covered() -> None:
    """The table holds rows 1 to 23 and 25."""
    assert {row.number for row in ROWS} == {*range(1, 24), 25}


def test_lead_is_the_same_everywhere(published: Published) -> None:
    """One sapo: what stands under the title is the page's description and what other sites show of it."""
    for url in published.of_kind("article"):
        lead = words(published.one(url, ".article-head > .lead"))
        for selector in ('meta[name="description"]', 'meta[property="og:description"]'):
            assert " ".join(value(published.one(url, selector), "content").split()) == lead


def test_contents_list_every_crosshead(published: Published) -> None:
    """From four crossheads on the page lists them in order, each leading to its place; below four there is no list."""
    for url in published.of_kind("article"):
        heads = [f"#{value(one, 'id')}" for one in published.page(url).select(".body > h2")]
        listed = [value(one, "href") for one in published.page(url).select("nav.contents a")]
        assert listed == (heads if len(heads) >= 4 else []), url


def test_nothing_waits_for_a_script(published: Published) -> None:
    """An article page runs no script at all: its only script elements are data."""
    for url in published.of_kind("article"):
        kinds = {value(one, "type") for one in published.page(url).select("script")}
        assert kinds <= {"application/ld+json"}, url
        assert published.page(url).select("[onclick], [onload], [hidden], noscript") == []


def test_pages_begin_with_the_doctype_and_hold_no_comment(published: Published) -> None:
    """No broken comment, no stray arrow: the first thing in a file is its doctype, and nothing is commented out."""
    for url in published.urls:
        source = published.file(url).read_text(encoding="utf-8")
        assert source.startswith("<!doctype html>"), url
        assert "-->" not in source, url
        assert len(published.page(url).select("h1")) == (0 if published.kind(url) == "moved" else 1), url


def test_kind_of_a_story_is_no_part_of_its_title(published: Published) -> None:
    """Titles carry no “[Video]” and no kicker: both are data of their own."""
    titles = [words(published.one(url, "h1")) for url in published.of_kind("article")]
    assert [title for title in titles if re.search(r"\[|\]|^(video|infographic)\b", title, re.IGNORECASE)] == []


def unanswered(page: Tag) -> Iterator[str]:
    """Labels of the page, outside of the running text, with nothing behind their colon."""
    for block in page.select("p, li, dt, dd, legend, label, figcaption, h1, h2, h3"):
        answered = block.name == "dt" and words(block.find_next_sibling("dd"))
        if words(block).endswith(":") and not answered and not block.find_parent(class_="body"):
            yield words(block)


def test_no_label_without_a_value(published: Published) -> None:
    """No label such as “Nguồn:” stands on any page with nothing behind it."""
    assert [(url, label) for url in published.urls for label in unanswered(published.page(url))] == []


def test_no_heading_without_items(published: Published) -> None:
    """No panel, list or region is printed empty, and no heading of a panel stands outside of one."""
    faults = []
    for url in published.urls:
        page = published.page(url)
        empty = [one for one in page.select("ul, ol, dl, nav, section, aside, figure, table") if not one.select("*")]
        panels = page.select(".panel")
        bare = [one for one in panels if not one.select(".card a[href], li a[href], dt + dd")]
        lost = len(page.select(".panel-heading")) - len(panels)
        if empty or bare or lost:
            faults.append(f"{url}: {empty or bare or lost}")
    assert faults == []


def test_a_lonely_story_has_no_panels(bulletin: Bulletin) -> None:
    """The only story of a bulletin has no panel, no byline and no source, for there is nothing to put there."""
    built = bulletin(text("2025/07/a/vi"))
    assert built.code == 0, built.said
    assert built.page("/2025/07/a/").select(".panel, .panel-heading, .byline, .story-links, .tags") == []
    assert list(unanswered(built.page("/2025/07/a/"))) == []


def test_no_story_twice_on_an_article_page(published: Published) -> None:
    """Among the links an editor set and all panels no story appears twice, in neither language, nor the page's own."""
    faults = []
    for url in published.of_kind("article"):
        shown = published.stories(url, ".story-links a, .panel a")
        twice = [story for story, count in Counter([*shown, published.story(url)]).items() if count > 1]
        faults += [f"{url}: {story}" for story in twice]
    assert faults == []


def test_most_read_is_called_what_it_is(published: Published) -> None:
    """Without counted reads the panel is called “Mới nhất / Latest” and ranks nothing."""
    for edition, name in (("vi", "Mới nhất"), ("en", "Latest")):
        for url in published.of_kind("article", edition=edition):
            assert [words(one) for one in published.page(url).select(".most-read > h2")] in ([], [name])
            assert published.page(url).select(".most-read-ranked") == []


def test_expired_facts_disappear(bulletin: Bulletin) -> None:
    """Yesterday's weather is gone by itself: an item is shown until the minute it expires, and not in that minute."""
    item = "{{id: {0}, expires: {1}, vi: {{title: {0}, text: Trời mưa.}}, en: {{title: {0}, text: Rain.}}}}"
    rows = [item.format("hom-qua", "2026-01-22 08:00"), item.format("hom-nay", "2026-01-22 08:01")]
    desk = "-- desk/need_to_know.yaml --\n" + "".join(f"- {row}\n" for row in rows)
    built = bulletin(desk + text("2025/07/a/vi"), now="2026-01-22 08:00")
    assert built.code == 0, built.said
    assert built.texts("/2025/07/a/", ".need-to-know dt") == ["hom-nay"]


def test_every_alt_text_says_something_of_its_own(published: Published) -> None:
    """No alt text is a file name, the title, the caption or another picture's; beside a headline it is empty.

    So it is where there is nothing to see: in the point that counts reads.
    """
    faults = []
    for url in published.urls:
        page = published.page(url)
        titles = {words(one) for one in page.select("h1, .pair-title")}
        seen: set[str] = set()
        for image in page.select("img"):
            alt, figure = value(image, "alt"), image.find_parent("figure")
            caption = words(figure.find("figcaption")) if figure else ""
            beside = image.find_parent(["a"]) or image.find_parent(class_="card") or value(image, "width") == "1"
            file_name = re.search(r"\.(jpe?g|png|webp|gif)\b|^[\w]+([-_]\w+)+$|^(img|dsc)[-_ ]?\d+", alt, re.IGNORECASE)
            sound = not alt if beside else alt and not file_name and alt not in {*titles, *seen, caption}
            if not sound or not image.has_attr("alt"):
                faults.append(f"{url}: {alt or value(image, 'src')}")
            seen.add(alt)
    assert faults == []


def test_every_picture_keeps_its_place(published: Published) -> None:
    """Pictures and players state width and height, so that nothing moves while they load."""
    for url in published.urls:
        loose = published.page(url).select("img:not([width][height]), video:not([width][height])")
        assert loose == [], url
