"""Bytecode: compiled templates, kept in a folder from build to build. Advisory: what is not as it was written is absent.

Jinja's own FileSystemBytecodeCache reads its files with pickle, whatever they hold; here a checksum is read first.
"""

import marshal
import sys
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from plugins.newsroom.shelf import digest

_SUM = 16


class KeptBytecode(BytecodeCache):
    """One file a template. ``made_by`` tells what, beside the template, the compiler and Python, the code depends on."""

    def __init__(self, folder: Path, made_by: str) -> None:
        self.folder = folder
        compiler = Path(__file__).with_name("compiling.py").read_bytes()
        self.label = digest(sys.version, version("jinja2"), version("markupsafe"), compiler, made_by)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket its code, if that is kept."""
        try:
            data = (self.folder / bucket.key).read_bytes()
        except OSError:
            return
        if data[:_SUM] == self._seal(bucket, data[_SUM:]):
            bucket.code = marshal.loads(data[_SUM:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code; if that can't be, it is only not kept."""
        code = marshal.dumps(bucket.code)
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / bucket.key).write_bytes(self._seal(bucket, code) + code)

    def _seal(self, bucket: Bucket, code: bytes) -> bytes:
        return digest(self.label, bucket.key, bucket.checksum, code)
