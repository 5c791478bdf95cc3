"""Temporary folders: a killed process leaves its own, and the next batch clears them away, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from small_pdfs import image_object, picture_of, write_pdf

from indexer.reading.ocr import OcrSettings, find_engine
from indexer.reading.scratch import clear_left_scratch, new_scratch, scratch_folder
from indexer.reading.sources import iter_documents

pytestmark = pytest.mark.skipif(os.name != "posix", reason="only POSIX can tell whether a process lives")
ROOT = Path(__file__).resolve().parents[2]
needs_tesseract = pytest.mark.skipif(find_engine(OcrSettings(engine="tesseract")) is None, reason="no tesseract on this machine")
READ = (
    "import sys; from pathlib import Path; from indexer.reading.document import read_document; read_document(Path(sys.argv[1]))"
)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, of this test alone."""
    folder = tmp_path / "sementara"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def _age(path: Path, seconds: float) -> Path:
    moment = time.time() - seconds
    os.utime(path, (moment, moment), follow_symlinks=False)
    return path


def _gone_process() -> int:
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


@needs_tesseract
def test_what_a_killed_reading_left_is_cleared_by_the_next_batch(tmp_path: Path, temporary: Path) -> None:
    words = [f"Keputusan Bupati tentang tim koordinasi nomor {number}" for number in range(20)]
    image = {"Im1": image_object(picture_of(*words))}
    path = write_pdf(tmp_path / "a.pdf", *["q 595 0 0 842 0 0 cm /Im1 Do Q\n"] * 30, images=image)
    environment = {**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-c", READ, str(path)], env=environment)
    try:
        deadline = time.monotonic() + 60
        while not list(temporary.glob(f"spbe-ocr-{process.pid}-*")):
            assert process.poll() is None and time.monotonic() < deadline
            time.sleep(0.01)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    left = list(temporary.glob(f"spbe-ocr-{process.pid}-*"))
    assert left
    list(iter_documents([]))
    assert all(folder.is_dir() for folder in left)  # still too new
    for folder in left:
        _age(folder, 7200)
    list(iter_documents([]))
    assert list(temporary.iterdir()) == []


def test_only_old_folders_of_dead_processes_go(tmp_path: Path, temporary: Path) -> None:
    dead = _gone_process()
    own = _age(new_scratch("zip"), 7200)
    new = temporary / f"spbe-office-{dead}-abc"
    foreign = [temporary / name for name in (f"spbe-{dead}", f"spbe-lain-{dead}-abc", "spbe-ocr-abc", f"x-spbe-ocr-{dead}-abc")]
    old = temporary / f"spbe-office-{dead}-def"
    for folder in (new, old, *foreign):
        folder.mkdir()
    (old / "0000").write_bytes(b"isi")
    other = tmp_path / "lain"
    other.mkdir()
    (other / "penting.txt").write_text("isi")
    link = temporary / f"spbe-ocr-{dead}-ghi"
    link.symlink_to(other)
    file = temporary / f"spbe-ocr-{dead}-jkl"
    file.write_text("isi")
    for path in (old, link, file, *foreign):
        _age(path, 7200)
    clear_left_scratch()
    assert not old.exists()
    assert all(path.exists() for path in (own, new, link, file, *foreign, other / "penting.txt"))


def test_a_folder_in_use_names_its_process(temporary: Path) -> None:
    with scratch_folder("office") as folder:
        assert Path(folder).name.startswith(f"spbe-office-{os.getpid()}-")
        _age(Path(folder), 7200)
        clear_left_scratch()
        assert Path(folder).is_dir()
    assert list(temporary.iterdir()) == []
