"""The OCR engine of this machine: which one there is, with what settings, and how its program is run."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

EngineName = Literal["tesseract", "rapidocr"]
OcrFault = Literal["", "slow", "not_rendered", "too_large", "disk_full", "engine"]
ONE_CORE = {"OMP_THREAD_LIMIT": "1"}  # pages are spread over the cores, which is faster than spreading each page
_WINDOWS_PLACES = (r"C:\Program Files\Tesseract-OCR\tesseract.exe",)


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrSettings:
    """How pictures are read. `n_workers` 0 = one a core; `page_s` is the time limit of one page in seconds.

    `dpi` is for pages that are one scan, `fine_dpi` for the rest, whose screenshots are set small.
    """

    engine: Literal["auto", "tesseract", "rapidocr", "off"] = "auto"
    languages: str = "ind+eng"
    dpi: int = 200
    fine_dpi: int = 300
    max_pixels: int = 25_000_000
    page_s: float = 90.0
    memory_mb: int = 1024
    n_workers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrEngine:
    """The engine found on this machine. `label` names it with its languages, for the cache."""

    name: EngineName
    program: str = ""
    languages: str = ""

    @property
    def label(self) -> str:
        """Such as "tesseract ind+eng"."""
        return f"{self.name} {self.languages}".strip()


class PageFault(Exception):
    """Why a page could not be read."""

    def __init__(self, fault: OcrFault) -> None:
        super().__init__(fault)
        self.fault: OcrFault = fault


def find_engine(settings: OcrSettings) -> OcrEngine | None:
    """The engine to use, or None when there is none or the settings say "off"."""
    if settings.engine in ("auto", "tesseract"):
        program = shutil.which("tesseract") or next((place for place in _WINDOWS_PLACES if Path(place).is_file()), "")
        languages = known_languages(program, settings.languages) if program else ""
        if languages:
            return OcrEngine(name="tesseract", program=program, languages=languages)
    if settings.engine in ("auto", "rapidocr") and importlib.util.find_spec("rapidocr") is not None:
        return OcrEngine(name="rapidocr")
    return None


def run_program(command: Sequence[str], deadline: float) -> str:
    """The standard output of a program on one core.

    Raises:
        PageFault: when it takes too long or fails.
    """
    try:
        done = subprocess.run(
            command,
            env={**os.environ, **ONE_CORE},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=max(deadline - time.monotonic(), 0.1),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise PageFault("slow") from error
    if done.returncode:
        raise PageFault("engine")
    return done.stdout.decode("utf-8", "replace")


@lru_cache(maxsize=8)
def known_languages(program: str, wanted: str) -> str:
    """The wanted languages that tesseract has, joined by "+"; empty when it has none or does not start."""
    try:
        listed = run_program([program, "--list-langs"], time.monotonic() + 20.0).split()
    except (OSError, PageFault):
        return ""
    return "+".join(language for language in wanted.split("+") if language in listed)
