"""Settings of mobile: the table MOBILE of pelicanconf."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MobileSettings:
    """How the mobile edition presents itself."""

    declared: bool = True
    """Tell search engines that the mobile pages are the full pages for phones (rel=alternate media); they say the same."""
