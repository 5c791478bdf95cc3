"""The page as it leaves the server: in Indonesian, and unable to reach any other machine.

gradio's page template is English and names pages of its makers; it offers no setting for that, so the finished page is edited.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# gradio's own page needs inline scripts and evaluates templates; what matters is that nothing but this server can be reached.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
}
# Routes of gradio that this app has no use for: calls by programs, other people's addresses, saved states, its own editor.
_CLOSED = re.compile(
    r"(?:/gradio_api)?/(?:(?:call|api|proxy=|vibe-|undo-vibe-|run-history|process_recording|deep_link|monitoring|profiling|runs|dev/)"
    r"|openapi\.json$|manifest\.json$|pwa_icon)"
)
# gradio chooses its language from the browser's; ours is always Indonesian.
_LANGUAGE = (
    "<script>for(const [name,value] of [['language','id'],['languages',['id']]])"
    "Object.defineProperty(navigator,name,{configurable:true,get:()=>value});</script>"
)
_NO_SCRIPT = (
    '<noscript><p style="padding:2rem">Asisten SPBE memerlukan JavaScript. Aktifkan JavaScript pada peramban Anda.</p></noscript>'
)


def edited_page(html: str, title: str) -> str:
    """gradio's page with our language and title, and without the links to its makers' sites."""
    html = html.replace('lang="en"', 'lang="id"', 1)
    html = re.sub(r'<meta\s+(?:property="og:|name="twitter:)[^>]*>', "", html)
    html = re.sub(r'<link rel="manifest"[^>]*>', "", html)
    html = html.replace("<head>", f"<head><title>{title}</title>{_LANGUAGE}", 1)
    return re.sub(r"(<body[^>]*>)", lambda match: match[1] + _NO_SCRIPT, html, count=1)


class PageBorder:
    """Middleware: security headers on replies, the edited page at "/", and routes that stay closed."""

    def __init__(self, app: ASGIApp, title: str) -> None:
        self._app = app
        self._title = title

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if _CLOSED.match(scope["path"]):
            await PlainTextResponse("Tidak ada.", status_code=404)(scope, receive, send)
            return
        is_page = scope["path"] == "/" and scope["method"] == "GET"
        if is_page:  # a compressed page could not be edited
            kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            scope = {**scope, "headers": kept}
        await self._app(scope, receive, _Editor(send, self._title, is_page))


class _Editor:
    """A `send` that adds headers, and holds back an HTML page until it is complete."""

    def __init__(self, send: Send, title: str, is_page: bool) -> None:
        self._send = send
        self._title = title
        self._is_page = is_page
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(_HEADERS)
            if self._is_page and Headers(raw=message["headers"]).get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self._start)
            return
        await self._send(message)

    async def _finish(self, start: Message) -> None:
        body = edited_page(self._body.decode(), self._title).encode()
        MutableHeaders(scope=start)["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})
