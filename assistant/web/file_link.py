"""The link to a finished file, and the name that the file gets."""

from __future__ import annotations

import re
import unicodedata
from html import escape

from assistant.web.desk import Opened
from assistant.web.downloads import LIFE_S


def download_html(token: str, name: str, n_bytes: int) -> str:
    """The link to a file on the shelf, with its size and how long it lasts."""
    size = f"{max(1, round(n_bytes / 1000))} kB"
    return (
        f'<p class="download"><a href="unduh/{token}" download="{escape(name)}">Unduh {escape(name)}</a> '
        f"<span>{size}, tersedia {LIFE_S / 60:.0f} menit, hanya untuk peramban ini</span></p>"
    )


def file_name(kind: str, opened: Opened, ending: str) -> str:
    """A name from kind, agency, year and stage: ASCII letters, digits and hyphens only."""
    assessment = opened.assessment
    told = f"{kind} {opened.agency.full_name} {assessment.year} {assessment.stage.replace('_', ' ')}"
    plain = unicodedata.normalize("NFKD", told).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:100] + f".{ending}"
