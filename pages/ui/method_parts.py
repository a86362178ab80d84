"""Parts of the method screen: the search, the tables it searches, the sentences beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import plotly.graph_objects as go
import streamlit as st

from lib.model.evaluation import Outcome
from lib.model.rules import Rules
from lib.model.sealing import ENGINE_VERSION
from pages.ui import (
    allocation_formulas,
    formats,
    load,
    method_tables,
    method_words,
    rule_words,
    state,
    tables,
)
from pages.ui.method_tables import Rows
from pages.ui.text import _, name, plain

_TAB = "tab"
_SEARCH = "method search"
_ROW_HEIGHT = 32
_MOST_HEIGHT = 620
_CHART_HEIGHT = 260
_BAR, _REST = "#0072B2", "#E69F00"


def head(rules: Rules) -> None:
    """Name the scheme and the day, and offer the search."""
    title, search = st.columns([3, 2], gap="medium", vertical_alignment="bottom")
    with title:
        told = _("{scheme} · rules of {day} · seal {seal}").format(
            scheme=name(load.scheme().name),
            day=formats.day(rules.day),
            seal=load.outcome().seal[:12],
        )
        st.markdown(f"**{plain(told)}**")
        st.caption(_("Everything here is generated from the rules that the engine computes by."))
    with search:
        st.text_input(
            _("Search"),
            key=_SEARCH,
            placeholder=_("Search in the tables"),
            icon=":material/search:",
            label_visibility="collapsed",
        )


def tabs(bodies: Mapping[str, tuple[str, Callable[[], None]]]) -> None:
    """Draw the tabs; only the one that is open is computed, and the address names it."""
    asked = state.address(_TAB, next(iter(bodies)))
    opened = asked if asked in bodies else next(iter(bodies))
    titles = {code: _(title) for code, (title, _body) in bodies.items()}
    drawn = st.tabs(
        list(titles.values()),
        default=titles[opened],
        key=f"method tab {state.language()}",
        on_change="rerun",
    )
    for tab, (code, (_title, body)) in zip(drawn, bodies.items(), strict=True):
        if tab.open:
            state.set_address(**{_TAB: code})
            with tab:
                body()


def table(rows: Rows, stem: str, *, reading: bool = False) -> None:
    """Show the rows that the search finds, and offer them all as a file.

    Parameters
    ----------
    rows
        One mapping for each line, the same columns in each.
    stem
        Name of the file.
    reading
        Whether cells hold sentences that must be read whole.
    """
    found = _found(rows)
    with st.container(horizontal=True, vertical_alignment="center"):
        told = _("{count} of {total} lines").format(count=len(found), total=len(rows))
        unsure = sum(_unconfirmed(row) for row in found)
        if unsure:
            told += " · " + _("{count} to be confirmed by the county").format(count=unsure)
        st.caption(told, width="stretch")
        tables.download(rows, "-".join((_("Method"), stem, load.scheme().code)))
    if not found:
        st.caption(_("Nothing found."))
    elif reading:
        st.table([_marked(row) for row in _briefly(found)], border="horizontal", hide_index=True)
    else:
        whole = _ROW_HEIGHT * len(found) + 44
        st.dataframe(
            found, hide_index=True, row_height=_ROW_HEIGHT, height=min(whole, _MOST_HEIGHT)
        )


def scoring(rules: Rules) -> None:
    """Say how values become points, points a score, and what gaps and vetoes do."""
    left, right = st.columns(2, gap="medium")
    with left:
        _listed(_("Score and rank"), method_words.scores(rules))
        _listed(_("Figures that are not there"), method_words.gaps(rules))
    with right:
        _listed(_("Authenticity"), method_words.authenticity(rules.authenticity))
        _listed(_("Vetoes"), method_words.vetoes(rules))
    grades = [
        f"{rule_words.key(code)} ≥ {formats.exact(low)}" for code, low in rules.grades.items()
    ]
    if grades:
        title = _("Grades")
        st.markdown(f"**{title}**　{plain('　'.join(grades))}")
    table(method_tables.scoring(rules), "scoring")


def allocation(rules: Rules) -> None:
    """Say how the pool becomes amounts, with the rules of money below."""
    if rules.allocation is None:
        st.caption(_("This scheme shares no money."))
        return
    st.markdown(f"`{allocation_formulas.SYMBOLS[rules.allocation.formula]}`")
    sentences = method_words.allocation(rules.allocation, rules.money_basis)
    st.markdown("\n".join(f"{i}. {plain(text)}" for i, text in enumerate(sentences, 1)))
    held = load.scheme().parameters
    money = {n: p for n, p in held.items() if n in method_tables.MONEY}
    table(method_tables.parameters(money, rules.day, state.today()), "allocation", reading=True)


def subsidy() -> None:
    """Show the subsidy per head through the years, as a chart and as a table."""
    found = load.subsidy()
    if found is None:
        return
    rates = sorted(found.history, key=lambda rate: rate.start)
    years = [f"{rate.start:%Y}" for rate in rates]
    figure = go.Figure(
        [
            go.Bar(
                name=_("Original items"),
                x=years,
                y=[float(rate.original_part) for rate in rates],
                marker_color=_BAR,
            ),
            go.Bar(
                name=_("Items assigned since 2019"),
                x=years,
                y=[float(rate.yuan_per_head - rate.original_part) for rate in rates],
                marker={"color": _REST, "pattern_shape": "/"},
                text=[formats.exact(rate.yuan_per_head) for rate in rates],
                textposition="outside",
                cliponaxis=False,
            ),
        ]
    )
    figure.update_layout(
        barmode="stack",
        height=_CHART_HEIGHT,
        margin={"l": 8, "r": 8, "t": 28, "b": 8},
        yaxis_title=_("Yuan per head"),
        xaxis={"type": "category"},
        legend={"orientation": "h", "y": 1.18},
    )
    st.plotly_chart(
        figure,
        config={"displayModeBar": False},
        alt=_("Subsidy per head by year; the table below has the figures."),
    )
    table(method_tables.subsidy(found), "subsidy")


def seal(outcome: Outcome) -> None:
    """Show what identifies a result: seal, engine, data, scheme, day."""
    facts = {
        _("Seal"): outcome.seal,
        _("Engine version"): ENGINE_VERSION,
        _("Fingerprint of the data"): load.dataset().fingerprint,
        _("Data version"): str(load.dataset().revision),
        _("Scheme"): f"{name(load.scheme().name)} · {load.scheme().code}",
        _("Rules of"): formats.day(outcome.rules.day),
    }
    st.table(
        {_("Fact"): list(facts), _("Content"): [plain(fact) for fact in facts.values()]},
        hide_header=True,
        hide_index=True,
        border="horizontal",
    )
    st.caption(
        _(
            "The seal is the SHA-256 of data, rules and engine version: the same three give the "
            "same seal on any machine, and one changed cell gives another."
        )
    )


def _listed(title: str, sentences: list[str]) -> None:
    st.markdown(f"**{title}**\n\n" + "\n".join(f"- {plain(text)}" for text in sentences))


def _found(rows: Rows) -> Rows:
    """Keep the rows that hold every word of the search."""
    wanted = str(state.picked(_SEARCH) or "").lower().split()
    return [row for row in rows if all(w in " ".join(row.values()).lower() for w in wanted)]


def _unconfirmed(row: Mapping[str, str]) -> bool:
    return _("to be confirmed by the county") in row.values()


def _briefly(rows: Rows) -> Rows:
    """Join what belongs together, so that a row can be read whole on a narrow screen."""
    return [
        {
            _("Parameter"): " ".join((row[_("Parameter")], row[_("Code")])),
            _("Value in force"): " · ".join(
                filter(None, (row[_("Value in force")], row[_("History")]))
            ),
            _("Meaning"): row[_("Meaning")],
            _("Source"): " · ".join((row[_("Source")], row[_("Since")])),
            _("Confirmation"): row[_("Confirmation")],
            _("Compared with the source"): row[_("Compared with the source")],
        }
        for row in rows
    ]


def _marked(row: Mapping[str, str]) -> dict[str, str]:
    """Let what the county has to confirm stand out."""
    mark = _("to be confirmed by the county")
    return {k: f":orange-badge[{mark}]" if v == mark else plain(v) for k, v in row.items()}
