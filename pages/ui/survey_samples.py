"""The helper for sample sizes: what so many answers can tell, and how many a wish takes."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.errors import ModelError
from lib.model.surveys.sample_sizes import half_width, size_for, telling_apart
from pages.ui import formats, frame, load, survey_charts, tables
from pages.ui.headlines import conclude, headline
from pages.ui.text import _

SIZES = (20, 30, 40, 50, 100, 200, 384)
EACH = 40
_SHARES = (0.85, 0.5)


def show(heading: DeltaGenerator) -> None:
    """Show what samples are good for; the wishes are set at the left."""
    asked, told = st.columns([34, 66], gap="medium")
    with asked, st.container(border=True):
        share, sample, wanted, effect, people = _wishes()
    try:
        half = half_width(share, sample, effect=effect, people=people)
        size = size_for(share, wanted, effect=effect, people=people)
    except ModelError as error:
        with told:
            frame.show(error)
        return
    with heading:
        conclude(sentence(share))
    with told:
        for column, (title, value) in zip(
            st.columns(3),
            (
                (_("{count} answers give").format(count=sample), f"±{_points(half)}"),
                (_("±{half} takes").format(half=_points(wanted)), _answers(size)),
                (
                    _("Two of {count} each differ from").format(count=sample),
                    _points(telling_apart(share, sample, effect=effect)),
                ),
            ),
            strict=True,
        ):
            with column.container(border=True, gap=None):
                st.caption(title)
                st.markdown(f"### {value}")
        st.plotly_chart(
            survey_charts.widths(share, sample, effect),
            key="survey widths",
            theme=None,
            config={"displayModeBar": False},
            alt=_("Half-width of the interval by sample; the same in the table."),
        )
    headline(_("Half of the 95 % interval"), _("simple sample, endless population"))
    tables.twin(rows(), "survey-sample-sizes")


def sentence(share: float) -> str:
    """Say what the county's usual sample is good for, and what it is not."""
    areas = len(load.institutions())
    words = _(
        "{each} answers each: ±{one} for one institution, ±{all} for the county ({count} "
        "answers). Good for the county's figure, not for a fine ranking."
    )
    return words.format(
        each=EACH,
        one=_points(half_width(share, EACH)),
        all=_points(half_width(share, EACH * areas)),
        count=EACH * areas,
    )


def rows() -> list[dict[str, str]]:
    """Return the half-widths of usual samples."""
    sizes = (*SIZES, EACH * len(load.institutions()))
    return [
        {
            _("Valid answers"): formats.number(size),
            **{
                _("At a share of {share}").format(share=formats.percent(share, 0)): "±"
                + _points(half_width(share, size))
                for share in _SHARES
            },
        }
        for size in sorted(sizes)
    ]


def _wishes() -> tuple[float, int, float, float, int]:
    share = st.slider(_("Share expected (%)"), 5, 95, 85, key="sample share")
    sample = st.number_input(_("Valid answers"), 5, 100_000, EACH, key="sample size")
    wanted = st.number_input(
        _("Half-width wanted (pp)"), 0.5, 40.0, 5.0, 0.5, key="sample wanted", format="%.1f"
    )
    effect = st.number_input(
        _("Design effect"),
        1.0,
        5.0,
        1.0,
        0.1,
        key="sample effect",
        help=_("1 for a simple sample; 1.5 to 2 where a few villages stand for all."),
        format="%.1f",
    )
    people = st.number_input(
        _("People in all (0: no end to them)"), 0, 10_000_000, 0, key="sample people"
    )
    return share / 100, int(sample), float(wanted) / 100, float(effect), int(people)


def _points(share: float) -> str:
    return _("{number} pp").format(number=formats.number(100 * share, 1))


def _answers(count: int) -> str:
    return _("{count} answers").format(count=formats.number(count))
