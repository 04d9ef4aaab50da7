"""The handbook tells editors what the schema says."""

from plugins.front_matter.handbook import renew, tables
from tests.building import REPOSITORY


def test_the_tables_in_the_handbook_are_those_of_the_schema() -> None:
    """``python -m plugins.front_matter.handbook content/README.md`` would change nothing."""
    text = (REPOSITORY / "content/README.md").read_text(encoding="utf-8")
    assert text.count("<!-- keys:") == 2
    assert renew(text) == text


def test_every_key_is_explained_in_both_languages() -> None:
    """A key in one table is in the other too."""
    keys = {
        language: [line.split("`")[1] for line in tables(language).splitlines() if line.startswith("| `")]
        for language in ("vi", "en")
    }
    assert keys["vi"] == keys["en"]
