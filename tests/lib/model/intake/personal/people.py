"""Numbers that people could have, drawn at random."""

from datetime import date

from hypothesis import strategies as st

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@st.composite
def identity_numbers(draw):
    """Right ones: a province, a birthday, a check digit."""
    day = draw(st.dates(min_value=date(1930, 1, 1), max_value=date(2025, 1, 1)))
    place = draw(st.sampled_from(["441322", "110105", "500101"]))
    number = f"{place}{day:%Y%m%d}{draw(st.integers(0, 999)):03}"
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=True))
    return number + "10X98765432"[total % 11]


@st.composite
def mobiles(draw):
    """Numbers of mobile telephones; those that end like a day are told from counts only whole."""
    number = f"1{draw(st.integers(3, 9))}{draw(st.integers(0, 10**9 - 1)):09}"
    return number if number[3:5] not in {"19", "20"} else f"{number[:3]}8{number[4:]}"
