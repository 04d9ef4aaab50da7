"""Fronts: complete in both editions, no story twice, and numbered pages that never shift."""

import re
from collections import Counter

import pytest

from plugins.newsroom.spelling import vietnamese_order
from tests.building import Built, Site, text
from tests.conftest import Bulletin, MakeSite
from tests.site.published import FRONTS, Published, value, words

SIZE = 3
SMALL = {"page_size": SIZE, "home_size": 2, "block_size": 1}


def chain(published: Published, front: str) -> list[str]:
    """All articles of a list, from its front back through its numbered pages."""
    found, url = [], front
    while url:
        found += [target for _, target in published.links(url, ".river .card-title a")]
        url = value(published.page(url).select_one("a.pager-older"), "href")
    return found


def is_front(published: Published, url: str) -> bool:
    """Whether the page is the first one of its list."""
    return published.kind(url) in FRONTS and not published.page(url).select("a.pager-newer")


def test_no_story_twice_on_a_front(published: Published) -> None:
    """A front shows each story once, in whatever part or panel of the page, and in one language."""
    faults = []
    for url in published.of_kind(*FRONTS):
        shown = Counter(published.stories(url, "main a"))
        faults += [f"{url}: {story}" for story, count in shown.items() if count > 1]
    assert faults == []


def test_fronts_are_of_one_edition(published: Published) -> None:
    """A list shows texts of its own edition only, newest first."""
    for url in published.of_kind("section", "tag", "author", "archive"):
        listed = [target for _, target in published.links(url, ".river .card-title a")]
        assert {published.edition(target) for target in listed} <= {published.edition(url)}, url
        dates = [value(one, "datetime") for one in published.page(url).select(".river time")]
        assert dates == sorted(dates, reverse=True), url


def test_every_article_is_on_all_its_fronts(published: Published) -> None:
    """Each article stands in the lists of its sections, subjects and writers and in its month, in both editions."""
    chains = {url: chain(published, url) for url in published.of_kind(*FRONTS) if is_front(published, url)}
    missing = []
    for url in published.of_kind("article"):
        fronts = [target for _, target in published.links(url, ".breadcrumb a, .tags a, .byline a")]
        month = re.sub(r"[^/]+/$", "", url)
        for front in [*fronts, month]:
            if published.kind(front) != "home" and url not in chains[front]:
                missing.append(f"{url} is not on {front}")
    assert missing == []


def test_lists_name_each_story_once(published: Published) -> None:
    """From a front back through all its numbered pages no story comes twice."""
    for url in published.of_kind("section", "tag", "author", "archive"):
        if is_front(published, url):
            listed = chain(published, url)
            assert len(listed) == len(set(listed)), url


def test_both_editions_tell_pairs_in_the_same_order(published: Published) -> None:
    """English is no second-class copy: a section lists the stories both editions have in the same order in both."""
    for url in published.of_kind("section", edition="en"):
        if is_front(published, url):
            english = [published.story(one) for one in chain(published, url)]
            vietnamese = chain(published, published.story(url))
            shared = set(english) & set(vietnamese)
            assert [one for one in english if one in shared] == [one for one in vietnamese if one in shared], url


def counted(published: Published, url: str) -> dict[str, int | None]:
    """The lists an archive page leads to: their addresses and the numbers beside them, where they are told."""
    rows = published.page(url).select(".counts li")
    numbers = [row.select_one(".counts-number") for row in rows]
    told = [int(words(number).split()[0]) if number else None for number in numbers]
    return {value(row.select_one("a"), "href"): number for row, number in zip(rows, told, strict=True)}


@pytest.mark.parametrize(("edition", "root"), [("vi", "/luu-tru/"), ("en", "/en/archive/")])
def test_archive_counts_are_true(published: Published, edition: str, root: str) -> None:
    """Years and months that are over tell the number of their stories, and it is true; the newest and all names tell none."""
    linked = counted(published, root)
    years = [url for url in linked if published.kind(url) == "archive"]
    assert years == sorted(years, reverse=True)
    months = {url: number for year in years for url, number in counted(published, year).items()}
    true = {url: len(chain(published, url)) for url in months}
    assert sum(true.values()) == len(published.of_kind("article", edition=edition))
    assert months == {url: None if url == max(true) else number for url, number in true.items()}
    for year in years:
        stories = sum(number for url, number in true.items() if url.startswith(year))
        assert linked[year] == (None if year == years[0] else stories)
    assert {linked[url] for url in linked.keys() - set(years)} == {None}


@pytest.mark.parametrize("root", ["/luu-tru/", "/en/archive/"])
def test_names_stand_in_the_order_of_the_alphabet(published: Published, root: str) -> None:
    """Subjects and writers are listed by the Vietnamese alphabet: Đ follows D, and tones come after letters."""
    lists = [[words(name) for name in one.select("a")] for one in published.page(root).select("h2 + .counts")]
    assert len(lists) == 2
    for names in lists:
        assert names == sorted(names, key=vietnamese_order)


def test_home_shows_the_newest_story_first(published: Published) -> None:
    """Each home page opens with the newest story of its edition and shows stories of every top section that has some."""
    for edition, home in (("vi", "/"), ("en", "/en/")):
        articles = published.of_kind("article", edition=edition)
        stated = {url: value(published.page(url).select_one(".date-line > time"), "datetime") for url in articles}
        first = next(target for _, target in published.links(home, "main .card-title a"))
        assert stated[first] == max(stated.values())
        shown = {target for _, target in published.links(home, "main .card-title a")}
        for _, section in published.links(home, ".section-bar a"):
            assert published.kind(section) == "home" or set(chain(published, section)) & shown, section


def story(day: int) -> str:
    """A story of that day in both editions."""
    key = f"2025/07/s{day:02}"
    return text(f"{key}/vi", date=f"2025-07-{day:02} 08:00") + text(f"{key}/en")


def numbered(built: Built) -> dict[str, bytes]:
    """The numbered pages of all lists of a build."""
    assert built.code == 0, built.said
    return {path: data for path, data in built.snapshot().items() if re.search(r"/(trang|page)/\d+/", path)}


def listed(page: bytes) -> list[str]:
    """The addresses of the stories on a numbered page."""
    return re.findall(r'card-title"><a href="([^"]+)"', page.decode())


def test_numbered_pages_never_shift(site: MakeSite) -> None:
    """Adding stories changes fronts only: page 2 holds the same stories for ever, and its bytes change at most once.

    That once is when page 3 comes to be, which page 2 then names as the newer one.
    """
    one: Site = site("".join(story(day) for day in range(1, 3 * SIZE + 1)), FRONTS=SMALL)
    before = numbered(one.build())
    assert sum(path.startswith("chuyen-muc/huu-nghi") for path in before) == 2
    for day in range(3 * SIZE + 1, 4 * SIZE + 1):
        one.write(story(day))
        after = numbered(one.build())
        assert set(before) <= set(after)
        assert {path: listed(after[path]) for path in before} == {path: listed(page) for path, page in before.items()}
        if len(after) == len(before):
            assert after == before
        else:
            assert {path for path in before if after[path] != before[path]} == {
                path for path in before if "/2/" in path
            }
        before = after
    assert sum(path.startswith("chuyen-muc/huu-nghi") for path in before) == 3


def test_front_and_numbered_pages_hold_every_story(bulletin: Bulletin) -> None:
    """A list of any length is told completely: the front holds one to two pages' worth, each numbered page is full."""
    for count in (1, SIZE, 2 * SIZE - 1, 2 * SIZE, 3 * SIZE + 1):
        built = bulletin("".join(story(day) for day in range(1, count + 1)), FRONTS=SMALL)
        for root, part in (("chuyen-muc/huu-nghi", "trang"), ("en/section/friendship", "page")):
            pages = [listed(page) for path, page in numbered(built).items() if path.startswith(f"{root}/{part}/")]
            front = listed(built.read(f"/{root}/").encode())
            assert all(len(page) == SIZE for page in pages)
            assert min(count, SIZE) <= len(front) < 2 * SIZE
            assert len({*front, *(url for page in pages for url in page)}) == count


def test_empty_english_section_says_so(bulletin: Bulletin) -> None:
    """A section without English stories has its English front all the same, and it says that there are none yet."""
    built = bulletin(text("2025/07/a/vi"))
    assert built.code == 0, built.said
    assert "No stories yet." in built.texts("/en/section/friendship/", "main p")
    assert built.page("/en/section/friendship/").select(".river, .panel") == []
