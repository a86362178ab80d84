"""The line above a block: what it shows, and in small letters how to read it."""

import streamlit as st


def headline(title: str, remark: str = "") -> None:
    """Write the line above a block; both texts are already in the reader's language."""
    words = f"**{title}** :small[:gray[{remark}]]" if remark else f"**{title}**"
    st.markdown(words, width="content")
