"""Levels from files and command lines: CSV, JSON and "21=3,22=3", with every fault named by its row."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assistant.file_faults import why_unread
from assistant.indeks import format_numbers, level_fault, unknown_indicator
from corpus.errors import InputError
from corpus.records import Rubric

MAX_BYTES = 1_000_000
MAX_FAULTS = 10
_INDICATOR_NAMES = ("indicator", "indikator")
_LEVEL_NAMES = ("level", "tingkat")
_WHOLE = re.compile(r"[+-]?\d{1,9}")


def read_levels(path: Path, rubric: Rubric) -> dict[int, int]:
    """The levels of a .csv or .json file, by its name's ending.

    Raises:
        InputError: as the two readers, and for another ending.
    """
    readers = {".csv": read_levels_csv, ".json": read_levels_json}
    if path.suffix.lower() not in readers:
        raise InputError(f"{path.name}: jenis berkas tidak dikenal. Pakai .csv (kolom indicator,level) atau .json.")
    return readers[path.suffix.lower()](path, rubric)


def read_levels_csv(path: Path, rubric: Rubric) -> dict[int, int]:
    """Indicator number to level from a CSV with the columns indicator and level (comma, semicolon or tab).

    A row with an empty level is an unscored indicator and is left out. Rows in messages count from 1 with the header.

    Raises:
        InputError: naming file, row and fault (all of them, up to ten).
    """
    text = _read_text(path)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise InputError(f"{path.name}: bukan CSV yang dapat dibaca ({error}). Simpan ulang sebagai CSV UTF-8.") from error
    filled = [(number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    if not filled:
        raise InputError(f"{path.name}: berkas kosong. Isi kolom indicator dan level, satu indikator tiap baris.")
    at_indicator, at_level = _columns(filled[0][1], path)
    wide = [number for number, row in filled[1:] if any(cell.strip() for cell in row[len(filled[0][1]) :])]
    if wide:
        raise InputError(
            f"{path.name} baris {format_numbers(wide)}: isinya lebih banyak daripada judul kolom. "
            "Tulis level sebagai bilangan bulat, tanpa koma desimal."
        )
    cells = ((f"baris {number}", _cell(row, at_indicator), _cell(row, at_level)) for number, row in filled[1:])
    return _collect(cells, path.name, rubric)


def read_levels_json(path: Path, rubric: Rubric) -> dict[int, int]:
    """Indicator number to level from JSON: `{"21": 3}`, `[{"indicator": 21, "level": 3}]`, or either under "levels".

    null is an unscored indicator. An "edition" beside "levels" must be the rubric's.

    Raises:
        InputError: naming file, key or position (from 1), and fault (all of them, up to ten).
    """
    try:
        content = json.loads(_read_text(path), object_pairs_hook=_Pairs)
    except (ValueError, RecursionError) as error:
        place = (
            f"baris {error.lineno}, kolom {error.colno}" if isinstance(error, json.JSONDecodeError) else "isinya terlalu besar"
        )
        raise InputError(f"{path.name}: bukan JSON yang sah ({place}).") from error
    if isinstance(content, _Pairs) and any(key == "levels" for key, _ in content):
        edition = dict(content).get("edition", rubric.edition)
        if str(edition) != rubric.edition:
            raise InputError(f"{path.name}: berkas memakai edisi {edition}, sedangkan yang dibuka edisi {rubric.edition}.")
        content = dict(content)["levels"]
    return _collect(_json_cells(content, path.name), path.name, rubric)


def parse_changes(text: str, rubric: Rubric) -> dict[int, int]:
    """Indicator number to level from text such as "21=3,22=3" (comma, semicolon or space between the pairs).

    Raises:
        InputError: naming the pair and its fault.
    """
    pairs = [pair for pair in re.split(r"[,;\s]+", re.sub(r"\s*=\s*", "=", text.strip())) if pair]
    if not pairs or any(pair.count("=") != 1 for pair in pairs):
        raise InputError(f"Perubahan «{text}» tidak dapat dibaca. Tulis seperti 21=3,22=3 (nomor indikator=level).")
    cells = ((f"«{pair}»", *pair.split("=")) for pair in pairs)
    return _collect(((place, number, level) for place, number, level in cells), "Perubahan", rubric)


class _Pairs(list[tuple[str, Any]]):
    """A JSON object as its pairs, so that a repeated key is seen."""


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path.name}: berkas lebih besar dari 1 MB; daftar level tidak sebesar itu.")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name}: bukan teks UTF-8. Simpan ulang sebagai «CSV UTF-8».") from error
    except OSError as error:
        raise InputError(f"{path}: tidak dapat dibaca, {why_unread(error)}.") from error


def _columns(header: list[str], path: Path) -> tuple[int, int]:
    names = [name.strip().casefold() for name in header]
    found = []
    for accepted in (_INDICATOR_NAMES, _LEVEL_NAMES):
        places = [place for place, name in enumerate(names) if name in accepted]
        if len(places) != 1:
            fault = "tidak ada" if not places else "ada lebih dari satu"
            listed = ", ".join(name for name in names if name) or "kosong"
            raise InputError(f"{path.name} baris 1: kolom «{accepted[0]}» {fault} (judul kolom: {listed}).")
        found.append(places[0])
    return found[0], found[1]


def _cell(row: list[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _json_cells(content: object, name: str) -> list[tuple[str, object, object]]:
    if isinstance(content, _Pairs):
        return [(f"kunci «{key}»", key, level) for key, level in content]
    if not isinstance(content, list):
        raise InputError(f'{name}: isi harus berupa pasangan nomor indikator dan level, misalnya {{"21": 3}}.')
    cells: list[tuple[str, object, object]] = []
    for position, item in enumerate(content, start=1):
        fields = dict(item) if isinstance(item, _Pairs) else {}
        if not {"indicator", "level"} <= fields.keys():
            raise InputError(f'{name} butir {position}: harus berisi "indicator" dan "level".')
        cells.append((f"butir {position}", fields["indicator"], fields["level"]))
    return cells


def _collect(cells: Iterable[tuple[str, object, object]], name: str, rubric: Rubric) -> dict[int, int]:
    known = {indicator.number for indicator in rubric.indicators}
    levels: dict[int, int] = {}
    first_place: dict[int, str] = {}
    faults: list[str] = []
    for place, raw_number, raw_level in cells:
        number = _whole(raw_number)
        if type(number) is not int or number not in known:
            shown = "(kosong)" if raw_number in ("", None) else raw_number
            faults.append(f"{name} {place}: {unknown_indicator(shown, rubric)}")
        elif number in first_place:
            faults.append(f"{name} {place}: indikator {number} berulang (sudah ada di {first_place[number]}).")
        else:
            first_place[number] = place
            level = _whole(raw_level)
            if fault := level_fault(number, level, rubric) if raw_level not in ("", None) else "":
                faults.append(f"{name} {place}: {fault}")
            elif isinstance(level, int):
                levels[number] = level
    if faults:
        more = f"\n… dan {len(faults) - MAX_FAULTS} kesalahan lain." if len(faults) > MAX_FAULTS else ""
        raise InputError("\n".join(faults[:MAX_FAULTS]) + more)
    return levels


def _whole(raw: object) -> Any:
    """The whole number that `raw` writes, or `raw` itself when it writes none."""
    return int(raw) if isinstance(raw, str) and raw.isascii() and _WHOLE.fullmatch(raw.strip()) else raw
