"""The words of the interface: in both languages, filled, used, and nothing said that no catalogue has."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from plugins.newsroom.edition import CODES
from tests.building import REPOSITORY
from tests.shape.tree import files, shown

_CALL = re.compile(r"""\.(?:label|count)\(\s*["']([a-z0-9_]+)["']\s*[,)]""")
_FORMED = re.compile(r"""\.label\(\s*(?:["']([a-z0-9_]+_)["']\s*~|f["']([a-z0-9_]+_)\{)""")
"""A label whose name is put together where it is used: its beginning."""
_PLACE = re.compile(r"{(\w+)}")


@cache
def catalogue(code: str) -> dict[str, Message]:
    """The labels of one edition by name."""
    with (REPOSITORY / "theme" / "labels" / f"{code}.po").open("rb") as source:
        messages = [message for message in read_po(source) if message.id]
    return {message.id if isinstance(message.id, str) else message.id[0]: message for message in messages}


def words(message: Message) -> list[str]:
    """All forms of a label."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def sources() -> Iterator[tuple[str, str]]:
    """(path, text) of every template and every module of ours."""
    for suffix in (".html", ".py"):
        for path in files(suffix):
            if shown(path).startswith(("theme/templates/", "plugins/")):
                yield shown(path), path.read_text(encoding="utf-8")


def test_both_have_the_same() -> None:
    """Each label there is in one language there is in the other."""
    assert catalogue("vi").keys() ^ catalogue("en").keys() == set()


@pytest.mark.parametrize("code", CODES)
def test_filled(code: str) -> None:
    """No label is empty or marked as doubtful, in any of its forms."""
    empty = [name for name, message in catalogue(code).items() if not all(form.strip() for form in words(message))]
    fuzzy = [name for name, message in catalogue(code).items() if message.fuzzy]
    assert (empty, fuzzy) == ([], [])


@pytest.mark.parametrize(("code", "forms"), [("vi", 1), ("en", 2)])
def test_plural_forms(code: str, forms: int) -> None:
    """A counted label has as many forms as its language needs: one in Vietnamese, two in English."""
    counted = {name: len(words(message)) for name, message in catalogue(code).items() if message.pluralizable}
    assert {name: number for name, number in counted.items() if number != forms} == {}
    assert counted != {}


def test_same_places() -> None:
    """What is put into a label ({name}, {n} …) is the same in both languages."""
    different = []
    for name, message in catalogue("vi").items():
        sets = [set(_PLACE.findall(form)) for one in (message, catalogue("en")[name]) for form in words(one)]
        if any(one != sets[0] for one in sets):
            different.append(name)
    assert different == []


def test_used_labels_exist() -> None:
    """Every label that a template or plugin says by name is in the catalogues."""
    missing = [
        f"{path}: {name}"
        for path, text in sources()
        for name in _CALL.findall(text)
        if name not in catalogue("vi") and path != "plugins/newsroom/labels.py"
    ]
    assert missing == []


def test_existing_labels_are_used() -> None:
    """Every label of the catalogues is said somewhere: what nobody says is taken out."""
    quoted = {name for _, text in sources() for name in re.findall(r"""["']([a-z0-9_]+)["']""", text)}
    formed = tuple({first or second for _, text in sources() for first, second in _FORMED.findall(text)})
    assert sorted(name for name in catalogue("vi").keys() - quoted if not name.startswith(formed)) == []
