"""The line above a block: what it shows, and in small letters how to read it."""

import streamlit as st


def headline(title: str, remark: str = "") -> None:
    """Write the line above a block; both texts are already in the reader's language."""
    words = f"**{title}** :small[:gray[{remark}]]" if remark else f"**{title}**"
    st.markdown(words, width="content")


def conclude(words: str, remark: str = "") -> None:
    """Write the sentence that a view proves, and in small grey letters what belongs to it.

    Every room says it in the same place and size. Both texts are in the reader's language,
    and what users typed into them is already `text.plain`.
    """
    st.markdown(f"### {words}" + (f" :small[:gray[{remark}]]" if remark else ""))
