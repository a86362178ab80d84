"""The map on the page: Leaflet from the installed wheel, and the clicks that come back."""

from html import unescape

import folium
import streamlit as st
import streamlit.components.v1 as components
from streamlit_folium import st_folium
from xstatic.pkg import leaflet

from pages.ui import state

_HOST = components.declare_component("leaflet", path=leaflet.BASE_DIR)
"""Any folder can be a component, so Streamlit serves the wheel's own files."""

ADDRESS = f"../{_HOST.name}/"
"""Where Leaflet is, seen from the frame of a map; holds below any base path too."""

_CLICKS = "clicks on the map"
_LEAST_HEIGHT = 400  # pixels
_FILL_THE_WINDOW = """<style>
iframe[title="streamlit_folium.st_folium"] {{
  height: max({least}px, calc(100vh - {above}px)); display: block;
}}
</style>"""


def show(base: folium.Map, changing: folium.FeatureGroup, *, above: int) -> str | None:
    """Show a map down to the lower edge of the window; return what was clicked just now.

    Parameters
    ----------
    base
        What never changes; another base would throw the map away and its view with it.
    changing
        What is replaced inside the open map.
    above
        Height of everything above and below the map, pixels.

    Returns
    -------
    str or None
        Id of the area, on the run that the click caused and on no other.
    """
    st.html(_FILL_THE_WINDOW.format(least=_LEAST_HEIGHT, above=above))
    answer = st_folium(
        base,
        key="map",
        height=_LEAST_HEIGHT,
        use_container_width=True,
        feature_group_to_add=changing,
        returned_objects=["last_active_drawing", "last_object_clicked_count"],
    )
    return _clicked(answer or {})


def _clicked(answer: dict[str, object]) -> str | None:
    """Believe a click only when the count has moved: the component repeats its last answer."""
    count = answer.get("last_object_clicked_count")
    if count == state.draft(_CLICKS, lambda: None):
        return None
    state.replace_draft(_CLICKS, count)
    area = answer.get("last_active_drawing")
    code = area["properties"].get("code") if count and isinstance(area, dict) else None
    return None if code is None else unescape(str(code))
