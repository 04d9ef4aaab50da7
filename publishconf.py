"""What differs on the live site; ``python3 tasks.py build --publish`` uses it."""

from pelicanconf import *  # noqa: F403

SITEURL = "https://huunghihoptac.example.vn"
