"""Additions: where only stories were added nothing else is planned, and the site is the one a clean build makes."""

import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from plugins.articles import addition, assembly, generator
from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.manuscript import Manuscript
from plugins.newsroom.output import Output
from plugins.newsroom.revision import Roll
from tests.building import Built, Site, text
from tests.conftest import MakeSite
from tests.rebuild.edits import KEEPING, START
from tests.rebuild.test_revision import HARMS, harm_kept, is_clean
from tests.related_news.test_panel import BRIDGE, RICE, told
from tests.releases.commands import command, finished

BEGUN = "reading 1 new or edited story\n"
"""What a build says that began with the new story alone …"""
ALL = "reading content/"
"""… and what one says that planned everything."""
NEW = text("2025/09/new/vi", date="2025-09-12 09:00", tags="[lao]", authors="[mai-anh]") + text("2025/09/new/en")


def add(small: Site, tree: str = NEW) -> Built:
    """Write a story and build."""
    small.write(tree)
    built = small.build()
    assert built.code == 0, built.said
    return built


STORIES = {
    "the newest": NEW,
    "in one edition": text("2025/09/new/vi", date="2025-09-12 09:00", tags="[lao]"),
    "of another section": text("2025/09/new/vi", date="2025-09-12 09:00", section="hop-tac"),
    "older than others": text("2025/07/new/vi", date="2025-07-20 09:00") + text("2025/07/new/en"),
    "the oldest": text("2025/06/new/vi", date="2025-06-01 09:00"),
    "out later than its date": text("2025/06/new/vi", date="2025-06-01 09:00", publish_at="2025-12-01 08:00"),
    "with a link and a former address": text(
        "2025/09/new/vi", body="Xem [bài](story:2025/08/d).", date="2025-09-12 09:00", aliases="[/cu/bai/]"
    ),
    "with editors' lists": text(
        "2025/09/new/vi", date="2025-09-12 09:00", related="[2025/06/a]", unrelated="[2025/09/e]",
        lead_links="[{story: 2025/07/b}]",
    ),
    "with a picture": text(
        "2025/09/new/vi", date="2025-09-12 09:00", cover='{file: anh.jpg, alt: Hai người, credit: "Ảnh: An"}'
    ) + "-- news/2025/09/new/anh.jpg --\n900x600\n",
    "on an old one": text(
        "2025/09/new/vi", body="Đoạn một 2025/08/d.\n\n## Tít xen\n\nĐoạn ba.", date="2025-09-12 09:00", tags="[lao]"
    ),
}  # fmt: skip


@pytest.mark.parametrize("story", STORIES)
def test_a_story_alone(small: Site, story: str) -> None:
    """A new story is printed without planning all others, and the site is that of a clean build."""
    built = add(small, STORIES[story])
    assert BEGUN in built.said
    assert ALL not in built.said
    assert is_clean(small, built)


def test_one_after_the_other(small: Site) -> None:
    """Additions follow each other and edits, and edits follow them."""
    for number in range(3):
        built = add(small, text(f"2025/09/new-{number}/vi", date=f"2025-09-1{number + 1} 09:00", tags="[lao]"))
        assert ALL not in built.said
    small.freeze()
    assert small.build().code == 0
    edited = small.content / "news/2025/09/new-1/index.vi.md"
    edited.write_text(edited.read_text(encoding="utf-8") + "\nThêm.\n", encoding="utf-8")
    assert "reading 1 edited text\npublished" in small.build().said
    built = add(small)
    assert ALL not in built.said
    assert is_clean(small, built)


def test_a_tab_in_a_title(small: Site) -> None:
    """Titles are kept as they are, whatever the roll puts between them."""
    add(small, text("2025/09/new/vi", date="2025-09-12 09:00", title=r'"Tít\tmới \\ lạ"'))
    built = add(small, text("2025/09/next/vi", date="2025-09-13 09:00"))
    assert ALL not in built.said
    assert is_clean(small, built)


def test_what_is_reached_is_known_at_once(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stories whose lists a new one enters are planned with it, and nothing is done twice."""
    small = site(START, RELATED_NEWS=KEEPING)
    assert small.build().code == 0
    begun = []
    real = addition.take_kept

    def begin(*given: Any) -> Roll:
        begun.append(given)
        return real(*given)

    with monkeypatch.context() as patched:
        patched.setattr("plugins.articles.generator.take_kept", begin)
        built = add(small, text("2025/09/new/vi", date="2025-09-12 09:00", tags="[lao]"))
    assert ALL not in built.said
    assert len(begun) == 1
    assert any("/2025/09/new/" in str(link["href"]) for link in built.page("/2025/09/e/").select(".related-news a"))
    assert is_clean(small, built)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 8))])
def test_any_stories(small: Site, seed: int) -> None:
    """Stories on the same matters and on others, of any date, tag and section, whosever lists they enter."""
    chance, alone = random.Random(seed), 0
    for number in range(6):
        key = f"2025/{chance.randint(6, 9):02}/n{number}"
        body = told(chance.choice((BRIDGE, RICE, "Đoạn một 2025/08/d.")), f"n{number}")
        tags, section = chance.choice(("[]", "[lao]")), chance.choice(("huu-nghi", "huu-nghi", "hop-tac"))
        date = f"{key[:7].replace('/', '-')}-{chance.randint(1, 28):02} 09:00"
        editions = ("vi", "en") if chance.random() < 0.5 else ("vi",)
        built = add(small, "".join(text(f"{key}/{one}", body, date=date, tags=tags, section=section) for one in editions))
        alone += ALL not in built.said
        assert is_clean(small, built)
    assert alone


def test_several_at_once(small: Site) -> None:
    """Stories that were added together are planned together."""
    built = add(small, NEW + text("2025/08/too/vi", date="2025-08-20 08:00"))
    assert "reading 2 new or edited stories\n" in built.said
    assert ALL not in built.said
    assert is_clean(small, built)


EVERYTHING = {
    "the first of its month": text("2025/12/new/vi"),
    "the first of its tag": text("2025/09/new/vi", tags="[ha-noi]"),
    "a video": text("2025/09/new/vi", kind="video", video="{url: 'https://example.org/v', poster: anh.jpg}")
    + "-- news/2025/09/new/anh.jpg --\n900x600\n",
    "a draft": text("2025/09/new/vi", status="draft"),
    "under embargo": text("2025/09/new/vi", publish_at="2026-03-01 08:00"),
    "with a warning": text("2025/09/new/vi", related="[2025/06/a]", lead_links="[{story: 2025/06/a}]"),
    "many": "".join(text(f"2025/09/n{number}/vi", date="2025-09-12 09:00") for number in range(65)),
    "with a new tag": NEW + "-- desk/tags.yaml --\n- {id: lao, vi: Lào, en: Laos}\n- {id: hue, vi: Huế, en: Hue}\n",
}  # fmt: skip


@pytest.mark.parametrize("story", EVERYTHING)
def test_what_everything_is_planned_for(small: Site, story: str) -> None:
    """What may show on pages that nobody can tell is planned with everything."""
    built = add(small, EVERYTHING[story])
    assert ALL in built.said
    assert is_clean(small, built)


@pytest.mark.parametrize("harm", HARMS)
def test_what_is_kept_is_not_believed(archive: Site, harm: str) -> None:
    """Articles that are not kept as they were published are in no list: everything is planned, and kept again."""
    harm_kept(archive, harm, "news/2025/09/e/index.vi.md")
    built = add(archive)
    assert ALL in built.said
    assert is_clean(archive, built)
    assert ALL not in add(archive, text("2025/09/next/vi", date="2025-09-13 09:00")).said


def test_faults_are_told(small: Site) -> None:
    """A faulty story is told as ever, and changes nothing; so is one at an address that is taken."""
    before = small.output.stat().st_ino
    small.write(text("2025/09/new/vi", lead="") + text("2025/08/too/vi", slug="d"))
    built = small.build()
    assert built.code == 1
    assert "content/news/2025/09/new/index.vi.md:" in built.problems
    assert "the address /2025/08/d/ is taken by" in built.problems
    assert small.output.stat().st_ino == before


def test_warnings_are_told_again(site: MakeSite) -> None:
    """A warning about another text is told by every build."""
    hidden = text("2025/09/hidden/vi", status="draft")
    small = site(START + hidden + text("2025/09/f/vi", body="Xem [bài](story:2025/09/hidden)."))
    told = small.build().problems
    assert "2025/09/hidden" in told
    built = add(small)
    assert ALL not in built.said
    assert built.problems == told


def test_other_pages_are_neither_planned_nor_made(archive: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an archive the story's own pages, the lists it stands in and the story it carries on are made, and no other."""
    made: set[str] = set()
    planned: set[str] = set()
    real, add_story = Output.write, assembly.add_story

    def plan(bulletin: Bulletin, manuscripts: list[Manuscript]) -> None:
        planned.add(manuscripts[0].story)
        add_story(bulletin, manuscripts)

    def write(self: Output, path: str, data: bytes) -> None:
        made.add(path)
        real(self, path, data)

    with monkeypatch.context() as patched:
        patched.setattr(Output, "write", write)
        patched.setattr(generator, "add_story", plan)
        built = add(archive)
    assert ALL not in built.said
    assert planned == {"2025/09/new", "2025/09/e"}
    pages = {path for path in made if path.endswith(".html") and not path.startswith("m/")}
    own = {"2025/09/new/", "en/2025/09/new/", "song-ngu/2025/09/new/"}
    before = {"2025/09/e/", "en/2025/09/story-e/", "song-ngu/2025/09/e/"}
    lists = {"", "chuyen-muc/huu-nghi/", "the/lao/", "tac-gia/mai-anh/", "2025/09/", "tim-kiem/"}
    english = {"en/", "en/section/friendship/", "en/tag/laos/", "en/author/mai-anh/", "en/2025/09/", "en/search/"}
    assert {path.removesuffix("index.html") for path in pages} == own | before | lists | english
    assert is_clean(archive, built)


def test_what_the_site_tells_is_complete(small: Site, tmp_path: Path) -> None:
    """What a published site says of itself after an addition is what a clean build says."""
    picture = text("2025/08/p/vi", cover='{file: anh.jpg, alt: Hai người, credit: "Ảnh: An"}')
    small.write(picture + "-- news/2025/08/p/anh.jpg --\n900x600\n")
    assert finished(command(small, "--portable"))[0] == 0
    small.write(NEW)
    code, said = finished(command(small, "--portable"))
    assert code == 0, said
    assert ALL not in said
    told = (small.output / "release.jsonl").read_text(encoding="utf-8")
    for state in (small.output, small.folder / ".releases"):
        shutil.rmtree(state)
    assert finished(command(small, "--portable"))[0] == 0
    assert (small.output / "release.jsonl").read_text(encoding="utf-8") == told
