"""How evidence is read on this machine: the settings that people can change, in the form in which the reader takes them."""

from __future__ import annotations

from assistant.settings import Settings
from indexer.reading.archive import ArchiveLimits
from indexer.reading.ocr import OcrSettings
from indexer.reading.office import OfficeLimits
from indexer.reading.pdf_guard import PdfLimits
from indexer.reading.sources import ReadingSettings


def reading_settings(settings: Settings) -> ReadingSettings:
    """The limits of reading; what is no setting keeps its default."""
    wall_clock_s, memory_mb = settings.read_timeout_s, settings.read_memory_mb
    return ReadingSettings(
        max_file_mb=settings.max_file_mb,
        pdf=PdfLimits(wall_clock_s=wall_clock_s, memory_mb=memory_mb, max_pages=settings.max_pages),
        ocr=OcrSettings(page_s=settings.ocr_page_timeout_s, memory_mb=memory_mb, n_workers=settings.ocr_workers),
        archive=ArchiveLimits(max_entries=settings.max_zip_files, max_unpacked_mb=settings.max_zip_unpacked_mb),
        office=OfficeLimits(wall_clock_s=wall_clock_s, memory_mb=memory_mb, max_pictures=settings.max_office_pictures),
    )
