"""Show how a number comes about: the steps of its computation, one below the other."""

from __future__ import annotations

from fractions import Fraction

import streamlit as st

from lib.model import explanation
from lib.model.evaluation import Outcome
from lib.model.parameters import Reference
from lib.model.steps import Explanation, Step, Term, Value
from pages.ui import formats, load, references
from pages.ui.load import intake
from pages.ui.rule_words import CODES
from pages.ui.text import N_, _, name, plain

SYMBOLS = {
    "P": N_("Pool"),
    "β": N_("Base share"),
    "β·P": N_("Base pool"),
    "P′": N_("Performance pool"),
    "N": N_("Residents served"),
    "ΣN": N_("Residents of all"),
    "k": N_("Coefficient"),
    "Σ N·k": N_("Residents × coefficient of all"),
    "S": N_("Score"),
    "A": N_("Amount"),
    "ρ": N_("Village share"),
    "n": N_("Numerator"),
    "d": N_("Denominator"),
    "v": N_("Value"),
    "t": N_("Target"),
    "f": N_("Floor of the target"),
    "a": N_("Attainment"),
}
"""What the letters of the formulas stand for."""
_DECIMALS = {"points": 4, "score": 2, "exact": 6, "/1": 6}
_RATES = frozenset({"percent", "per_10000", "plain"})


def ladder(outcome: Outcome, area: str, what: str) -> None:
    """Show how a number of an institution comes about, without what is withheld of it."""
    kept = load.withheld(outcome.rules.day).of(area)
    show(explanation.explain(outcome, area, what, kept))


def show(explained: Explanation) -> None:
    """Show the steps as a ladder; the last one ends in the number that is explained."""
    for number, step in enumerate(explained.steps, start=1):
        with st.container(border=True, gap="small"):
            _step(number, step)


def written(value: Value, unit: str) -> str:
    """Write a value in its unit: money to the fen, shares and points exact where they end soon.

    Examples
    --------
    >>> written(123456, "fen"), written(Fraction(9, 10), "/1"), written(Fraction(1, 3), "/1")
    ('1,234.56元', '0.9', '0.333333')
    """
    if value is None or isinstance(value, str):
        return formats.MISSING if value is None else _word(value)
    if unit == "fen":
        return formats.yuan(int(value))
    if unit == "origin":
        return _origin(int(value))
    if unit in _RATES:
        return formats.in_unit(Fraction(value), unit, 2)
    if unit in _DECIMALS:
        return _trimmed(Fraction(value), _DECIMALS[unit])
    return formats.exact(Fraction(value))


def _step(number: int, step: Step) -> None:
    """One rung: what is done, by which formula, with which numbers, to what result."""
    st.markdown(f"**{number}. {plain(_(step.label))}**")
    st.markdown(f"`{_(step.formula)}`")
    if step.terms:
        st.table(_terms(step.terms), border="horizontal", hide_header=True, hide_index=True)
    st.markdown(f"= **{plain(written(step.result, step.unit))}**")
    if step.source is not None:
        _source(step.source)


def _terms(terms: tuple[Term, ...]) -> dict[str, list[str]]:
    return {
        _("Symbol"): [plain(term.name) if term.name in SYMBOLS else "" for term in terms],
        _("Meaning"): [plain(_meaning(term.name)) for term in terms],
        _("Value"): [plain(written(term.value, term.unit)) for term in terms],
    }


def _meaning(word: str) -> str:
    """Put a symbol, a code of the scheme or a template into words."""
    if word in SYMBOLS:
        return _(SYMBOLS[word])
    tree = load.rules().tree
    for node in tree.nodes:
        if node.code == word:
            return name(node.name)
    if word in tree.positions:
        leaf = tree.leaves[tree.positions[word]]
        return name(load.rules().indicators[leaf.indicator].name)
    return _(word)


def _source(reference: Reference) -> None:
    """Name the rule that a step follows; what the county has to confirm is marked."""
    told = _("Source: {title} · {authority}").format(
        title=reference.title, authority=_(references.AUTHORITY_NAMES[reference.authority])
    )
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.caption(plain(f"{told} {reference.clause}".rstrip()), width="content")
        if references.only_known(reference):
            st.badge(_("to be confirmed by the county"), color="orange", icon=":material/help:")


def _origin(number: int) -> str:
    """Say in which cell of which file a figure stands, and which import brought it."""
    found = intake.origin(number)
    if found is None:
        return formats.MISSING
    return _("{sheet} {cells}, {file}, import {number}").format(
        sheet=found.sheet, cells=found.cells, file=found.file, number=found.import_id
    )


def _word(word: str) -> str:
    return _(CODES[word]) if word in CODES else formats.status(word) or _(word)


def _trimmed(value: Fraction, decimals: int) -> str:
    """Write all decimals where they end soon, else cut them half up."""
    if (value * 10**decimals).denominator == 1:
        return formats.exact(value)
    return formats.number(value, decimals)
