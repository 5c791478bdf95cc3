"""Pictures of evidence pages for whoever handed the file in: tokens of this browser's room, as long as the room is there."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import gradio as gr

from assistant.evidence.records import Quote as ReviewQuote
from assistant.evidence.records import Review
from assistant.web.assessment.attached import SeeOf
from assistant.web.downloads import owner_of
from assistant.web.evidence.pages import has_picture
from assistant.web.evidence.room import Place, Room
from assistant.web.evidence.rooms import rooms_of
from assistant.workspace.records import Attachment, Quote
from indexer.reading.pages import TextSource


def see_of(data_dir: Path, request: gr.Request) -> SeeOf:
    """Gives the token of a page's picture; "" when this browser's room does not hold the file, or its kind has no pictures."""
    room = own_room(data_dir, request)
    reviews = {review.sha256: review for review in own_reviews(room)}

    def token(held: Attachment, quote: Quote) -> str:
        review = reviews.get(held.sha256) if held.sha256 else None
        if room is None or review is None or not 1 <= quote.page <= max(review.pages, 1):
            return ""
        source = cast(TextSource, quote.source or "text_layer")
        told = ReviewQuote(page=quote.page, text=quote.text, verified=True, text_source=source)
        place = Place(file=review.file, sha256=review.sha256, quote=told)
        return room.token(place) if has_picture(place) else ""

    return token


def own_room(data_dir: Path, request: gr.Request) -> Room | None:
    """The room of the browser that asks; None when it has none."""
    return rooms_of(data_dir).find(owner_of(request.cookies), request.session_hash or "")


def own_reviews(room: Room | None) -> list[Review]:
    """The finished reviews in a room, those without a hash left out."""
    if room is None or room.job is None:
        return []
    return [review for review in list(room.job.reviews) if review.sha256]
