"""The same input gives the same bytes: whatever the hash seed, the order, the number of jobs."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[1] / "corpus" / "notices"
SAMPLES = sorted(CORPUS.glob("*.txt"))[:8]


def _extract(paths: Sequence[Path], out: Path, seed: str, jobs: int = 1) -> list[bytes]:
    """Run the command as a user does; return the lines of notices.jsonl."""
    command = [sys.executable, "-m", "extractor", "extract", *map(str, paths)]
    subprocess.run(
        [*command, "-o", str(out), "--jobs", str(jobs)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
        capture_output=True,
        timeout=100,
    )
    return (out / "notices.jsonl").read_bytes().splitlines()


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    return _extract(SAMPLES, tmp_path_factory.mktemp("seed-0"), "0")


def test_another_hash_seed(lines: list[bytes], tmp_path: Path) -> None:
    assert _extract(SAMPLES, tmp_path, "4242") == lines


def test_another_order(lines: list[bytes], tmp_path: Path) -> None:
    assert _extract(SAMPLES[::-1], tmp_path, "1") == lines[::-1]


def test_another_number_of_jobs(lines: list[bytes], tmp_path: Path) -> None:
    assert _extract(SAMPLES, tmp_path, "2", jobs=2) == lines


def test_real_notices_in_another_order(shared_dir: Path, tmp_path: Path) -> None:
    paths = sorted((shared_dir / "notices").glob("*.txt"))
    forward = _extract(paths, tmp_path / "forward", "0")
    backward = _extract(paths[::-1], tmp_path / "backward", "7")
    assert forward == backward[::-1]
    assert len(forward) == len(paths)
