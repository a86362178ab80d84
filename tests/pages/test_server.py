"""What the server adds to Streamlit's answers."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from pages.ui import server

PAGE = '<html lang="en"><head><title>x</title></head></html>'


@dataclass
class Answer:
    headers: Headers
    content: bytes


async def page(request):
    return HTMLResponse(PAGE, headers={"etag": "old"})


async def file(request):
    return PlainTextResponse(PAGE)


def get(path, query=""):
    """Ask the application as a browser does, without a network."""
    routes = [*server.ROUTES, Route("/", page), Route("/file", file)]
    app = Starlette(routes=routes, middleware=list(server.MIDDLEWARE))
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(b"accept", b"text/html"), (b"accept-encoding", b"gzip")],
    }
    sent = []

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(message):
        sent.append(message)

    with ThreadPoolExecutor(1) as thread:  # the browser's tests keep a loop in this one
        thread.submit(asyncio.run, app(scope, receive, send)).result()
    return Answer(Headers(raw=sent[0]["headers"]), b"".join(m.get("body", b"") for m in sent[1:]))


def test_a_page_is_declared_chinese_and_carries_the_dictionary():
    answer = get("/")
    assert 'lang="zh-CN"' in answer.content.decode()
    assert '<script src="./heng/zh.js">' in answer.content.decode()
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert "etag" not in answer.headers


def test_what_is_not_a_page_is_left_alone():
    assert get("/file").content.decode() == PAGE


def test_the_dictionary_is_served_as_a_script():
    answer = get("/heng/zh.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "MutationObserver" in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/file", "/heng/zh.js", "/absent"])
def test_every_answer_carries_the_safe_headers(path):
    headers = get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "frame-ancestors 'self'"


def test_the_default_page_answers_to_its_name():
    answer = get("/overview", "lang=en")
    assert answer.headers["location"] == "./?lang=en"


def test_a_page_carries_the_style_and_the_style_is_served():
    assert '<link rel="stylesheet" href="./heng/page.css">' in get("/").content.decode()
    style = get("/heng/page.css")
    assert style.headers["content-type"].startswith("text/css")
    assert b"@media print" in style.content
