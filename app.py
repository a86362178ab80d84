"""Entry point: `streamlit run app.py`. Why it has two halves: docs/adr/0002-pages-and-server.md."""

import streamlit as st

from pages.ui import frame, server

if __name__ == "__main__":
    frame.run()
else:
    app = st.App(
        "pages/ui/main.py",
        routes=server.ROUTES,
        middleware=server.MIDDLEWARE,
        lifespan=server.serving,
    )
