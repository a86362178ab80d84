"""Databases and child processes for the tests of faults."""

import multiprocessing

import pytest

from tests import databases


@pytest.fixture(params=databases.KINDS)
def url(request, tmp_path):
    """URL of a database without tables."""
    with databases.empty(request.param, tmp_path) as found:
        yield found


@pytest.fixture(scope="session")
def processes():
    """Where child processes come from: warm, and without anything of this one."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.deeds"])
    return context


@pytest.fixture
def start(processes):
    """Start a deed in a child; what still runs at the end of the test is killed."""
    running = []

    def begin(deed, *details):
        here, there = processes.Pipe()
        child = processes.Process(target=deed, args=(*details, there))
        child.start()
        there.close()
        running.append(child)
        return child, here

    yield begin
    for child in running:
        child.kill()
        child.join()
