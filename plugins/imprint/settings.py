"""Settings of imprint: the table IMPRINT of pelicanconf."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ImprintSettings:
    """Who publishes the bulletin, in each edition."""

    names: dict[str, str] = field(default_factory=lambda: {"vi": "Bản tin", "en": "Bulletin"})
    """The nameplate by edition."""
    taglines: dict[str, str] = field(default_factory=lambda: {"vi": "", "en": ""})
    """One line below it."""
    publishers: dict[str, str] = field(default_factory=lambda: {"vi": "", "en": ""})
    """The organisation behind it, as structured data and the footer name it."""
    profiles: tuple[tuple[str, str], ...] = ()
    """Profiles elsewhere to follow: (name, address)."""
    pages: dict[str, str] = field(default_factory=dict)
    """Folder in content/pages of each page the theme links to: about, contact, corrections, privacy."""
