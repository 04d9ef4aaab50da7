"""The lock: one at a time, workers included."""

import os
from pathlib import Path

import pytest

from plugins.newsroom.lock import Busy, alone


def test_one_at_a_time(tmp_path: Path) -> None:
    """Who comes while the lock is held is sent away; afterwards it is free."""
    with alone(tmp_path / "lock"), pytest.raises(Busy), alone(tmp_path / "lock"):
        pass
    with alone(tmp_path / "lock"):
        pass


def test_a_worker_that_outlives_its_build(tmp_path: Path) -> None:
    """The lock is held as long as a forked worker lives, though the process that took it has let it go."""
    go, gone = os.pipe()
    with alone(tmp_path / "lock"):
        worker = os.fork()
        if worker == 0:
            os.close(gone)
            os.read(go, 1)
            os._exit(0)
    with pytest.raises(Busy), alone(tmp_path / "lock"):
        pass
    os.close(gone)
    os.waitpid(worker, 0)
    with alone(tmp_path / "lock"):
        pass
