"""Streamlit's queue to the browser, when a fragment begins before everything was sent."""

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from pages.ui import unsent

FRAGMENT = "part"
PLACE = [0, 1]


@pytest.fixture
def queue(monkeypatch):
    monkeypatch.setattr(ForwardMsgQueue, "clear", ForwardMsgQueue.clear)  # put back afterwards
    unsent.keep()
    return ForwardMsgQueue()


def drawn(words):
    message = ForwardMsg()
    message.metadata.delta_path.extend(PLACE)
    message.delta.fragment_id = FRAGMENT
    message.delta.new_element.markdown.body = words
    return message


def finished():
    return ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)


def test_what_the_page_drew_of_a_fragment_is_sent_before_its_end(queue):
    sent = [drawn("by the page"), finished()]
    for message in sent:
        queue.enqueue(message)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=[FRAGMENT])
    again = drawn("by the fragment")
    queue.enqueue(again)
    assert queue.flush() == [*sent, again]


def test_a_run_of_the_whole_page_still_replaces_what_was_not_sent(queue):
    queue.enqueue(drawn("earlier"))
    queue.clear(retain_lifecycle_msgs=True)
    assert queue.is_empty()


def test_what_one_run_draws_twice_is_sent_once(queue):
    for words in ("Reading …", "Done"):
        queue.enqueue(drawn(words))
    assert queue.flush() == [drawn("Done")]
