"""Recipes: one for each indicator, none that cannot be cooked."""

import pytest

from lib.adapters.demonstration.dice import PPM
from lib.adapters.demonstration.people import BASES
from lib.adapters.demonstration.recipes import SURVEYED_ITEMS, SURVEYS, recipe_of, survey_recipes
from lib.errors import InputError
from lib.model.indicators import Direction


def test_every_indicator_of_the_catalogue_has_a_recipe_with_a_known_base(catalogue):
    assert {recipe_of(code).base for code in catalogue} <= {*BASES, *catalogue, "sample"}


def test_excellence_is_on_the_better_side(catalogue):
    for code, indicator in catalogue.items():
        recipe = recipe_of(code)
        assert (recipe.high < recipe.low) == (indicator.direction == Direction.LOWER), code


def test_samples_have_a_size_and_rounds_that_divide_the_year(catalogue):
    for code in catalogue:
        recipe = recipe_of(code)
        assert (recipe.sample > (0, 0)) == (recipe.base == "sample"), code
        assert 12 % recipe.rounds == 0, code


def test_rates_lie_near_whole(catalogue):
    assert all(0 < recipe_of(code).high < PPM * 1.1 for code in catalogue)


def test_items_that_serve_no_one_in_person_are_not_surveyed():
    assert not {"10", "12"} & set(SURVEYED_ITEMS)
    codes = [recipe.code for code in SURVEYS for recipe in survey_recipes(code)]
    assert len(set(codes)) == 36


def test_says_where_to_add_a_missing_recipe():
    with pytest.raises(InputError, match="“NEW01”") as caught:
        recipe_of("NEW01")
    assert "recipes.py" in caught.value.hint
