"""``build --explain PAGE`` says why."""

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
