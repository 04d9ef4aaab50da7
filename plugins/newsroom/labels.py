"""Labels: the words the site itself says, as gettext catalogues in theme/labels/<edition>.po."""

import gettext
import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


class Labels:
    """The labels of one edition, asked for by name; an unknown name is an error, never shown as itself."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as source:
            catalog = read_po(source, abort_invalid=True)
        self.path = path
        self.names = frozenset(
            message.id if isinstance(message.id, str) else message.id[0] for message in catalog if message.id
        )
        compiled = io.BytesIO()
        write_mo(compiled, catalog)
        compiled.seek(0)
        self._words = gettext.GNUTranslations(compiled)
        self._plain: dict[str, str] = {}
        self._patterns: dict[str, str] = {}

    def say(self, name: str, /, **values: object) -> str:
        """The label, with its {placeholders} filled in."""
        if values:
            return self._pattern(name).format(**values)
        said = self._plain.get(name)
        if said is None:
            said = self._plain[name] = self._pattern(name).format()
        return said

    def _pattern(self, name: str) -> str:
        pattern = self._patterns.get(name)
        if pattern is None:
            self._known(name)
            pattern = self._patterns[name] = self._words.gettext(name)
        return pattern

    def count(self, name: str, number: int, /, **values: object) -> str:
        """The label in the plural form that belongs to the number ({n})."""
        self._known(name)
        return self._words.ngettext(name, name, number).format(n=number, **values)

    def _known(self, name: str) -> None:
        if name not in self.names:
            raise KeyError(f"no label '{name}' in {self.path.name}: add it to every catalogue in {self.path.parent}")
