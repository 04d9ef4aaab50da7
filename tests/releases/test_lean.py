"""What a build imports: not what it does not need."""

import subprocess
import sys

from tests.building import REPOSITORY

_CODE = """
import sys
from plugins.releases.lean import load_press
load_press()
print(sorted({name.partition(".")[0] for name in sys.modules} & {"docutils", "pygments", "PIL", "numpy"}))
import docutils.core, pelican.rstdirectives
print(docutils.core.Publisher.__module__, pelican.rstdirectives.Pygments.__module__)
"""


def test_pelican_without_docutils() -> None:
    """Pelican is loaded without docutils and what comes with it; afterwards whoever wants it finds it whole."""
    code = [sys.executable, "-c", _CODE]
    said = subprocess.run(code, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
    assert said == "[]\ndocutils.core pelican.rstdirectives\n"
