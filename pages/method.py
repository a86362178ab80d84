"""Method: the rules in force, their sources, and how everything is computed, from the rules."""

from pages.ui import frame, load, method_parts, method_tables, state
from pages.ui.text import N_

frame.ensure()

rules = load.rules()

method_parts.head(rules)
method_parts.tabs(
    {
        "parameters": (
            N_("Rules in force"),
            lambda: method_parts.table(
                method_tables.parameters(load.scheme().parameters, rules.day, state.today()),
                "parameters",
                reading=True,
            ),
        ),
        "weights": (
            N_("Weight tree"),
            lambda: method_parts.table(method_tables.weights(rules), "weights"),
        ),
        "scoring": (N_("Scoring"), lambda: method_parts.scoring(rules)),
        "allocation": (N_("Allocation"), lambda: method_parts.allocation(rules)),
        "targets": (
            N_("Targets"),
            lambda: method_parts.table(method_tables.targets(rules), "targets"),
        ),
        "subsidy": (N_("Subsidy per head"), method_parts.subsidy),
        "catalogue": (
            N_("Indicators"),
            lambda: method_parts.table(method_tables.catalogue(rules), "indicators"),
        ),
        "seal": (N_("Seal"), lambda: method_parts.seal(load.outcome())),
    }
)
