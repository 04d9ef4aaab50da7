"""Assets of the theme: joined, named by their content, and nothing missing."""

import re
from pathlib import Path

import pytest

from plugins.assets import Assets, join_css
from tests.building import text
from tests.conftest import Bulletin


def lay(root: Path, **files: str) -> Path:
    """theme/static with these style sheets, and an icon."""
    for name, words in files.items():
        path = root / "css" / (name.replace("__", "/") + ".css")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words)
    (root / "icon.svg").write_text("<svg/>")
    return root


def test_order_of_the_style_sheets(tmp_path: Path) -> None:
    """Style sheets are joined tokens first, print last, without comments and indentation."""
    lay(
        tmp_path,
        print="p{}",
        parts__b="b{}",
        parts__a="a{\n  c: d;\n}",
        panels__x="x{}",
        base="base{}",
        tokens="/* t */\nt{}",
    )
    assert join_css(tmp_path / "css") == b"t{}\nbase{}\na{\nc: d;\n}\nb{}\nx{}\np{}"


def test_named_by_content(tmp_path: Path) -> None:
    """A file's address changes with its bytes, so that no cache serves an old one."""
    lay(tmp_path, base="a{}")
    first = Assets(tmp_path)
    lay(tmp_path, base="b{}")
    second = Assets(tmp_path)
    assert re.fullmatch(r"/theme/style\.[0-9a-f]{8}\.css", first.address("style.css"))
    assert first.address("style.css") != second.address("style.css")
    assert first.address("icon.svg") == second.address("icon.svg")
    assert set(first.files) == {first.address("style.css"), first.address("icon.svg")}


def test_missing_file(tmp_path: Path) -> None:
    """A template that wants a file the theme does not have is told what there is."""
    with pytest.raises(KeyError) as caught:
        Assets(lay(tmp_path, base="a{}")).address("logo.svg")
    assert caught.value.args[0] == "theme/static has no logo.svg; it has style.css, icon.svg"


def test_on_the_pages(bulletin: Bulletin) -> None:
    """Every asset a page names is there, and each page has one style sheet (the light pages may carry it inside)."""
    built = bulletin(text("2025/07/a/vi"))
    for path in ("/", "/2025/07/a/"):
        assert len(built.page(path).select("link[rel=stylesheet]")) == 1
        for element in built.page(path).select("[href^='/theme/'], [src^='/theme/']"):
            address = str(element.get("href") or element.get("src"))
            assert address.lstrip("/") in built.files
