"""Releases: builds aside, looks at the result, and puts it in the place of the live site in one step.

Not a plugin of Pelican but the one who runs Pelican: ``python -m plugins.releases build``. Contract: readers see the
old site or the new one, never a mixture; a build that fails, is cancelled or killed leaves the live folder as it was
and does not exit 0.
"""
