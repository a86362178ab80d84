"""A store of its own for every test of a command."""

import pytest


@pytest.fixture(autouse=True)
def own_store(monkeypatch, tmp_path):
    monkeypatch.setenv("HENG_DATABASE", f"sqlite:///{tmp_path / 'heng.sqlite'}")
    monkeypatch.setenv("HENG_KEYS", str(tmp_path / "keys"))
    return tmp_path
