"""What reading a document gives: the text page by page, how it was obtained, what was hidden, and how the reading ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TextSource = Literal["text_layer", "ocr", "office", "none"]
Outcome = Literal["read", "partly_read", "locked", "damaged", "empty", "too_large", "unsupported"]
HiddenReason = Literal[
    "same_colour",  # drawn in the colour of what lies under it (white on white)
    "tiny",  # smaller than 2 pt
    "invisible_mode",  # render mode 3 on a page that is no scan
    "transparent",
    "off_page",
    "clipped",
    "covered",  # an image or a filled area was drawn over it
    "layer_off",  # in a layer that is switched off
    "not_in_picture",  # text layer of a scan that says something else than the picture
    "hidden_text",  # marked as hidden in a Word file
    "hidden_sheet",  # a workbook's hidden sheet
    "hidden_slide",  # a slide that the presentation leaves out
]
AsideKind = Literal["speaker_notes", "free_text", "comment", "stamp", "form_field", "signature"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenSpan:
    """Text that a reader of the page cannot see. It is never part of `PageText.text`."""

    reason: HiddenReason
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Text that stands beside a page's own words and is never part of `PageText.text`: a speaker's notes, and what was laid over
    a PDF page as annotation, where anybody can add or change it after the document was adopted.
    """

    kind: AsideKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """The text of one page. `number` is 1-based; `confidence` (0 to 1, higher is better) is set for OCR only.

    `source` "none" means that there is no text: the page is blank, or it is among `DocumentText.failed_pages`.
    """

    number: int
    text: str
    source: TextSource
    confidence: float | None = None
    hidden: tuple[HiddenSpan, ...] = ()
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentText:
    """A document as read. `pages` has every page in order unless the outcome says that nothing could be read.

    `sentence` says in Indonesian what happened and what to do; `notices` are further sentences (a JPG named .pdf, a full disk).
    `sha256` is of the file's bytes, empty when they could not be read. `n_pages` is the document's, 0 = unknown. `attachments` names
    files inside the file, which are not read. `is_passing` = the outcome may be another one next time (a full disk, a page that took
    too long), so it is not kept.
    """

    file: str
    sha256: str
    outcome: Outcome
    sentence: str
    n_pages: int = 0
    pages: tuple[PageText, ...] = ()
    failed_pages: tuple[int, ...] = ()
    title: str = ""
    author: str = ""
    producer: str = ""
    created: str = ""
    notices: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    is_passing: bool = False

    @property
    def text(self) -> str:
        """All pages' text, pages parted by a form feed."""
        return "\f".join(page.text for page in self.pages)
