"""What people do in the assessment tabs, as steps that several tests take."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

from served_app import SCREENSHOTS

DESKTOP, LAPTOP, PHONE = {"width": 1280, "height": 800}, {"width": 1366, "height": 768}, {"width": 360, "height": 740}
ANI, BUDI = "Ani Lestari", "Budi Santoso"
NUMBERS = count(1)


def open_tab(page: Any, name: str, sign: str) -> None:
    """Opens a tab, from the menu of further tabs when the window is narrow, and waits for `sign`."""
    tab = page.get_by_role("tab", name=name, exact=True)
    if tab.is_visible():
        tab.click()
    else:
        page.get_by_label("Tab lainnya").click()
        page.locator(".overflow-dropdown button", has_text=name).click()
    page.wait_for_selector(sign)


def start(page: Any, person: str = ANI, agency: str = "") -> str:
    """Opens the assessment tab and makes an agency with an assessment, or chooses the one given; the agency's name."""
    open_tab(page, "Penilaian", "#nama-penilai textarea")
    page.fill("#nama-penilai textarea", person)
    if agency:
        choose(page, "#pilih-instansi", agency)
    else:
        agency = f"Contoh {next(NUMBERS)}"
        page.click("#buat-baru .label-wrap")
        page.fill("#nama-instansi textarea", agency)
        page.click("#buat-instansi")
        page.wait_for_selector("#catatan-pilihan >> text=Sekarang buat penilaiannya")
        page.click("#buat-penilaian")
    page.wait_for_selector(".indicators")
    return agency


def choose(page: Any, dropdown: str, text: str) -> None:
    """Chooses the option of a drop-down list that contains the text, with the keyboard."""
    page.click(f"{dropdown} input")
    page.fill(f"{dropdown} input", text)
    page.wait_for_selector(f"{dropdown} [role=option]:has-text('{text}'), [role=option]:has-text('{text}')")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def pick(page: Any, indicator: int) -> None:
    """Opens an indicator's panel."""
    page.click(f"tr[data-indicator='{indicator}'] button")
    page.wait_for_selector(f"#rincian-indikator h3:has-text('Indikator {indicator}.')")


def save(page: Any, field: str, level: int, button: str, words: str) -> None:
    """Presses a level and its button, and waits for what is said then."""
    page.locator(f"{field} label", has_text=re.compile(rf"^\s*{level}\s*$")).click()
    page.click(button)
    page.wait_for_selector(f"#catatan-indikator >> text={words}")


def confirm(page: Any, indicator: int, level: int) -> None:
    """Confirms a level."""
    pick(page, indicator)
    save(page, "#level-tetap", level, "#tetapkan", "level ditetapkan")


def shoot(page: Any, name: str) -> None:
    """Keeps a screenshot for people to look at."""
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


def fits(page: Any) -> bool:
    """True when nothing sticks out sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
