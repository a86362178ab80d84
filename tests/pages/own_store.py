"""A store of a module's own: a copy of the demonstration in which a test may change figures."""

from contextlib import contextmanager

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
from tests.stored import copy_of


@contextmanager
def copied(store, folder):
    """Let every page read a copy of a SQLite store until the end."""
    copy = copy_of(store, folder)
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("HENG_DATABASE", str(copy.engine.url))
        changed.setenv("HENG_KEYS", str(copy.keys))
        st.cache_resource.clear()
        try:
            opened = kept.store()
            yield opened
            opened.engine.dispose()
        finally:
            st.cache_resource.clear()
            copy.engine.dispose()


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
