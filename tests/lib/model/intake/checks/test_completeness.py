"""Areas that are not there."""

from tests.lib.model.intake.checks.delivered import CLINICS, PEOPLE, check, only


def all_of(areas, *indicators, month="2025-09"):
    return [(area, code, month, 5, 10) for area in areas for code in indicators]


def missing(rows, stored=()):
    return only(check(rows, stored), "area_missing")


def test_a_complete_delivery_lacks_nothing():
    assert missing(all_of(PEOPLE, "S", "F") + all_of(CLINICS, "V")) == []


def test_an_institution_that_is_not_there_is_told_once():
    (finding,) = missing([row for row in all_of(PEOPLE, "S", "F") if row[0] != "B07"])
    assert str(finding) == "B07院 has no figures for 2025-09; 9 of 10 areas have."
    assert (finding.cell, finding.severity.value) == ("", "warning")


def test_what_an_area_lacks_is_listed_in_one_finding_at_its_empty_cell():
    rows = [row for row in all_of(PEOPLE, "S", "F", "K") if row[:2] != ("B07", "K")]
    at = rows.index(("B07", "F", "2025-09", 5, 10))
    rows[at] = ("B07", "F", "2025-09", None, None, "missing")
    (finding,) = missing(rows)
    assert str(finding.values["listing"]) == "F 指标F、K 指标K"
    assert (finding.cell, finding.values["count"]) == (f"C{at + 2}", 2)


def test_what_is_stored_is_not_missing():
    rows = [row for row in all_of(PEOPLE, "S") if row[0] != "B07"]
    assert missing(rows, [("B07", "S", "2025-09", 1, 2)]) == []


def test_nobody_to_serve_is_an_answer():
    rows = [row for row in all_of(PEOPLE, "S") if row[0] != "B07"]
    assert missing([*rows, ("B07", "S", "2025-09", None, None, "not_applicable")]) == []


def test_the_report_of_a_few_institutions_does_not_answer_for_all():
    assert missing(all_of(["B01", "B02"], "S")) == []


def test_a_figure_that_few_have_is_missed_of_nobody():
    assert missing(all_of(PEOPLE, "S") + all_of(["B01", "B02"], "F")) == []


def test_clinics_are_expected_of_an_institution_whose_clinics_are_there():
    rows = [row for row in all_of(CLINICS, "V") if row[0] != "B034"]
    (finding,) = missing(rows)
    assert (str(finding.values["area"]), finding.values["expected"]) == ("B034站", 50)
    assert missing([row for row in rows if row[0][:3] == "B01"]) == []


def test_an_institution_none_of_whose_clinics_is_there_is_told_once():
    (finding,) = missing([row for row in all_of(CLINICS, "V") if row[0][:3] != "B03"])
    assert str(finding) == "None of the 5 clinics of B03院 has figures for 2025-09."


def test_every_month_is_complete_by_itself():
    rows = all_of(PEOPLE, "S") + all_of([a for a in PEOPLE if a != "B02"], "S", month="2025-08")
    assert [f.values["month"] for f in missing(rows)] == ["2025-08"]
