"""Compact: JSON on one line, as short as it can be, for what is kept by the thousand."""

import json

as_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
"""The value as JSON. The encoder is made once, and does not look whether a value holds itself: that is a third of its time."""
