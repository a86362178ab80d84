"""A store of a module's own: a copy of the demonstration in which a test may change figures."""

import shutil
import sqlite3
from contextlib import closing, contextmanager

import pytest
import streamlit as st

from lib.adapters.demonstration import DEFAULT_SEED, LABEL
from lib.adapters.demonstration.quarter import replies
from lib.adapters.demonstration.quarter.scene import Scene
from lib.adapters.store import imports
from lib.model.intake.figures import Stage
from lib.project import Project
from pages.ui.load import kept
from tests.conftest import AUTHOR


@contextmanager
def copied(store, folder):
    """Let every page read a copy of a SQLite store until the end."""
    with (
        closing(sqlite3.connect(store.engine.url.database)) as source,
        closing(sqlite3.connect(folder / "heng.sqlite")) as copy,
    ):
        source.backup(copy)  # the file alone would lack what was written last
    shutil.copytree(store.keys, folder / "keys")
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("HENG_DATABASE", f"sqlite:///{folder / 'heng.sqlite'}")
        changed.setenv("HENG_KEYS", str(folder / "keys"))
        st.cache_resource.clear()
        try:
            opened = kept.store()
            yield opened
            opened.engine.dispose()
        finally:
            st.cache_resource.clear()


def with_stages(store, observations):
    """Store the later stages of the demonstration, as `fill` does; again it changes nothing."""
    project = Project()
    known = project.context().indicators
    scene = Scene(project.roster(), observations, known, DEFAULT_SEED)
    for stage in (Stage.VERIFIED, Stage.APPEALED, Stage.FINAL):
        delivery = imports.Delivery(
            key=f"demonstration {DEFAULT_SEED} {stage}",
            file=LABEL,
            sha256="ab" * 32,
            figures=replies.figures_of(scene, stage),
            stage=stage,
            received_at=AUTHOR.at,
            note=LABEL,
            demonstration=True,
        )
        imports.commit(store, delivery, AUTHOR)
