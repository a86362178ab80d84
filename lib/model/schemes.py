"""A scheme: the rules of one evaluation through time, as one file holds them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from lib.errors import N_, ParameterError
from lib.model.aggregation import TREATMENTS, Treatment
from lib.model.allocation_rules import ALLOCATION, read_allocation
from lib.model.documents import mapping, one_of, place
from lib.model.indicators import Indicator, parse_indicators
from lib.model.numbers import fraction
from lib.model.observations import STATUSES, Status
from lib.model.parameters import Parameter, Text, check_keys, parse_parameters, parse_text
from lib.model.rules import Authenticity, AuthenticityMode, Basis, Rules, Veto, VetoEffect
from lib.model.schedules import due_share
from lib.model.scoring import Scoring, parse_scoring
from lib.model.subsidy import Subsidy
from lib.model.targets import Target, Targets
from lib.model.tree import DEFAULT_KIND, Tree
from lib.model.tree_parser import parse_tree

REQUIRED = frozenset(
    {"total", "tree", "scoring", "status_treatment", "comparison_decimals", "score_decimals"}
    | {"rank_basis", "money_basis"}
)
OPTIONAL = frozenset(
    {"max_age_months", "authenticity", "vetoes", "grades", "lights", "schedules"}
    | {"small_cell_threshold", "scored_kinds", "target_basis"}
)
NONE = "none"
"""Written where a rule is deliberately absent."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a scheme is read against: the catalogue, the targets and the subsidy."""

    indicators: Mapping[str, Indicator]
    targets: Targets
    subsidy: Subsidy | None


@dataclass(frozen=True, slots=True)
class Scheme:
    """An evaluation scheme and the history of its rules."""

    code: str
    name: Text
    indicators: Mapping[str, Indicator]
    """Indicators that only this scheme uses."""
    parameters: Mapping[str, Parameter]

    def on(self, day: date, context: Context) -> Rules:
        """Return the rules in force on a day.

        Raises
        ------
        ParameterError
            If a rule has no value on that day, or contradicts another.
        """
        return _Reader(self, day, context).rules()


def parse_scheme(content: Mapping[str, Any]) -> Scheme:
    """Build a scheme from its file.

    `indicator_defaults` holds the fields that all inline indicators share.

    Raises
    ------
    ParameterError
        If a parameter is missing or unknown, or a value is malformed.
    """
    check_keys(
        "",
        content,
        required=frozenset({"scheme", "name", "parameters"}),
        optional=frozenset({"indicators", "indicator_defaults"}),
    )
    code = str(content["scheme"])
    parameters = parse_parameters(code, content["parameters"])
    check_keys("parameters", parameters, required=REQUIRED, optional=OPTIONAL | ALLOCATION)
    shared = content.get("indicator_defaults", {})
    inline = {
        name: {**shared, **mapping(place("indicators", name), fields)}
        for name, fields in content.get("indicators", {}).items()
    }
    return Scheme(
        code,
        parse_text("name", content["name"]),
        parse_indicators(inline, "indicators"),
        parameters,
    )


class _Reader:
    """Reads the parameters of one scheme on one day."""

    def __init__(self, scheme: Scheme, day: date, context: Context) -> None:
        self.scheme = scheme
        self.day = day
        self.context = context
        self.indicators = {
            code: indicator
            for code, indicator in {**context.indicators, **scheme.indicators}.items()
            if indicator.in_use(day)
        }

    def value(self, name: str, default: object = None) -> Any:  # noqa: ANN401 (as the file has it)
        """Return what the file says on the day; a rule it lacks is `default`."""
        if name not in self.scheme.parameters:
            return default
        value = self.scheme.parameters[name].at(self.day).value
        return None if value == NONE else value

    def rules(self) -> Rules:
        totals = self._totals()
        tree = parse_tree(self.value("tree"), totals)
        self._refuse_unknown(tree)
        targets = self.context.targets.on(self.day)
        held = self.scheme.parameters
        names = [n for n in held if n in REQUIRED | OPTIONAL or "formula" in held]
        return Rules(
            scheme=self.scheme.code,
            day=self.day,
            indicators=self.indicators,
            tree=tree,
            totals=totals,
            scoring=self._scoring(tree, targets),
            targets=targets,
            treatments=self._treatments(),
            max_age_months=self.value("max_age_months"),
            comparison_decimals=self.value("comparison_decimals"),
            score_decimals=int(self.value("score_decimals")),
            rank_basis=self._basis("rank_basis"),
            money_basis=self._basis("money_basis"),
            authenticity=self._authenticity(),
            vetoes=tuple(self._veto(fields, tree) for fields in self.value("vetoes") or ()),
            grades=self._shares("grades"),
            lights=self._shares("lights"),
            schedules=self._schedules(),
            small_cell=self.value("small_cell_threshold"),
            scored_kinds=tuple(kinds) if (kinds := self.value("scored_kinds")) else None,
            allocation=read_allocation(self.value, self.context.subsidy, self.day)
            if "formula" in held
            else None,
            sources={name: held[name].at(self.day).reference for name in names},
        )

    def _totals(self) -> dict[str, Fraction]:
        total = self.value("total")
        by_kind = total if isinstance(total, Mapping) else {DEFAULT_KIND: total}
        return {str(kind): fraction(value, where="total") for kind, value in by_kind.items()}

    def _basis(self, name: str) -> Basis:
        return Basis(one_of(name, self.value(name), [*Basis]))

    def _refuse_unknown(self, tree: Tree) -> None:
        if unknown := sorted(set(tree.indicators) - set(self.indicators)):
            raise ParameterError(
                N_("The weight tree names indicators that are not in use on {day}: {codes}."),
                hint=N_("Correct the code, or add the indicator to the catalogue."),
                day=self.day.isoformat(),
                codes=", ".join(unknown),
                where=unknown[0],
            )

    def _scoring(self, tree: Tree, targets: Mapping[str, Target]) -> dict[str, Scoring]:
        declared = self.value("scoring")
        known = {"default", *tree.positions, *self.indicators}
        check_keys("scoring", declared, required=frozenset(), optional=frozenset(known))
        return {
            leaf.code: parse_scoring(
                place("scoring", leaf.code),
                self._complete(declared, leaf.code, leaf.indicator, targets),
                self.indicators[leaf.indicator].direction,
            )
            for leaf in tree.leaves
        }

    def _complete(
        self,
        declared: Mapping[str, Mapping[str, Any]],
        leaf: str,
        indicator: str,
        targets: Mapping[str, Target],
    ) -> dict[str, Any]:
        """Take the rule of the leaf, else of the indicator, else the default; add the target."""
        fields = declared.get(leaf) or declared.get(indicator) or declared.get("default")
        if fields is None:
            raise ParameterError(
                N_("“{code}” has no scoring function, and the scheme has no default."),
                code=leaf,
            )
        aim = targets.get(indicator)
        share = self._due(indicator)
        known = (
            {}
            if aim is None
            else {
                "target": aim.value * share,
                "floor": None if aim.floor is None else aim.floor * share,
            }
        )
        if fields.get("function") in ("S1", "S2", "S3"):
            return {**{k: v for k, v in known.items() if v is not None}, **fields}
        return dict(fields)

    def _due(self, indicator: str) -> Fraction:
        """Share of the target that is due: all of it, unless the scheme follows the year."""
        basis = self.value("target_basis", "full")
        one_of("target_basis", basis, ("full", "expected"))
        if basis == "full":
            return Fraction(1)
        return due_share(self.indicators[indicator], self.day.month, self._schedules())

    def _treatments(self) -> dict[Status, Treatment]:
        declared = self.value("status_treatment")
        absent = frozenset(STATUSES) - {Status.REPORTED.code}
        check_keys("status_treatment", declared, required=absent)
        return {
            STATUSES[name]: TREATMENTS[one_of(place("status_treatment", name), word, TREATMENTS)]
            for name, word in declared.items()
        }

    def _authenticity(self) -> Authenticity | None:
        fields = self.value("authenticity")
        if fields is None:
            return None
        keys = frozenset({"mode", "strength", "threshold", "min_sample", "links"})
        check_keys("authenticity", fields, required=keys)
        return Authenticity(
            AuthenticityMode(
                one_of(place("authenticity", "mode"), fields["mode"], [*AuthenticityMode])
            ),
            fraction(fields["strength"], where="authenticity"),
            fraction(fields["threshold"], where="authenticity"),
            int(fields["min_sample"]),
            {str(code): tuple(linked) for code, linked in fields["links"].items()},
        )

    def _veto(self, fields: Mapping[str, Any], tree: Tree) -> Veto:
        where = place("vetoes", fields.get("indicator", ""))
        optional = frozenset({"below", "above", "on", "cap"})
        check_keys(where, fields, required=frozenset({"indicator", "effect"}), optional=optional)
        below = "below" in fields
        effect = VetoEffect(one_of(place(where, "effect"), fields["effect"], [*VetoEffect]))
        on = str(fields.get("on", fields["indicator"] if effect == VetoEffect.INDICATOR else ""))
        if effect == VetoEffect.ITEM or (effect == VetoEffect.INDICATOR and on):
            _refuse_unknown_part(tree, on)
        limit = fields["below"] if below else fields.get("above")
        return Veto(
            str(fields["indicator"]),
            fraction(limit, where=where),
            below,
            effect,
            on,
            fraction(fields.get("cap"), where=where) if effect == VetoEffect.TOTAL else None,
        )

    def _shares(self, name: str) -> dict[str, Fraction]:
        values = {k: fraction(v, where=name) for k, v in (self.value(name) or {}).items()}
        return dict(sorted(values.items(), key=lambda pair: -pair[1]))

    def _schedules(self) -> dict[str, dict[int, Fraction]]:
        return {
            name: {int(month): fraction(share, where=name) for month, share in points.items()}
            for name, points in (self.value("schedules") or {}).items()
        }


def _refuse_unknown_part(tree: Tree, code: str) -> None:
    if code not in tree.positions:
        tree.node(code)
