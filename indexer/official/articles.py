"""The articles of a stretch of lines, with their ayat, huruf and angka, as addressed ranges of lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.official.article_parts import article_parts
from indexer.official.headings import ArticleHeading, article_headings, chapter_number, chapter_title, is_running_text, is_section
from indexer.official.page_lines import Line
from indexer.official.regulation_parts import Range
from indexer.official.title_case import title_case

_MOST_TITLE_LINES = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """An addressed, half-open range of lines. `heading` names the chapter or section that it stands in."""

    path: str
    heading: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles and their parts in reading order. `missing` and `repeated` are paths, `notes` sentences for the user."""

    stretches: tuple[Stretch, ...]
    articles: tuple[str, ...]
    missing: tuple[str, ...]
    repeated: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def n_articles(self) -> int:
        """Number of different articles."""
        return len(self.articles)


def article_stretches(lines: Sequence[Line], body: Range, top: str = "") -> Articles:
    """The articles of a range of lines; `top` is the path of what they stand in, with its dot ("pasal-1.")."""
    own = lines[body.first : body.end]
    found = article_headings(own)
    borders = sorted(heading.place for heading in (*found.articles, *found.repeated))
    titles = section_titles(own)
    stretches: list[Stretch] = []
    missing: list[str] = []
    repeated = [f"{top}pasal-{heading.number}" for heading in found.repeated]
    for heading in sorted((*found.articles, *found.repeated), key=lambda heading: heading.place):
        after = next((border for border in borders if border > heading.place), len(own))
        end = next((place for place in range(heading.place + 1, after) if is_heading(own, place)), after)
        path = f"{top}pasal-{heading.number}"
        inside = article_parts(own[heading.place + 1 : end])
        stretches += _with_parts(path, titles[heading.place], own, heading.place + 1, end, body.first)
        missing += [f"{path}.{step}" for step in inside.missing]
        repeated += [f"{path}.{step}" for step in inside.repeated]
    return Articles(
        tuple(stretches),
        tuple(f"{top}pasal-{heading.number}" for heading in found.articles),
        (*_gaps(found.articles, top), *dict.fromkeys(missing)),
        tuple(dict.fromkeys(repeated)),
        tuple(_note(heading, own) for heading in found.doubtful),
    )


def is_heading(lines: Sequence[Line], place: int) -> bool:
    """True for a heading of a Bab, Bagian or Paragraf, which ends the article before it."""
    text = lines[place].text
    return (chapter_number(text) is not None or is_section(text)) and not is_running_text(lines, place)


def section_titles(lines: Sequence[Line]) -> list[str]:
    """For each line the titles of the chapter and the section that it stands in, "" before the first."""
    chapter, section = "", ""
    titles = []
    for place in range(len(lines)):
        if is_heading(lines, place):
            title = title_case(chapter_title(lines[place].text)) or _title_below(lines, place)
            if chapter_number(lines[place].text) is not None:
                chapter, section = title, ""
            else:
                section = title
        titles.append(" – ".join(part for part in (chapter, section) if part))
    return titles


def _title_below(lines: Sequence[Line], place: int) -> str:
    found = []
    for following in range(place + 1, min(place + 1 + _MOST_TITLE_LINES, len(lines))):
        text = lines[following].text
        if is_heading(lines, following) or text[:1] in "(0123456789" or text.lower().startswith("pasa"):
            break
        found.append(text)
    return title_case(" ".join(found))


def _with_parts(path: str, title: str, own: Sequence[Line], first: int, end: int, offset: int) -> Iterable[Stretch]:
    if first >= end:
        return []
    whole = Stretch(path, title, offset + first, offset + end)
    inside = article_parts(own[first:end]).parts
    return [
        whole,
        *(
            Stretch(".".join((path, *part.steps)), title, offset + first + part.first, offset + first + part.end)
            for part in inside
        ),
    ]


def _gaps(articles: Sequence[ArticleHeading], top: str) -> list[str]:
    """Numbers up to the last one that no article has; inside an amended article gaps are natural."""
    numbers = {heading.number.value for heading in articles}
    return [] if top else [f"pasal-{number}" for number in range(1, max(numbers, default=0)) if number not in numbers]


def _note(heading: ArticleHeading, lines: Sequence[Line]) -> str:
    line = lines[heading.place]
    return f"Halaman {line.page}: «{line.text}» tampak seperti judul pasal tetapi tidak cocok dengan urutannya."
