"""Robustness: is the difference real, how far could it go, what do the rules do by themselves."""

import streamlit as st

from pages.ui import (
    frame,
    robust_fairness,
    robust_noise,
    robust_reach,
    robust_rules,
    robust_subject,
    robust_weights,
)

frame.ensure()

subject = robust_subject.choose()
VIEWS = {
    "noise": robust_noise.show,
    "weights": robust_weights.show,
    "reach": robust_reach.show,
    "rules": robust_rules.show,
    "fairness": robust_fairness.show,
}
with st.container(gap="small"):
    VIEWS[subject.view](subject.scenario)
