"""P6: many readers at once, each moving a weight every three seconds, against one alone.

The readers speak the browser's own protocol without drawing anything: what is timed is the
server, from the move to the message that carries the new amounts.
"""

import asyncio
import json
import random
from dataclasses import dataclass, field
from time import perf_counter

import psutil
from streamlit.components.v2.bidi_component.constants import EVENT_DELIM
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX
from websockets.asyncio.client import ClientConnection, connect

from tests.bench.timing import Timing, row
from tests.browser import dashboard

READERS, MOVES, PAUSE = 30, 6, 3.0
_CODES = ("03", "06", "07", "G2")
_MB = 1_000_000
_PATIENCE = 60


@dataclass
class _Reader:
    """One session on the what-if page."""

    socket: ClientConnection
    hand: str = ""
    fragment: str = ""
    errors: int = 0
    shown: bytes = b""
    """The news as last received: a move has to change them."""
    seconds: list[float] = field(default_factory=list)

    async def open(self) -> None:
        """Ask for the page as a browser does, and find the scales on it."""
        message = BackMsg()
        message.rerun_script.page_name = "whatif"
        message.rerun_script.query_string = "lang=zh"
        await self.socket.send(message.SerializeToString())
        await self._until("heng_news")
        await self._until("heng_hand")
        await self._finish()

    async def move(self, number: int) -> None:
        """Move a weight; wait for the amounts, then for the rest."""
        value = {"code": _CODES[number % 4], "points": f"{8 + number % 5}.00", "turn": str(number)}
        message = BackMsg()
        message.rerun_script.page_name = "whatif"
        message.rerun_script.query_string = "lang=zh"
        message.rerun_script.fragment_id = self.fragment
        state = message.rerun_script.widget_states.widgets.add()
        state.id = f"{STREAMLIT_INTERNAL_KEY_PREFIX}_{self.hand}{EVENT_DELIM}events"
        state.json_trigger_value = json.dumps([{"event": "move", "value": value}])
        start = perf_counter()
        await self.socket.send(message.SerializeToString())
        await self._until("heng_news")
        self.seconds.append(perf_counter() - start)
        await self._finish()

    async def _until(self, wanted: str) -> None:
        while True:
            message = await self._receive()
            if message.WhichOneof("type") != "delta":
                continue
            element = message.delta.new_element
            if element.WhichOneof("type") == "exception":
                self.errors += 1
            if element.bidi_component.component_name.endswith("heng_hand"):
                self.hand, self.fragment = element.bidi_component.id, message.delta.fragment_id
            if (
                element.bidi_component.component_name.endswith("heng_news")
                and wanted == "heng_news"
            ):
                news = element.bidi_component.SerializeToString()
                self.errors += int(news == self.shown)
                self.shown = news
            if element.bidi_component.component_name.endswith(wanted):
                return

    async def _finish(self) -> None:
        while (await self._receive()).WhichOneof("type") != "script_finished":
            pass

    async def _receive(self) -> ForwardMsg:
        message = ForwardMsg()
        received = await asyncio.wait_for(self.socket.recv(), _PATIENCE)
        message.ParseFromString(received if isinstance(received, bytes) else received.encode())
        return message


def run() -> None:
    """Print the row of the crowd."""
    with dashboard.serve() as address:
        server = next(p for p in psutil.Process().children() if "streamlit" in str(p.cmdline()))
        alone = asyncio.run(_gather(address, 1))
        before = server.memory_info().rss
        crowd = asyncio.run(_gather(address, READERS))
        held = (server.memory_info().rss - before) / READERS / _MB
    one, many = (Timing(tuple(s for r in readers for s in r.seconds)) for readers in (alone, crowd))
    errors = sum(reader.errors for reader in crowd)
    ratio = f"p95 {many.percentile(0.95) / one.percentile(0.95):.1f}x (goal 5x), {errors} errors"
    row("P6", f"{READERS} readers moving a weight", many, f"one {one}", ratio)
    row("", "memory of a session", f"{held:.1f} MB", "", "")


async def _gather(address: str, count: int) -> list[_Reader]:
    readers = [await _join(address) for _ in range(count)]
    await asyncio.gather(*(_work(reader, n) for n, reader in enumerate(readers)))
    for reader in readers:
        await reader.socket.close()
    return readers


async def _join(address: str) -> _Reader:
    stream = address.replace("http", "ws") + "/_stcore/stream"
    socket = await connect(stream, subprotocols=["streamlit"], max_size=None)
    reader = _Reader(socket)
    await reader.open()
    return reader


async def _work(reader: _Reader, number: int) -> None:
    await reader.move(number + MOVES)  # the first one meets a page that is still settling
    reader.seconds.clear()
    reader.errors = 0
    dice = random.Random(number)  # noqa: S311 (spreads the readers over the pause)
    for move in range(MOVES):
        await asyncio.sleep(PAUSE * dice.uniform(0.7, 1.3))
        await reader.move(number + move)
