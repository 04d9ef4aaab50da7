"""The Pelican reader of manuscripts, and whole builds that fail over front matter."""

from pathlib import Path
from typing import Any

import pytest
from pelican.settings import DEFAULT_CONFIG

import pelicanconf
from plugins.front_matter.reader import ManuscriptReader
from plugins.newsroom.edition import load_editions
from plugins.newsroom.problem import report
from plugins.newsroom.shelf import Shelf
from tests.building import REPOSITORY, text
from tests.conftest import Bulletin


@pytest.fixture
def reader(tmp_path: Path) -> ManuscriptReader:
    """The reader as a build has it, with an empty shelf to keep manuscripts on."""
    own: dict[str, Any] = {
        "EDITIONS": load_editions(REPOSITORY / "theme" / "labels"),
        "MANUSCRIPT_MARKDOWN": pelicanconf.MARKDOWN,
        "MANUSCRIPTS": Shelf(tmp_path / "shelf.db", "test"),
        "CONTENT_DIGESTS": {},
    }
    return ManuscriptReader({**DEFAULT_CONFIG, **own})


def test_as_pelican_reads(reader: ManuscriptReader, tmp_path: Path) -> None:
    """Called as Pelican calls any reader, it returns HTML and metadata."""
    path = tmp_path / "a" / "index.vi.md"
    path.parent.mkdir()
    path.write_text("---\ntitle: Bài\nlead: Sapo.\ndate: 2021-06-20 15:27\nsection: x\n---\nMột *đoạn*.\n")
    content, metadata = reader.read(str(path))
    assert content == "<p>Một <em>đoạn</em>.</p>"
    assert (metadata["title"], metadata["section"]) == ("Bài", "x")


def test_problems_as_pelican_reads(reader: ManuscriptReader, tmp_path: Path) -> None:
    """Called as Pelican calls any reader, it raises all problems of the file at once."""
    path = tmp_path / "index.vi.md"
    path.write_text("---\ntitle: Bài\n---\n<b>x</b>\n")
    with pytest.raises(ValueError) as caught:
        reader.read(str(path))
    assert len(str(caught.value).splitlines()) == 5


def test_unreadable_file(reader: ManuscriptReader, tmp_path: Path) -> None:
    """A file the system does not let us read is told with the system's reason."""
    path = tmp_path / "index.vi.md"
    path.mkdir()
    (manuscript,) = reader.read_story({"vi": path}, "2021/06/a", tmp_path)
    assert report(manuscript.problems) == (
        "index.vi.md:1:1: can't read the file: Is a directory -> give it read permission (chmod 644)"
    )


def test_unreadable_file_among_many(reader: ManuscriptReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where many are read at once it keeps none of the others from the shelf, and is told when its story is read."""
    monkeypatch.setattr("plugins.newsroom.workers.ENOUGH", 1)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1}, raising=False)
    head = "---\ntitle: B\nlead: S\ndate: 2021-06-20 15:27\nsection: x\n---\n"
    paths = [tmp_path / f"{name}.md" for name in "abcd"]
    paths[1].mkdir()
    for path in (paths[0], *paths[2:]):
        path.write_text(f"{head}{path.name}\n")
    reader.warm(("vi", path) for path in paths)
    assert len(reader.shelf) == 3
    (manuscript,) = reader.read_story({"vi": paths[1]}, "2021/06/a", tmp_path)
    assert "can't read the file" in report(manuscript.problems)


def test_converters_are_clean(reader: ManuscriptReader, tmp_path: Path) -> None:
    """Nothing of one text (footnotes, abbreviations, link names) is left in the next one."""
    first, second = tmp_path / "index.vi.md", tmp_path / "b.vi.md"
    head = "---\ntitle: B\nlead: S\ndate: 2021-06-20 15:27\nsection: x\n---\n"
    first.write_text(f"{head}Một[^1] LHQ [a].\n\n[^1]: Chú.\n\n*[LHQ]: Liên hợp quốc\n\n[a]: https://a.example\n")
    second.write_text(f"{head}Hai[^1] LHQ [a].\n")
    reader.read(str(first))
    assert reader.read(str(second))[0] == "<p>Hai[^1] LHQ [a].</p>"


def test_what_was_forgotten_is_told_again(reader: ManuscriptReader, tmp_path: Path) -> None:
    """Where a field stands can be asked when the front matter was let go, of what the other text says too."""
    heads = {"vi": "title: B\nlead: S\ndate: 2021-06-20 15:27\nsection: x\ntags: [y]\n", "en": "title: C\nlead: T\n"}
    for code, head in heads.items():
        (tmp_path / f"index.{code}.md").write_text(f"---\n{head}---\nMột.\n")
    files = {code: tmp_path / f"index.{code}.md" for code in ("vi", "en")}
    for _ in ("made", "taken from the shelf"):
        both = reader.read_story(files, "2021/06/a", tmp_path)
        names = ("title", "date", "tags", "kicker")
        known = [[one.mark(name) for name in names] for one in both]
        assert [one.line for one in known[1]] == [2, 4, 6, 1]
        for one in both:
            one.forget("tags")
            assert one.fields == {"tags": ["y"]}
            assert not one.marks
        assert [[one.mark(name) for name in names] for one in both] == known
        assert both[0].source() == "Một.\n"


def test_places_in_a_text_beside_a_faulty_one(reader: ManuscriptReader, tmp_path: Path) -> None:
    """Where something stands in a text can be asked, whatever is wrong with its twin."""
    head = "---\ntitle: B\nlead: S\ndate: 2021-06-20 15:27\nsection: x\n---\n"
    files = {code: tmp_path / f"index.{code}.md" for code in ("vi", "en")}
    files["vi"].write_text(f"{head}Một.\n\nHai [ba](story:2021/06/b).\n")
    files["en"].write_text("---\ntitle: C\nleda: T\n---\nOne.\n")
    for _ in ("made", "taken from the shelf"):
        sound, faulty = reader.read_story(files, "2021/06/a", tmp_path)
        assert faulty.problems
        assert sound.find("story:2021/06/b") == ("index.vi.md", 9, 10)


def test_too_deep_to_convert(reader: ManuscriptReader, tmp_path: Path) -> None:
    """Text nested so deep that the converter gives up is a mistake with a place, and the next text is read as ever."""
    deep, next_one = tmp_path / "index.vi.md", tmp_path / "b.vi.md"
    head = "---\ntitle: B\nlead: S\ndate: 2021-06-20 15:27\nsection: x\n---\n"
    deep.write_text(head + "a\n: b\n" * 1600)
    next_one.write_text(f"{head}Hai.\n")
    with pytest.raises(ValueError) as caught:
        reader.read(str(deep))
    assert str(caught.value) == f"{deep.name}:7:1: lists or quotations are nested too deep -> write it flatter"
    assert reader.read(str(next_one))[0] == "<p>Hai.</p>"


def test_all_errors_at_once(bulletin: Bulletin) -> None:
    """One run tells all errors of all files, front matter, bodies, links, pictures and desk, and writes nothing."""
    tree = (
        text("2025/07/a/vi", title="", date="05/06/2021")
        + text("2025/07/b/vi", "Xem [bài](story:2025/07/khong).\n\n<b>đậm</b>", section="huu-ngh")
        + text("2025/07/b/en", "![](a.jpg)\n", statsu="draft")
        + "-- pages/gioi-thieu/index.vi.md --\n---\ntitle: Giới thiệu\n---\nVề chúng tôi.\n"
        + "-- desk/tags.yaml --\n- {id: lao}\n"
    )
    built = bulletin(tree)
    assert built.problems == (
        "content/desk/tags.yaml:1:3: 'en' is missing in 'tags' -> add en: Lào\n"
        "content/desk/tags.yaml:1:3: 'vi' is missing in 'tags' -> add vi: Lào\n"
        "content/news/2025/07/a/index.vi.md:1:1: 'title' is missing -> add a line title: Tọa đàm về đối ngoại nhân dân\n"
        "content/news/2025/07/a/index.vi.md:3:7: 'date': “05/06/2021” is not an exact date and hour"
        " -> paste 2021-06-05 08:00 (5/6) or 2021-05-06 08:00 (6/5)\n"
        "content/news/2025/07/b/index.en.md:4:1: unknown key 'statsu' -> did you mean 'status'?\n"
        "content/news/2025/07/b/index.en.md:6:5: the picture a.jpg has no alt text"
        " -> say what is to be seen, for a reader who can't see it\n"
        "content/news/2025/07/b/index.en.md:6:5: the picture a.jpg has no credit"
        ' -> end its caption with the credit: "… (Ảnh: Name)"\n'
        "content/news/2025/07/b/index.en.md:6:5: there is no file a.jpg beside the text"
        " -> put it into content/news/2025/07/b/\n"
        "content/news/2025/07/b/index.vi.md:5:10: 'section': the desk knows no 'huu-ngh'"
        " -> did you mean 'huu-nghi'? Or add it to desk/sections.yaml\n"
        "content/news/2025/07/b/index.vi.md:7:11: 'link': there is no story '2025/07/khong' -> did you mean '2025/07/b'?\n"
        "content/news/2025/07/b/index.vi.md:9:1: raw HTML is not allowed: <b>"
        " -> use Markdown, or write &lt; for a < sign\n"
        "content/news/2025/07/b/index.vi.md:9:7: raw HTML is not allowed: </b>"
        " -> use Markdown, or write &lt; for a < sign\n"
        "content/pages/gioi-thieu/index.vi.md:1:1: 'lead' is missing -> add a line lead: Ngày 18/6, tại Hà Nội …"
    )
    assert built.said.splitlines()[-1] == "13 errors in the content; nothing was published"
    assert (built.code, built.files) == (1, [])


def test_sound_story(bulletin: Bulletin) -> None:
    """A story in two languages is published with what English inherits, without a word on standard error but progress."""
    built = bulletin(text("2025/07/a/vi", authors="mai-anh") + text("2025/07/a/en"))
    assert (built.code, built.problems) == (0, "")
    assert built.texts("/en/2025/07/a/", ".byline a") == ["Mai Anh"]
    assert built.one("/en/2025/07/a/", "article time")["datetime"] == "2025-07-10T08:00:00+07:00"


def test_a_first_line_with_a_colon_stays(bulletin: Bulletin) -> None:
    """It is no metadata, as Pelican's own reader of Markdown would have it."""
    built = bulletin(text("2025/07/a/vi", "Note: one line.\nSource: another.\n\nTwo."))
    assert built.texts("/2025/07/a/", ".body > p") == ["Note: one line. Source: another.", "Two."]
