"""The look of the page: calm colours, fonts of the reader's own machine, nothing fetched."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

STATIC = Path(__file__).parent / "static"
_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "Arial", "sans-serif")
_MONO = ("ui-monospace", "Cascadia Mono", "Consolas", "Liberation Mono", "monospace")


def make_theme() -> gr.themes.Base:
    """gradio's plain theme on our colours; the rest is in `static/app.css`."""
    return gr.themes.Base(font=_FONTS, font_mono=_MONO, radius_size="md", text_size="lg").set(
        body_background_fill="#f6f7f9",
        body_background_fill_dark="#12161c",
        body_text_color="#1b2430",
        body_text_color_dark="#e7ebf0",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        input_background_fill="#ffffff",
        input_background_fill_dark="#1a2028",
        button_primary_background_fill="#1d4e7a",
        button_primary_background_fill_hover="#163d60",
        button_primary_background_fill_dark="#8fbde8",
        button_primary_background_fill_hover_dark="#aacdf0",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#0e1a26",
    )


def page_head() -> str:
    """What goes into <head>: the page's own scripts."""
    return "".join(f"<script>{(STATIC / name).read_text('utf-8')}</script>" for name in ("chat.js", "page-picture.js"))
