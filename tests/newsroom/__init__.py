"""Tests of plugins/newsroom."""

DESK_SECTIONS = """\
- id: huu-nghi
  vi: {name: Hữu nghị, about: Hoạt động.}
  en: {name: Friendship, about: Friendship.}
- id: ban-be
  parent: huu-nghi
  vi: {name: Bạn bè, about: Bạn bè bốn phương.}
  en: {name: Friends everywhere, about: Friends.}
"""
"""Two sections, one below the other."""
