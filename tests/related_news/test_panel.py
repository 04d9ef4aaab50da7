"""The panel on a page: pins, bans, links, fills, frozen lists, and what editors are told."""

from pathlib import Path

import pytest

from plugins.related_news.__main__ import main
from tests.building import Site, text
from tests.conftest import Bulletin, MakeSite

TITLES = ".related-news[aria-labelledby=related-news] .card-title a"
SECTION = ".related-news[aria-labelledby=in-this-section] .card-title a"
BRIDGE = "Sửa cầu Long Biên bắc qua sông Hồng, thêm một nhịp cầu Long Biên"
RICE = "Lúa vụ mùa ở Thái Bình chín sớm, nông dân Thái Bình gặt lúa"


def told(matter: str, name: str) -> str:
    """A text on the matter, mostly in words of its own: no copy of another."""
    return f"{matter}. " + " ".join(f"{name}{number}" for number in range(40))


def bridge(name: str, day: int, **fields: str) -> str:
    return text(f"2025/07/{name}/vi", told(BRIDGE, name), date=f"2025-07-{day:02} 08:00", title=f"Cầu {name}", **fields)


def rice(name: str, day: int, **fields: str) -> str:
    return text(f"2025/07/{name}/vi", told(RICE, name), date=f"2025-07-{day:02} 08:00", title=f"Lúa {name}", **fields)


def test_stories_on_the_same_matter_stand_in_the_panel(bulletin: Bulletin) -> None:
    """Related by text without any tag; the others stand below under their true name."""
    built = bulletin(bridge("a", 1) + rice("b", 2) + rice("c", 3) + bridge("d", 4))
    assert built.texts("/2025/07/d/", TITLES) == ["Cầu a"]
    assert built.texts("/2025/07/d/", SECTION) == ["Lúa c", "Lúa b"]
    assert built.texts("/2025/07/d/", ".related-news .panel-heading") == ["Tin bài liên quan", "Cùng chuyên mục"]


def test_a_pin_comes_first_and_a_ban_never(bulletin: Bulletin) -> None:
    """Editors rule."""
    wanted = bridge("d", 4, related="[2025/07/b]", unrelated="[2025/07/a]")
    built = bulletin(bridge("a", 1) + rice("b", 2) + bridge("c", 3) + wanted)
    assert built.texts("/2025/07/d/", TITLES) == ["Lúa b", "Cầu c"]
    assert "Cầu a" not in built.texts("/2025/07/d/", SECTION)


def test_lead_and_end_links_are_not_repeated(bulletin: Bulletin) -> None:
    """What the text links already stands in no panel."""
    linking = bridge("d", 4, lead_links="[2025/07/a]", end_links="[2025/07/b]")
    built = bulletin(bridge("a", 1) + bridge("b", 2) + bridge("c", 3) + linking)
    assert built.texts("/2025/07/d/", TITLES) == ["Cầu c"]


def test_no_empty_heading(bulletin: Bulletin) -> None:
    """One story alone has no panel, and nothing needs to be ranked."""
    assert bulletin(bridge("a", 1)).texts("/2025/07/a/", ".related-news") == []


def test_drafts_embargoed_and_expired_stories_are_not_shown(bulletin: Bulletin) -> None:
    """Nor is the story itself or its twin."""
    hidden = bridge("b", 2, status="draft") + bridge("c", 3, publish_at="2030-01-01 08:00")
    hidden += bridge("d", 4, expire_at="2025-08-01 08:00")
    built = bulletin(bridge("a", 1) + hidden + bridge("e", 5) + text("2025/07/e/en"))
    assert built.texts("/2025/07/e/", TITLES) == ["Cầu a"]


def test_both_editions_have_one_list_and_say_which_language(bulletin: Bulletin) -> None:
    """An English reader sees the Vietnamese story, marked."""
    built = bulletin(bridge("a", 1) + bridge("b", 2) + text("2025/07/b/en"))
    assert built.texts("/en/2025/07/b/", TITLES) == built.texts("/2025/07/b/", TITLES) == ["Cầu a"]
    assert built.texts("/en/2025/07/b/", ".related-news .language-mark") == ["(in Vietnamese)"]


def test_or_leaves_out_what_the_reader_cannot_read(bulletin: Bulletin) -> None:
    """RELATED_NEWS = {"other_language": False}."""
    tree = bridge("a", 1) + bridge("b", 2) + text("2025/07/b/en")
    assert bulletin(tree, RELATED_NEWS={"other_language": False}).texts("/en/2025/07/b/", ".related-news") == []


def test_no_story_stands_twice_on_a_page(bulletin: Bulletin) -> None:
    """Not in two panels either."""
    built = bulletin("".join(bridge(name, day) for day, name in enumerate("abcdefghijkl", 1)))
    shown = [link["href"] for link in built.page("/2025/07/l/").select(".panel .card-title a, .panel .headlines a")]
    assert len(shown) == len(set(shown)) > 5


def test_a_strong_follow_up_is_linked_from_the_old_story(bulletin: Bulletin) -> None:
    """Diễn biến mới / Latest on this story."""
    tree = bridge("a", 1) + rice("b", 2) + rice("c", 3) + text("2025/07/a/en") + bridge("d", 20)
    built = bulletin(tree)
    assert built.texts("/2025/07/a/", ".latest-on-story") == ["Diễn biến mới: Cầu d 20/07/2025"]
    assert built.texts("/en/2025/07/a/", ".latest-on-story b") == ["Latest on this story:"]


def test_a_pin_and_a_ban_of_one_story(bulletin: Bulletin) -> None:
    """An error with the line of both."""
    built = bulletin(bridge("a", 1) + bridge("b", 2, related="[2025/07/a]", unrelated="[2025/07/a]"))
    assert built.code == 1
    assert built.problems == (
        "content/news/2025/07/b/index.vi.md:7:13: 'unrelated' bans 2025/07/a, which 'related' pins in line 6"
        " -> keep it in one of the two"
    )


def test_a_pin_to_nothing_or_to_itself(bulletin: Bulletin) -> None:
    """Errors with line and cure."""
    built = bulletin(bridge("a", 1) + bridge("b", 2, related="[2025/07/aa, 2025/07/b]"))
    assert built.code == 1
    assert built.problems.splitlines() == [
        "content/news/2025/07/b/index.vi.md:6:11: 'related': there is no story '2025/07/aa' -> did you mean '2025/07/a'?",
        "content/news/2025/07/b/index.vi.md:6:23: 'related' names the story itself -> name another story",
    ]


def test_a_pin_that_the_text_links_already(bulletin: Bulletin) -> None:
    """Told, but no reason to stop."""
    built = bulletin(bridge("a", 1) + bridge("b", 2, related="[2025/07/a]", lead_links="[2025/07/a]"))
    assert built.code == 0
    assert built.problems == (
        "content/news/2025/07/b/index.vi.md:6:11: warning: 'related' pins 2025/07/a, which the text links already, so the"
        " panel leaves it out -> take it out of 'related' or of the links"
    )


FROZEN = "story,text,related,section,latest\n2025/07/d,{text},2025/07/b,2025/07/a,\n"


def freeze(site: MakeSite, tree: str) -> tuple[Site, Path]:
    made = site(tree)
    made.freeze()
    return made, made.content / "desk/related/2025-07.csv"


def test_a_frozen_list_is_a_line_a_story_and_stays(site: MakeSite) -> None:
    """An editor may rewrite the line; a build keeps to it. Freezing again changes nothing."""
    made, file = freeze(site, bridge("a", 1) + rice("b", 2) + rice("c", 3) + bridge("d", 4))
    lines = file.read_text().splitlines()
    assert lines[0] == "story,text,related,section,latest"
    assert lines[4].startswith("2025/07/d,") and lines[4].endswith(",2025/07/a,2025/07/c|2025/07/b,")
    file.write_text("\n".join([*lines[:4], lines[4].replace(",2025/07/a,", ",2025/07/b,")]) + "\n")
    assert made.build().texts("/2025/07/d/", TITLES) == ["Lúa b"]


def test_a_substantial_edit_unlocks_and_a_correction_does_not(site: MakeSite) -> None:
    """A corrected word keeps the list; another text gets another list."""
    made, file = freeze(site, bridge("a", 1) + rice("b", 2) + rice("c", 3) + bridge("d", 4))
    file.write_text(file.read_text().replace(",2025/07/a,2025/07/c|", ",2025/07/b,2025/07/c|"))
    made.write(bridge("d", 4).replace("thêm một nhịp", "thêm hai nhịp"))
    assert made.build().texts("/2025/07/d/", TITLES) == ["Lúa b"]
    made.write(text("2025/07/d/vi", told(RICE, "x"), date="2025-07-04 08:00", title="Lúa d"))
    assert made.build().texts("/2025/07/d/", TITLES)[:2] == ["Lúa c", "Lúa b"]


def test_a_broken_frozen_file_is_an_error_with_its_line(bulletin: Bulletin) -> None:
    """What a merge conflict leaves behind is told where it stands."""
    file = "-- desk/related/2025-07.csv --\nstory,text,related,section,latest\n<<<<<<< HEAD\n2025/07/a,x,,,\n2025/07/a,x,,,\n"
    built = bulletin(bridge("a", 1) + file + "-- desk/related/2025-06.csv --\nstory\n")
    assert built.code == 1
    assert built.problems.splitlines() == [
        "content/desk/related/2025-06.csv:1:1: the first line is not story,text,related,section,latest -> run"
        " 'python3 tasks.py related --freeze' again and commit the file",
        "content/desk/related/2025-07.csv:2:1: 1 columns instead of 5 -> keep one side of a merge whole, or delete the line",
        "content/desk/related/2025-07.csv:4:1: the list of 2025/07/a stands twice -> keep one of the two lines",
    ]


def test_the_clock_changes_nothing(site: MakeSite) -> None:
    """A year later the same content gives the same panels."""
    made = site("".join(bridge(name, day) for day, name in enumerate("abcd", 1)))
    today = made.build("2025-07-10 08:00").read("/2025/07/b/")
    assert made.build("2026-07-10 08:00").read("/2025/07/b/") == today


def test_explain_tells_what_became_of_each(site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """Candidates, scores, words in common, and the verdict, as a table."""
    tree = bridge("a", 1) + bridge("b", 2) + rice("c", 3) + bridge("d", 4, related="[2025/07/c]", unrelated="[2025/07/b]")
    made, _ = freeze(site, tree)
    capsys.readouterr()
    assert main(["2025/07/d", "--settings", str(made.folder / "frozen.py")]) == 0
    shown = capsys.readouterr().out
    assert [word in shown for word in ("pinned", "banned", "related, place 1", "biên", "frozen")] == [True] * 5
    assert max(map(len, map(str.rstrip, shown.splitlines()))) <= 80
    assert main(["2025/07/x", "--settings", str(made.folder / "frozen.py")]) == 1
    cure = "there is no story '2025/07/x' to be seen now -> did you mean '2025/07/d'?"
    assert capsys.readouterr().err.splitlines()[-1] == cure


def test_kept_lists_give_the_panels_of_a_first_build(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit that touches no list finds them kept, ranks nothing, and shows the same; another text is ranked anew."""
    made = site(bridge("a", 1) + rice("b", 2) + rice("c", 3) + bridge("d", 4), RELATED_NEWS={"keep_from": 0})
    assert made.build().texts("/2025/07/d/", TITLES) == ["Cầu a"]
    made.write("-- pages/about/index.vi.md --\n---\ntitle: Về chúng tôi\nlead: Ai làm\n---\n\nChúng tôi.\n")
    with monkeypatch.context() as patched:
        patched.setattr("plugins.related_news.lists.Lists.choose", None)
        assert made.build().texts("/2025/07/d/", TITLES) == ["Cầu a"]
    made.write(text("2025/07/a/vi", told(RICE, "x"), date="2025-07-01 08:00", title="Lúa a"))
    assert "Cầu a" not in made.build().texts("/2025/07/d/", ".panel .card-title a")
