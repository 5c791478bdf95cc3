"""What a new chat shows: what the assistant is for, and example questions for its three kinds of user."""

from __future__ import annotations

from html import escape

EXAMPLES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "Untuk OPD",
        "Menyiapkan bukti dan memperkirakan level",
        (
            "Perbup SPBE kami masih draf, indikator 1 level berapa?",
            "Aplikasi kepegawaian kami baru menampilkan informasi, level berapa?",
            "Apa yang kurang dari level 2 ke level 3 pada indikator 11?",
        ),
    ),
    (
        "Untuk asesor",
        "Memeriksa kriteria dan bukti",
        (
            "Bukti apa yang diterima untuk level 3 indikator 21?",
            "Apa bedanya indikator 1 dan indikator 11?",
            "Siapa yang menetapkan Tim Asesor Eksternal?",
        ),
    ),
    (
        "Untuk pelatih",
        "Menjelaskan istilah, peran, dan indeks",
        (
            "Apa itu Arsitektur SPBE?",
            "Predikat apa untuk indeks 2,75?",
            "Apa tugas Tim Koordinasi SPBE?",
        ),
    ),
)

# Handlers sit on the component's root, which stays when its content is drawn anew.
ON_LOAD = """
element.addEventListener('click', function (event) {
  const button = event.target.closest('[data-example]');
  if (button) trigger('select', {index: Number(button.dataset.example), value: button.textContent});
});
"""


def example_question(number: int) -> str:
    """The question of an example button, counted from 0 over all groups; empty when there is none of that number."""
    questions = [question for _, _, group in EXAMPLES for question in group]
    return questions[number] if 0 <= number < len(questions) else ""


def welcome_html() -> str:
    """The greeting and the example buttons."""
    groups, number = [], 0
    for title, purpose, questions in EXAMPLES:
        buttons = []
        for question in questions:
            buttons.append(f'<li><button type="button" data-example="{number}">{escape(question)}</button></li>')
            number += 1
        groups.append(f"<section><h3>{escape(title)}</h3><p>{escape(purpose)}</p><ul>{''.join(buttons)}</ul></section>")
    return (
        '<div class="welcome"><h2>Apa yang ingin Anda ketahui tentang SPBE?</h2>'
        "<p>Tanyakan indikator, level, bukti, pasal, atau perhitungan indeks. Setiap jawaban menyebut sumbernya, "
        f'sehingga dapat Anda periksa sendiri.</p><div class="examples">{"".join(groups)}</div></div>'
    )
