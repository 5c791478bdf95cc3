"""The chat as people meet it: a real browser on the real app. Screenshots go to tests/web/screenshots (git ignores it)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from contrast import contrast
from served_app import SCREENSHOTS, Served, serving

from assistant.web.chat.feedback import FEEDBACK_FILE
from assistant.web.chat.welcome import EXAMPLES

pytestmark = pytest.mark.browser
DRAFT = "Perbup SPBE kami masih draf, indikator 1 level berapa?"
BOX, DONE = "#pertanyaan textarea", "#terbaru .turn[data-state=selesai]"
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
Opener = Callable[..., Any]


def ask(page: Any, question: str, number: int = 1) -> str:
    """Types a question and returns the text of the finished answer; `number` is its place in the chat."""
    page.fill(BOX, question)
    page.press(BOX, "Enter")
    page.wait_for_selector(f"{DONE}[data-turn='{number}']")
    return str(page.inner_text("#terbaru .answer"))


def shoot(page: Any, name: str) -> None:
    """Keeps a screenshot for people to look at."""
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


def fits(page: Any) -> bool:
    """True when nothing sticks out sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_answers_a_real_question_and_opens_its_source(open_page: Opener) -> None:
    page = open_page()
    shoot(page, "desktop-welcome")
    assert "level 1" in ask(page, DRAFT)
    page.click("#terbaru a.marker >> nth=0")
    source = page.locator("#sumber-1-1")
    assert source.get_attribute("open") is not None
    assert "draf" in source.locator("mark").inner_text()
    assert len(source.locator(".passage").inner_text()) > len(source.locator("mark").inner_text())
    assert source.locator(".badge").inner_text().endswith("cocok huruf demi huruf")
    assert source.locator(".kind").inner_text() == "Intisari kami"
    assert page.evaluate("document.activeElement.closest('.source').id") == "sumber-1-1"
    shoot(page, "desktop-source")


def test_page_speaks_indonesian_and_states_its_limits(open_page: Opener) -> None:
    page = open_page()
    assert page.get_attribute("html", "lang") == "id"
    assert page.title() == "Asisten SPBE"
    text = page.inner_text("body")
    assert "saran, bukan penetapan" in text
    assert "PermenPANRB 59/2020" in page.inner_text("#status-hukum")
    assert not re.search(r"\b(Submit|Clear|Settings|Built with|Use via API|Loading)\b", text)


def test_follow_up_uses_the_answer_before_it(open_page: Opener) -> None:
    page = open_page()
    ask(page, DRAFT)
    answer = ask(page, "kalau level 3?", number=2)
    assert "indikator 1" in answer.lower()
    assert "level 3" in answer.lower()
    assert [turn.get_attribute("data-turn") for turn in page.query_selector_all(".turn")] == ["1", "2"]
    headings = page.locator(".source-turn h3").all_inner_texts()
    assert headings[0] == "kalau level 3?"
    assert headings[1] == DRAFT
    shoot(page, "desktop-follow-up")


def test_chats_of_two_browsers_do_not_mix(open_page: Opener) -> None:
    first, second = open_page(), open_page()
    ask(first, DRAFT)
    answer = ask(second, "kalau level 3?")
    assert "indikator 1," not in answer.lower()
    assert second.locator(".turn").count() == 1


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("", "Pertanyaan kosong"),
        ("a" * 20_000, "terlalu panjang"),
        ("😀🎉", "belum dapat saya pahami"),
        ("\x00\x01\x02", "kosong"),
    ],
    ids=["empty", "long", "emoji", "binary"],
)
def test_bad_input_gets_a_sentence(open_page: Opener, question: str, words: str) -> None:
    page = open_page()
    assert words in ask(page, question)
    assert fits(page)


def test_markup_in_a_question_stays_text(open_page: Opener) -> None:
    page = open_page()
    question = "<img src=x onerror=window.pwned=1> ${window.pwned=1} {{value}} </article> indikator 1 **level 1** `x`"
    ask(page, question)
    assert page.inner_text("#terbaru .question p") == question
    assert page.evaluate("window.pwned") is None
    assert page.locator("#terbaru img").count() == 0


def test_example_button_fills_and_sends(open_page: Opener) -> None:
    page = open_page()
    assert page.locator(".examples section").count() == 3
    page.click(f"text={EXAMPLES[1][2][0]}")
    page.wait_for_selector(DONE)
    assert page.inner_text("#terbaru .question p") == EXAMPLES[1][2][0]
    assert page.locator(".examples").count() == 0 or not page.is_visible(".examples")


def test_new_chat_starts_empty(open_page: Opener) -> None:
    page = open_page()
    ask(page, DRAFT)
    page.click("#obrolan-baru")
    page.wait_for_selector(".turn", state="detached")
    page.wait_for_selector(".examples", state="visible")
    assert page.locator(".source").count() == 0
    ask(page, "Apa itu Arsitektur SPBE?")


def test_keyboard_alone_is_enough(open_page: Opener) -> None:
    page = open_page()
    page.focus(BOX)
    page.keyboard.type(DRAFT)
    page.keyboard.press("Enter")
    page.wait_for_selector(DONE)
    for _ in range(40):  # backwards from the question box to the first marker
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.id") == "rujuk-1-1":
            break
    assert page.evaluate("document.activeElement.id") == "rujuk-1-1"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    shoot(page, "desktop-keyboard")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.source')?.id") == "sumber-1-1"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "rujuk-1-1"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_works_at_phone_width(open_page: Opener, scheme: str) -> None:
    page = open_page(PHONE, color_scheme=scheme, has_touch=True, is_mobile=True)
    assert fits(page)
    shoot(page, f"phone-{scheme}-welcome")
    ask(page, DRAFT)
    assert fits(page)
    page.wait_for_timeout(300)
    assert page.evaluate("document.querySelector('#terbaru .question').getBoundingClientRect().top") < PHONE["height"] / 2
    shoot(page, f"phone-{scheme}-answer")
    page.tap("#terbaru a.marker >> nth=0")
    box = page.locator("#sumber-1-1").bounding_box()
    chat = page.locator("#percakapan").bounding_box()
    assert box["y"] >= chat["y"] + chat["height"]
    assert 0 <= box["y"] < PHONE["height"]
    assert fits(page)
    shoot(page, f"phone-{scheme}-source")
    page.tap("#sumber-1-1 .back")
    assert page.evaluate("document.activeElement.id") == "rujuk-1-1"


def test_dark_mode_is_readable(open_page: Opener) -> None:
    page = open_page(color_scheme="dark")
    ask(page, DRAFT)
    page.click("#terbaru a.marker >> nth=0")
    shoot(page, "desktop-dark")
    for selector in ("#terbaru .answer", "#sumber-1-1 mark", "#saran p", "#status-hukum p", "#kirim", "#sumber-1-1 .badge"):
        assert contrast(page, selector) >= 4.5, selector


def test_light_mode_is_readable(open_page: Opener) -> None:
    page = open_page()
    for selector in (".welcome > p", ".examples section > p", "#saran p", "#status-hukum p", "#kirim", ".masthead p"):
        assert contrast(page, selector) >= 4.5, selector


def test_copy_and_download_carry_the_sources(open_page: Opener, served: Served) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    ask(page, DRAFT)
    with page.expect_download() as waiting:
        page.click("text=Unduh jawaban")
    assert waiting.value.suggested_filename == "jawaban-spbe-perbup-spbe-kami-masih-draf-indikator-1.md"
    assert waiting.value.url.startswith("blob:")
    text = Path(waiting.value.path()).read_text("utf-8")
    page.click("text=Salin jawaban")
    page.wait_for_selector("text=Tersalin")
    assert page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n") == text
    for words in (
        DRAFT,
        "**level 1**",
        "## Sumber",
        "[1] **Indikator 1 level 1**",
        "saran, bukan penetapan",
        "PermenPANRB 59/2020",
    ):
        assert words in text


def test_several_tabs_fit(browser: Any, served: Served) -> None:
    import gradio as gr

    from assistant.web.app import TABS, Tab, build_app

    def build_other(_: Any) -> None:
        gr.HTML("<p>Isi lain</p>", js_on_load=None)

    app = build_app(served.session, (*TABS, Tab(title="Lain", build=build_other)))
    with serving(app) as url:
        page = browser.new_page(viewport=DESKTOP)
        page.goto(url)
        page.wait_for_selector(BOX)
        page.get_by_role("tab", name="Lain").click()
        page.wait_for_selector("text=Isi lain")
        assert not page.is_visible(BOX)
        page.close()


def test_lost_connection_is_said_in_indonesian(browser: Any, served: Served) -> None:
    from assistant.web.app import build_app

    page = browser.new_page(viewport=DESKTOP)
    with serving(build_app(served.session)) as url:
        page.goto(url)
        page.wait_for_selector(BOX)
        ask(page, DRAFT)
    page.fill(BOX, "indikator 2")
    page.press(BOX, "Enter")
    page.wait_for_selector("text=Sambungan ke aplikasi terputus")
    assert page.input_value(BOX) == "indikator 2"
    page.close()


def test_thumbs_are_kept_locally(open_page: Opener, served: Served) -> None:
    page = open_page()
    ask(page, DRAFT)
    page.click("#terbaru [data-like=tidak]")
    page.wait_for_selector("#catatan p")
    assert page.get_attribute("#terbaru [data-like=tidak]", "aria-pressed") == "true"
    ask(page, "kalau level 3?", number=2)
    page.click("#riwayat [data-like=ya]")
    page.wait_for_selector("#catatan p")
    lines = [json.loads(line) for line in (served.data_dir / FEEDBACK_FILE).read_text("utf-8").splitlines()]
    assert [(line["question"], line["liked"]) for line in lines[-2:]] == [(DRAFT, False), (DRAFT, True)]
