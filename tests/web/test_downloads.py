"""Downloads and drawings without a browser: who gets a file, for how long, and what the charts tell people who cannot see them."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.web.downloads import COOKIE, LIFE_S, SHELF, BrowserMark, Shelf, download_router, owner_of
from assistant.web.indeks.gap_bars import gap_bars_svg, gap_text
from assistant.web.indeks.radar import Series, described, radar_svg
from corpus.errors import InputError

OWNER, STRANGER = "a" * 43, "b" * 43
SVG = "{http://www.w3.org/2000/svg}"


class Clock:
    """A clock that stands still until it is moved."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shelf(clock: Clock) -> Shelf:
    return Shelf(clock)


@pytest.fixture
def client(shelf: Shelf) -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(download_router(shelf))
    app.add_middleware(BrowserMark)

    @app.get("/")
    def page() -> str:
        return "halaman"

    with TestClient(app) as client:
        yield client


def fetch(client: TestClient, token: str, owner: str | None) -> httpx.Response:
    headers = {} if owner is None else {"cookie": f"{COOKIE}={owner}"}
    return client.get(f"/unduh/{token}", headers=headers)  # type: ignore[return-value]


def test_owner_gets_the_file(client: TestClient, shelf: Shelf) -> None:
    token = shelf.put(OWNER, "kertas kerja é.xlsx", b"isi")
    reply = fetch(client, token, OWNER)
    assert reply.content == b"isi"
    assert reply.headers["content-disposition"] == "attachment; filename*=UTF-8''kertas%20kerja%20%C3%A9.xlsx"
    assert reply.headers["cache-control"] == "no-store, private"
    assert "spreadsheetml" in reply.headers["content-type"]


@pytest.mark.parametrize("owner", [STRANGER, "", None, OWNER[:-1], OWNER + "a"])
def test_strangers_are_refused(client: TestClient, shelf: Shelf, owner: str | None) -> None:
    token = shelf.put(OWNER, "laporan.docx", b"rahasia")
    reply = fetch(client, token, owner)
    assert reply.status_code == 404
    assert "rahasia" not in reply.text
    assert reply.text == fetch(client, "tidak-ada", OWNER).text
    assert fetch(client, token, OWNER).status_code == 200


def test_files_go_after_their_time(client: TestClient, shelf: Shelf, clock: Clock) -> None:
    token = shelf.put(OWNER, "laporan.docx", b"isi")
    clock.now += LIFE_S - 1
    assert fetch(client, token, OWNER).status_code == 200
    clock.now += 2
    assert fetch(client, token, OWNER).status_code == 404


def test_a_browser_without_cookies_can_own_nothing(shelf: Shelf) -> None:
    with pytest.raises(InputError, match="kuki"):
        shelf.put("", "laporan.docx", b"isi")
    assert owner_of({COOKIE: "pendek"}) == ""
    assert owner_of({COOKIE: OWNER}) == OWNER


def test_page_gives_each_browser_its_own_mark_once(client: TestClient) -> None:
    first, second = (client.get("/", headers={"cookie": ""}).headers["set-cookie"] for _ in range(2))
    assert first != second
    for words in ("HttpOnly", "SameSite=Strict", "Path=/"):
        assert words in first
    assert "set-cookie" not in client.get("/", headers={"cookie": f"{COOKIE}={OWNER}"}).headers


def test_a_full_shelf_drops_the_oldest(shelf: Shelf) -> None:
    tokens = [shelf.put(OWNER, "a.xlsx", b"x") for _ in range(205)]
    assert shelf.take(OWNER, tokens[0]) is None
    assert shelf.take(OWNER, tokens[-1]) is not None
    assert SHELF.take(OWNER, tokens[-1]) is None


def test_radar_is_drawn_and_described() -> None:
    labels = ["Kebijakan <Internal>", "Tata Kelola", "Manajemen"]
    series = [
        Series(name="Klaim", key="claim", values=(4.0, 3.0, 2.5)),
        Series(name="Ditetapkan", key="held", values=(3.0, None, 2.0)),
    ]
    drawing = ElementTree.fromstring(
        radar_svg("radar-x", "Radar", labels, series).replace("<svg", f'<svg xmlns="{SVG[1:-1]}"', 1)
    )
    assert drawing.get("role") == "img"
    named = {drawing.find(f"{SVG}title").get("id"), drawing.find(f"{SVG}desc").get("id")}  # type: ignore[union-attr]
    assert set(str(drawing.get("aria-labelledby")).split()) == named
    assert "Tata Kelola belum dinilai" in described(labels, series)
    groups = {group.get("class"): group for group in drawing.findall(f"{SVG}g")}
    assert len(groups["claim"].findall(f"{SVG}polygon")) == 1
    assert groups["held"].findall(f"{SVG}polygon") == []
    assert len(groups["held"].findall(f"{SVG}circle")) == 2
    assert len(groups["held"].findall(f"{SVG}line")) == 1


def test_radar_stands_at_its_values() -> None:
    series = [Series(name="Ditetapkan", key="held", values=(5.0, 5.0, 0.0, 5.0))]
    assert 'class="area" points="230.0,55.0 350.0,175.0 230.0,175.0 110.0,175.0"' in radar_svg("r", "R", list("abcd"), series)


def test_gap_bars_tell_the_difference() -> None:
    claimed = Series(name="Klaim", key="claim", values=(4.0, 2.0, None))
    confirmed = Series(name="Ditetapkan", key="held", values=(3.5, 2.0, 1.0))
    svg = gap_bars_svg("selisih", "Selisih", ["A & B", "C", "D"], claimed, confirmed)
    ElementTree.fromstring(svg)
    assert "A &amp; B −0,50" in svg
    assert svg.count('class="bar claim"') == 2
    assert (gap_text(2, 2), gap_text(1, 2.25), gap_text(None, 1)) == ("0,00", "+1,25", "–")
