"""Attaching evidence to an indicator and taking it off again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.workspace.commands import MAX_NAME_CHARS, MAX_TEXT_CHARS, Change, OnIndicator, clean_text
from assistant.workspace.records import Attachment, Quote, SubjectState
from corpus.errors import InputError
from corpus.records import Rubric

_MAX_NAME_CHARS = 1000
_SHA256 = re.compile(r"[0-9a-f]{64}|")


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachEvidence(OnIndicator):
    """An evidence file to attach: 1-based pages (empty = the whole file) and quotes from it.

    `sha256` is empty when the file is not at hand; `title` is the document as people cite it. A file that is attached with
    the same pages and these quotes already is left alone.
    """

    file_name: str
    sha256: str = ""
    pages: tuple[int, ...] = ()
    quotes: tuple[Quote, ...] = ()
    title: str = ""
    is_draft: bool = False
    note: str = ""

    def change(self, state: SubjectState, person: str, rubric: Rubric) -> Change:
        """The event without the attachment's id, which the store adds. Raises: InputError for a bad hash, name or page."""
        place = f"Indikator {self.indicator}: bukti «{self.file_name}»"
        if not _SHA256.fullmatch(self.sha256):
            raise InputError(f"{place} harus disertai sha256 berupa 64 angka heksadesimal huruf kecil.")
        if not clean_text(self.file_name, place, _MAX_NAME_CHARS):
            raise InputError(f"Indikator {self.indicator}: bukti harus bernama berkas.")
        if any(page < 1 for page in (*self.pages, *(quote.page for quote in self.quotes))):
            raise InputError(f"{place} memuat nomor halaman di bawah 1.")
        for text in (*(quote.text for quote in self.quotes), self.title, self.note):
            clean_text(text, f"{place}, kutipan atau catatan", MAX_TEXT_CHARS)
        after = {"file_name": self.file_name, "sha256": self.sha256, "pages": list(self.pages), "note": self.note}
        is_held = any(self._is_in(held) for held in state.attachments)
        return Change(kind="attach", before=after if is_held else {}, after=after)

    def _is_in(self, held: Attachment) -> bool:
        is_same_file = self.sha256 == held.sha256 if self.sha256 and held.sha256 else self.file_name == held.file_name
        is_same_note = self.note in ("", held.note)
        return is_same_file and is_same_note and set(self.pages) == set(held.pages) and _words(self.quotes) <= _words(held.quotes)


@dataclass(frozen=True, slots=True, kw_only=True)
class DetachEvidence(OnIndicator):
    """An attachment to take off the indicator; it stays in the history."""

    attachment: int

    def change(self, state: SubjectState, person: str, rubric: Rubric) -> Change:
        """The event. Raises: InputError when the attachment is not there."""
        held = next((held for held in state.attachments if held.id == self.attachment), None)
        if held is None:
            raise InputError(f"Indikator {self.indicator}: lampiran {self.attachment} tidak ada atau sudah dilepas.")
        return Change(kind="detach", before={"attachment": held.id, "file_name": held.file_name}, after={})


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteEvidence(OnIndicator):
    """What a later review of the same file (by hash) tells of evidence that is attached already: articles, title, a note.

    `articles` are those of quotes that have none, by the quote's place from 0. Quotes, pages and levels stay as they are.
    """

    attachment: int
    articles: Mapping[int, str]
    title: str
    note: str

    def change(self, state: SubjectState, person: str, rubric: Rubric) -> Change:
        """The event. Raises: InputError when the attachment is not there, or a text is overlong."""
        held = next((held for held in state.attachments if held.id == self.attachment), None)
        if held is None:
            raise InputError(f"Indikator {self.indicator}: lampiran {self.attachment} tidak ada atau sudah dilepas.")
        place = f"Indikator {self.indicator}: bukti «{held.file_name}»"
        articles = {
            str(at): clean_text(self.articles[at], f"{place}, pasal", MAX_NAME_CHARS)
            for at, quote in enumerate(held.quotes)
            if at in self.articles and not quote.pasal
        }
        title = clean_text(self.title, f"{place}, judul", MAX_TEXT_CHARS)
        note = clean_text(self.note, f"{place}, catatan", MAX_TEXT_CHARS)
        about = {"attachment": held.id, "file_name": held.file_name}
        before = {**about, "articles": {}, "title": held.title, "note": held.note}
        return Change(
            kind="complete_evidence", before=before, after={**about, "articles": articles, "title": title, "note": note}
        )


def completion_of(evidence: AttachEvidence, held: Attachment) -> CompleteEvidence | None:
    """What `evidence` adds to the attachment of the same file; None when that is another file, or nothing."""
    if not evidence.sha256 or evidence.sha256 != held.sha256:
        return None
    known = {(quote.page, _plain(quote.text)): quote.pasal for quote in evidence.quotes if quote.pasal}
    articles = {
        at: pasal
        for at, quote in enumerate(held.quotes)
        if not quote.pasal and (pasal := known.get((quote.page, _plain(quote.text))))
    }
    title, note = evidence.title or held.title, held.note or evidence.note
    if not articles and (title, note) == (held.title, held.note):
        return None
    return CompleteEvidence(indicator=evidence.indicator, attachment=held.id, articles=articles, title=title, note=note)


def _plain(text: str) -> str:
    return " ".join(clean_text(text, "Kutipan", MAX_TEXT_CHARS).split())


def _words(quotes: tuple[Quote, ...]) -> set[tuple[int, str, tuple[str, ...]]]:
    return {(quote.page, _plain(quote.text), quote.elements) for quote in quotes}
