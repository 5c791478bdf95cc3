"""Adding official PDFs: read, recognise, take apart, store; one file at a time, and a bad one never stops the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from corpus.errors import LocatorError
from corpus.locators import parse_locator
from indexer.official.added import Change, OfficialStore, OfficialText
from indexer.official.provisions import ParsedRegulation, parse_provisions
from indexer.official.regulation_title import RegulationTitle, recognise_title
from indexer.reading.pages import DocumentText
from indexer.reading.sources import PageCache, ReadingSettings, files_of, read_document

_READABLE = ("read", "partly_read")
_UNRECOGNISED = (
    "Judul peraturannya tidak dikenali pada halaman awal. Sebutkan sendiri dokumennya, misalnya: "
    "spbe index «{file}» --as perbup-sleman-34-2019"
)
_NO_TEXT = "Tidak ada ketentuan yang dapat diuraikan dari berkas ini. Periksa apakah berkasnya naskah peraturan."
_NOT_PDF = "Hanya PDF yang dapat ditambahkan sebagai naskah resmi. Simpan naskahnya sebagai PDF, lalu ulangi."
_GONE = "Berkas tidak ditemukan. Periksa nama dan letaknya."
_NO_ARTICLES = "Tidak ada pasal atau bab yang dikenali; isinya hanya dapat dicari sebagai potongan teks."


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What became of one file. `id` is "" when it was refused; `sentences` tell the user about it, in Indonesian."""

    file: str
    outcome: Change | Literal["refused"]
    id: str = ""
    sentences: tuple[str, ...] = ()


def add_official(
    paths: Iterable[Path],
    store: OfficialStore,
    cache: PageCache | None = None,
    settings: ReadingSettings | None = None,
    *,
    document: str = "",
    on_page: Callable[[str, int, int], None] | None = None,
) -> Iterator[Addition]:
    """Adds the PDFs one by one; of a folder its PDFs by name. `document` names the id of the (one) file, "" = from its title.

    Raises:
        DataFolderError: when the store cannot be written.
    """
    for name, path in official_files(paths):
        report = None if on_page is None else _counter(on_page, name)
        yield add_file(path, store, cache, settings, name=name, document=document, on_page=report)


def official_files(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """(name, path) of each file that is named and of each PDF in the folders that are named."""
    for path in paths:
        for name, file in files_of([path]):
            if not path.is_dir() or file.suffix.lower() == ".pdf":
                yield name, file


def add_file(
    path: Path,
    store: OfficialStore,
    cache: PageCache | None = None,
    settings: ReadingSettings | None = None,
    *,
    name: str = "",
    document: str = "",
    on_page: Callable[[int, int], None] | None = None,
) -> Addition:
    """Adds one PDF, known to the user as `name`; see `add_official`.

    Raises:
        DataFolderError: when the store cannot be written.
    """
    name = name or path.name
    if not path.is_file():
        return Addition(file=name, outcome="refused", sentences=(_GONE,))
    if path.suffix.lower() != ".pdf":
        return Addition(file=name, outcome="refused", sentences=(_NOT_PDF,))
    settings = settings or ReadingSettings()
    found = read_document(path, settings, cache, name=name, on_page=on_page)
    return _added(found, store, document, is_reread=settings.redo_layers)


def is_document_id(text: str) -> bool:
    """True for a document id of the usual form, such as "perpres-95-2018"."""
    try:
        locator = parse_locator(text)
    except LocatorError:
        return False
    return not locator.path and not text.startswith("bukti:")


def _counter(on_page: Callable[[str, int, int], None], name: str) -> Callable[[int, int], None]:
    return lambda done, total: on_page(name, done, total)


def _added(document: DocumentText, store: OfficialStore, identifier: str, *, is_reread: bool) -> Addition:
    if document.outcome not in _READABLE:
        return Addition(file=document.file, outcome="refused", sentences=(document.sentence,))
    title = recognise_title(document.pages)
    if title is None and not identifier:
        return Addition(file=document.file, outcome="refused", sentences=(_UNRECOGNISED.format(file=document.file),))
    parsed = parse_provisions(document.pages)
    if not parsed.provisions:
        return Addition(file=document.file, outcome="refused", sentences=(_NO_TEXT,))
    text = replace(_text(document, identifier or (title.id if title else ""), title, parsed), is_reread=is_reread)
    return Addition(file=document.file, outcome=store.add(text), id=text.id, sentences=(*text.notes, *parsed.report.notes))


def _text(document: DocumentText, identifier: str, title: RegulationTitle | None, parsed: ParsedRegulation) -> OfficialText:
    notes = [document.sentence] if document.outcome == "partly_read" else []
    if not parsed.report.articles and not any(provision.path for provision in parsed.provisions):
        notes.append(_NO_ARTICLES)
    is_titled = title is not None and title.id == identifier
    return OfficialText(
        id=identifier,
        title=title.title if title is not None and is_titled else document.file,
        file=document.file,
        sha256=document.sha256,
        added_at=datetime.now(UTC).isoformat(timespec="seconds"),
        n_pages=document.n_pages,
        provisions=parsed.provisions,
        report=parsed.report,
        notes=tuple(notes),
    )
