"""``build --explain PAGE`` says why."""

from pathlib import Path

from plugins.rebuild.explain import Explainer
from tests.conftest import MakeSite
from tests.rebuild.edits import START
from tests.releases.commands import command, finished

PAGE = "2025/08/d/index.html"


def test_a_page_is_explained(site: MakeSite) -> None:
    """First nothing is known; then nothing changed; then the text and nothing else did; other pages were left alone."""
    small = site(START)
    _, said = finished(command(small, "--explain", PAGE))
    assert f"{PAGE}: made; what it was made from before is not known" in said
    _, said = finished(command(small, "--explain", "/2025/08/d/"))
    assert f"{PAGE}: left as it was; none of the " in said
    path = small.content / "news/2025/08/d/index.vi.md"
    for page, told in (("2025/07/b/index.html", "left as it was"), (PAGE, "made again, because of")):
        path.write_text(path.read_text(encoding="utf-8") + "\nThêm một câu.\n", encoding="utf-8")
        code, said = finished(command(small, "--explain", page))
        assert code == 0
        assert f"{page}: {told}" in said
    reasons = [line for line in said.splitlines() if line.startswith("  ")]
    assert [line.split(":")[0].strip() for line in reasons] == ["content/news/2025/08/d/index.vi.md"]


def test_a_new_story_explains_its_section(site: MakeSite) -> None:
    """A list tells which stories it had and has."""
    small = site(START)
    assert small.build().code == 0
    text = (small.content / "news/2025/09/e/index.vi.md").read_text(encoding="utf-8")
    small.write(f"-- news/2025/09/f/index.vi.md --\n{text}")
    _, said = finished(command(small, "--explain", "/chuyen-muc/huu-nghi/"))
    assert "  stories: 2025/09/e, " in said
    assert " -> 2025/09/f, 2025/09/e, " in said


def test_a_page_that_is_not_there(site: MakeSite) -> None:
    """The answer says how pages are named."""
    _, said = finished(command(site(START), "--explain", "nowhere.html"))
    assert "nowhere.html: no page of this build -> name it as in the output folder" in said


def test_the_last_note_counts(tmp_path: Path) -> None:
    """Each build adds its notes; what is damaged, not written to its end or of another form is as good as not noted."""
    file = tmp_path / "kept" / "site.pages"
    for number in range(3):
        explainer = Explainer(file)
        for page in range(300):
            explainer.note(f"{page}.html", {"template": "front.html", "stories": f"a, b ({number})"})
        explainer.save()
    with file.open("ab") as end:
        end.write(b"\n7.html\ttempl")
    assert explained(Explainer(file), "299.html") == "stories: a, b (2) -> c"
    assert explained(Explainer(file), "7.html") == "not known"
    Explainer(file).note("8.html", {})
    later = Explainer(file)
    later.note("8.html", {"template": "front.html", "stories": "d"})
    later.save()
    assert explained(Explainer(file), "8.html") == "stories: d -> c"
    assert explained(Explainer(file), ".html") == "not known"
    assert explained(Explainer(file, anew=True), "8.html") == "not known"
    file.write_bytes(b"SQLite" + file.read_bytes())
    assert explained(Explainer(file), "8.html") == "not known"


def explained(explainer: Explainer, page: str) -> str:
    """The reasons given for a page of two parts, on one line."""
    explainer.ask(page, True, {"template": "front.html", "stories": "c"})
    _, *reasons = explainer.explain(page).split("\n")
    return "; ".join(map(str.strip, reasons)) or "not known"


def test_notes_do_not_pile_up(tmp_path: Path) -> None:
    """What was said of pages before, or of pages that are gone, goes when it takes much room; what counts stays."""
    file = tmp_path / "site.pages"
    for number in range(4):
        explainer = Explainer(file)
        for page in ("a.html", "b.html", f"{number}.html"):
            explainer.note(page, {"template": "front.html", "stories": f"{number}" * 400})
        explainer.save()
        explainer.sweep({"a.html", "b.html", "3.html"})
        assert file.stat().st_size <= 3000
    assert b"\n0.html" not in file.read_bytes()
    assert explained(Explainer(file), "a.html") == f"stories: {'3' * 400} -> c"
    assert explained(Explainer(file), "3.html") == f"stories: {'3' * 400} -> c"


def test_nowhere_to_note(tmp_path: Path) -> None:
    """Where nothing can be written, nothing is said."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    explainer = Explainer(tmp_path / "file" / "site.pages")
    explainer.note("a.html", {"template": "front.html"})
    explainer.save()
    explainer.sweep({"a.html"})
    assert explained(explainer, "a.html") == "not known"
