"""What stands between the browser and Streamlit: Chinese words, room on the screen, safe headers.

Streamlit has no translation of its own interface. A small script, sent with every
page, translates it where the reader sees it; the dictionary is zh.js beside this file.
page.css gives the content the room that Streamlit leaves empty, and makes pages print well.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from threading import Thread

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.errors import ModelError
from pages.ui import load, unsent

_HERE = Path(__file__).parent
_OWN_FILES = {
    "/heng/zh.js": ("text/javascript", (_HERE / "zh.js").read_bytes()),
    "/heng/page.css": ("text/css", (_HERE / "page.css").read_bytes()),
}
_SCRIPT = b'<head>\n    <script src="./heng/zh.js"></script>'
_STYLE = b'<link rel="stylesheet" href="./heng/page.css">\n  </head>'
_SAFE = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "frame-ancestors 'self'",
    "referrer-policy": "same-origin",
}


class SafeHeaders:
    """Tell the browser not to guess types, not to be framed, not to tell others the address."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to every answer over HTTP."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_SAFE)
            await send(message)

        await self._app(scope, receive, send_safely if scope["type"] == "http" else send)


class ChineseInterface:
    """Serve the dictionary script and the style, and put both into every page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the own files, rewrite pages, leave everything else alone."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        own = next((f for path, f in _OWN_FILES.items() if scope["path"].endswith(path)), None)
        if own is None:
            await self._app(_asking_plainly(scope), receive, _PageRewriter(send))
        else:
            await Response(own[1], media_type=own[0])(scope, receive, send)


class _PageRewriter:
    """Hold back a page until it is whole, then send it with the script in it."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            await self._collect(self._start, message)

    async def _collect(self, start: Message, message: Message) -> None:
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = translated(self._body)
        headers = MutableHeaders(scope=start)
        for name in ("etag", "last-modified"):  # they describe the page before we changed it
            del headers[name]
        headers["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


@asynccontextmanager
async def serving(_app: ASGIApp) -> AsyncIterator[None]:
    """Mend what Streamlit loses; read the data while the first browser is still on its way.

    What goes wrong here goes wrong again on the page, and is shown there as a sentence.
    """
    unsent.keep()
    Thread(target=_warm_up, daemon=True).start()
    yield


def _warm_up() -> None:
    with suppress(ModelError):
        load.warm_up()


async def to_root(request: Request) -> Response:
    """Send a reader who types the default page's name to where Streamlit shows it."""
    return RedirectResponse(f"./?{request.url.query}")


def translated(page: bytes) -> bytes:
    """Declare a page Chinese, add script and style; the script undoes the first for English.

    >>> translated(b'<html lang="en"><head></head>').count(b'zh')
    2
    """
    chinese = page.replace(b'lang="en"', b'lang="zh-CN"', 1)
    return chinese.replace(b"<head>", _SCRIPT, 1).replace(b"</head>", _STYLE, 1)


def _is_page(start: Message) -> bool:
    return MutableHeaders(scope=start).get("content-type", "").startswith("text/html")


def _asking_plainly(scope: Scope) -> Scope:
    """Ask for pages uncompressed: they are small, and we have to read them."""
    headers = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
    wants_page = any(k == b"accept" and b"text/html" in v for k, v in scope["headers"])
    return {**scope, "headers": headers} if wants_page else scope


MIDDLEWARE = (Middleware(SafeHeaders), Middleware(ChineseInterface))
ROUTES = (Route("/overview", to_root),)
