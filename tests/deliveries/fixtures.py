"""The fixtures F01 to F25 of the domain: files as they really come, and each with one trap.

`expected.yaml` says what must happen to each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from lib.model.intake.sheets import address
from tests.deliveries.county import CLINICS, INDICATORS, INSTITUTIONS, ROSTER, chance, counts
from tests.deliveries.writing import Formula, Grid, delimited, xls, xlsx

FIXTURES: dict[str, tuple[str, Callable[[], bytes]]] = {}
"""Name of the file and what writes it, by code."""
UNITS = {area.code: ROSTER.find(area.admin_unit).name for area in INSTITUTIONS}
"""Town or subdistrict of every institution."""


def make(code: str, folder: Path) -> Path:
    """Write one fixture into a folder; returns its path."""
    name, write = FIXTURES[code]
    path = folder / name
    path.write_bytes(write())
    return path


def _fixture(code: str, name: str):
    def registered(write):
        FIXTURES[code] = (name, write)
        return write

    return registered


def rate(numerator: int, denominator: int) -> str:
    """Write a rate as the regional portal does: 1,234.5%, and 0.0% over nothing."""
    return f"{100 * numerator / denominator:,.1f}%" if denominator else "0.0%"


def _body(code: str, month: int = 9):
    """Rows of name, numerator, denominator, for every institution."""
    return [[area.name, *counts(code, area, month)] for area in INSTITUTIONS]


def _sums(rows, first: int):
    return [sum(row[at] for row in rows) for at in range(first, len(rows[0]))]


def _records(rows, title: str = "博罗县2025年1-9月居民健康档案报表") -> Grid:
    """Lay rows out as the export of the hi-tech zone does: a title, headings, no totals."""
    headings = ["建档机构", "建立电子健康档案人数", "辖区内常住居民数", "电子健康档案建档率"]
    body = [[name, above, below, rate(above, below)] for name, above, below in rows]
    return Grid("档案", [[title, None, None, None], headings, *body], [(0, 0, 0, 3)])


def _as_text(grid: Grid) -> Grid:
    rows = [[None if cell is None else str(cell) for cell in row] for row in grid.rows]
    return replace(grid, rows=rows)


def _changed(grid: Grid, cell: str, content: object) -> Grid:
    """Return a grid with another content of one cell."""
    rows = [list(row) for row in grid.rows]
    for row, line in enumerate(rows):
        for column in range(len(line)):
            if address(row, column) == cell:
                line[column] = content
    return replace(grid, rows=rows)


def _portal(*, total: bool = True, names=None) -> Grid:
    """Lay out the report of the regional portal: two header rows, merged, and a total."""
    top = ["区县", "机构", "高血压患者健康管理", *[None] * 5]
    low = [
        None, None, "下达的高血压管理任务数（人）", "年内已管理的高血压患者 人数（人）",
        "高血压患者管理任务完成率（%）", "按规范提供高血压患者健康管理服务的人数（人）",
        "高血压患者基层规范管理服务率（%）", "最近一次随访血压达标人数（失访计未达标）（人）",
    ]  # fmt: skip
    figures = []
    for area in INSTITUTIONS:
        managed, assigned = counts("HTN01", area)
        standard, controlled = counts("HTN02", area)[0], counts("HTN03", area)[0]
        figures.append([assigned, managed, standard, controlled])
    sums = _sums(figures, 0)
    names = names or [area.name for area in INSTITUTIONS]
    rows = [["博罗县", name, *_line(line)] for name, line in zip(names, figures, strict=True)]
    merged = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 7)]
    if total:
        last = len(rows) + 2
        rows.append(["合计", None, *_line(sums)])
        merged.append((last, 0, last, 1))
    return Grid("高血压患者健康管理统计报表", [top, low, *rows], merged)


def _line(line):
    assigned, managed, standard, controlled = line
    return [
        assigned, managed, rate(managed, assigned), standard, rate(standard, managed), controlled,
    ]  # fmt: skip


@_fixture("F01", "高血压患者健康管理统计报表2025年1-9月.xlsx")
def _two_header_rows():
    return xlsx(_portal())


@_fixture("F02", "健康档案报表（数字为文本）.xlsx")
def _numbers_as_text():
    return xlsx(_as_text(_records(_body("EHR01"))))


@_fixture("F03", "健康档案报表GBK.csv")
def _gbk():
    return delimited(_records(_body("EHR01")), "gb18030")


@_fixture("F04", "健康档案报表UTF8.csv")
def _utf8_with_mark():
    return delimited(_records(_body("EHR01")), "utf-8-sig")


@_fixture("F05", "高血压任务完成率2025年1-9月.xlsx")
def _percent_as_text():
    rows = []
    for area in INSTITUTIONS:
        managed, assigned = counts("HTN01", area)
        if area.code == "B21":  # was assigned next to nothing: 1,234.5 %
            managed, assigned = 2469, 200
        rows.append([area.name, f"{assigned:,}", f"{managed:,}人", rate(managed, assigned)])
    headings = ["机构名称", "下达的高血压管理任务数", "年内已管理的高血压患者人数", "完成率"]
    group = ["机构名称", "高血压患者管理任务完成率", None, None]
    return xlsx(Grid("9月", [group, headings, *rows], [(0, 0, 1, 0), (0, 1, 0, 3)]))


MISSING = ("", "—", "－", "-", "--", "/", "无", "未报", "N/A", "#DIV/0!", "#REF!", "***")
"""What stands for a figure that is not there."""


@_fixture("F06", "预防接种建证率2025年1-9月.xlsx")
def _missing_tokens():
    rows = [[name, str(above), str(below)] for name, above, below in _body("VAC01")]
    for row, token in zip(rows, MISSING, strict=False):
        row[1:] = [token or None, token or None]
    rows[12][1:] = ["０", "３１"]
    rows[13][1:] = ["<5", "12"]
    rows[14][1:] = ["不适用", "不适用"]
    headings = ["管辖机构", "年度辖区内建立预防接种证人数", "年度辖区内应建立预防接种证人数"]
    return xlsx(Grid("接种", [headings, *rows]))


@_fixture("F07", "老年人健康管理2025年1-9月.xlsx")
def _sums_without_a_label():
    rows = []
    for area in INSTITUTIONS:
        elderly, medicine = counts("ELD01", area), counts("TCM01", area)[0]
        rows.append([area.name, *elderly, medicine])
    headings = [
        "机构", "65岁及以上老年人规范健康管理服务人数", "辖区内65岁及以上常住居民数",
        "接受中医药健康管理服务的65岁及以上居民数",
    ]  # fmt: skip
    return xlsx(Grid("1-某某考核结果", [headings, *rows, [None, *_sums(rows, 1)]]))


@_fixture("F08", "健康档案报表2025年1-9月（考核）.xlsx")
def _compound_cell():
    return xlsx(_changed(_records(_body("EHR01")), "B9", "85.00%/100.00%"))


VARIANTS = (
    "罗阳街道办", "义和卫生院", "龙溪镇", "石湾中心卫生院", "石湾镇铁场卫生院",
    "博罗县园洲镇卫生院", "九 潭 卫 生 院", "8.福田镇", "长宁镇卫生院", "湖镇",
    "湖镇镇响水卫生院", "横河镇 ", "博罗县龙华镇", "柏塘", "平安镇卫生院", "公庄镇中心卫生院",
    "１７、杨村", "麻陂卫生院", "石坝镇", "泰美", "观音阁镇", "杨侨镇卫生院",
)  # fmt: skip
"""Another spelling of each institution, in the order of the roster."""


@_fixture("F09", "健康档案报表2025年1-9月（名称不一）.xlsx")
def _name_variants():
    rows = [[name, *row[1:]] for name, row in zip(VARIANTS, _body("EHR01"), strict=True)]
    return xlsx(_records(rows))


@_fixture("F10", "健康档案报表2025年1-9月（湖镇镇）.xlsx")
def _town_of_the_lake():
    """Name towns only; 湖镇镇 beside 响水, and pairs that differ by one character."""
    own = {"B02": "义和", "B05": "铁场", "B07": "九潭", "B11": "响水", "B15": "平安"}
    rows = [[own.get(area.code, UNITS[area.code]), *counts("EHR01", area)] for area in INSTITUTIONS]
    return xlsx(_records(rows))


@_fixture("F11", "健康档案报表2025年1-9月（重复）.xlsx")
def _area_twice():
    rows = _body("EHR01")
    return xlsx(_records([*rows, ["石湾镇铁场卫生院", rows[4][1] - 7, rows[4][2]]]))


@_fixture("F12", "健康档案报表2025年1-9月（缺一家）.xlsx")
def _area_missing():
    return xlsx(_records([row for row in _body("EHR01") if "观音阁" not in row[0]]))


@_fixture("F13", "健康档案报表2025年1-9月（分子大于分母）.xlsx")
def _numerator_above_denominator():
    rows = _body("EHR01")
    rows[11][1] = rows[11][2] + 345
    return xlsx(_records(rows))


@_fixture("F14", "健康档案报表2025年1-9月（率不符）.xlsx")
def _rate_differs():
    grid = _records(_body("EHR01"))
    stated = float(grid.rows[7][3].rstrip("%")) + 0.9
    return xlsx(_changed(grid, "D8", f"{stated:.1f}%"))


@_fixture("F15", "高血压患者健康管理统计报表2025年1-9月（合计不符）.xlsx")
def _total_differs():
    grid = _portal()
    return xlsx(_changed(grid, "D25", grid.rows[24][3] + 100))


@_fixture("F16", "健康档案报表2025年（累计下降）.xlsx")
def _cumulative_falls():
    months = []
    for month in (8, 9):
        rows = [[area.name, *counts("MAT02", area, 12)] for area in INSTITUTIONS]
        rows = [[name, *(count * month // 12 for count in numbers)] for name, *numbers in rows]
        if month == 9:
            rows[3][1] -= 40
        headings = ["机构", "出院后28天内接受过产后访视的产妇数", "该时间段内活产数"]
        title = [f"博罗县2025年1-{month}月产后访视", None, None]
        months.append(Grid(f"{month}月", [title, headings, *rows], [(0, 0, 0, 2)]))
    return xlsx(*months)


@_fixture("F17", "高血压患者健康管理统计报表2025年1-9月（旧格式）.xls")
def _biff():
    return xls(_portal())


def identity(number: int) -> str:
    """Return an identity number with a valid check digit, of nobody."""
    body = f"441322{1930 + number % 40}{1 + number % 12:02}{1 + number % 28:02}{number % 1000:03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    rest = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11
    return body + "10X98765432"[rest]


@_fixture("F18", "老年人体检名单2025年1-9月.xlsx")
def _identity_numbers():
    rows = [
        [area.name, identity(17 * number), *counts("ELD01", area)]
        for number, area in enumerate(INSTITUTIONS)
    ]
    headings = [
        "机构", "身份证号", "65岁及以上老年人规范健康管理服务人数", "辖区内65岁及以上常住居民数",
    ]  # fmt: skip
    return xlsx(Grid("名单", [headings, *rows]))


@_fixture("F19", "健康档案报表（表头在第七行）.xlsx")
def _header_in_row_seven():
    grid = _records(_body("EHR01"), "博罗县基本公共卫生服务项目")
    notes = [
        grid.rows[0],
        ["统计期间：2025年1-9月", None, None, None],
        ["填报单位：博罗县卫生健康局", None, None, None],
        ["说明：本表由系统导出，数据截至9月30日", None, None, None],
        [None] * 4,
        ["单位：人", None, None, None],
    ]
    signed = ["填报人：", None, "审核人：", None]
    return xlsx(Grid("导出", [*notes, *grid.rows[1:], [None] * 4, signed], [(0, 0, 0, 3)]))


@_fixture("F20", "健康档案报表2025年1-9月（隐藏表）.xlsx")
def _hidden_sheet():
    old = _records([[n, a - 100, b] for n, a, b in _body("EHR01")], "博罗县2025年1-8月")
    return xlsx(_records(_body("EHR01")), replace(old, name="旧数据", hidden=True))


@_fixture("F21", "健康档案报表2025年1-9月（公式）.xlsx")
def _formulas():
    grid = _records(_body("EHR01"))
    rows = [list(row) for row in grid.rows]
    for at, row in enumerate(rows[2:], start=3):
        row[3] = Formula(f"=B{at}/C{at}", row[1] / row[2])
    sums = [
        Formula(f"=SUM({letter}3:{letter}24)", sum(row[column] for row in rows[2:]))
        for letter, column in (("B", 1), ("C", 2))
    ]
    rate_ = Formula("=B25/C25", sums[0].value / sums[1].value)
    return xlsx(replace(grid, rows=[*rows, ["合计", *sums, rate_]]))


@_fixture("F22", "公卫报表.xlsx")
def _period_in_the_title():
    title = "博罗县2025年1-9月国家基本公共卫生服务项目健康档案统计表"
    return xlsx(replace(_records(_body("EHR01"), title), name="Sheet1"))


@_fixture("F23", "预防接种建证率2025年1-9月（零分母）.xlsx")
def _zero_denominators():
    rows = [[name, above, below, rate(above, below)] for name, above, below in _body("VAC01")]
    rows[20][1:] = [0, 0, "0.0%"]
    rows[21][1:] = [3, 0, "0.0%"]
    headings = [
        "接种单位", "年度辖区内建立预防接种证人数", "年度辖区内应建立预防接种证人数",
        "预防接种建证率（%）",
    ]  # fmt: skip
    return xlsx(Grid("接种", [headings, *rows]))


@_fixture("F24", "健康档案报表（顺序不同）.xlsx")
def _another_order():
    rows = sorted(_body("EHR01"), key=lambda row: chance("order", row[0]))
    return xlsx(_as_text(_records(rows)))


@_fixture("F25", "严重精神障碍患者管理2025年1-9月（村级）.xlsx")
def _small_counts_of_clinics():
    parents = {area.code: area.name for area in INSTITUTIONS}
    rows = []
    for area in CLINICS:
        below = round(12 * chance("SMI", area.code))
        rows.append([parents[area.parent_code], area.name, max(below - 1, 0), below])
    headings = ["所属机构", "村卫生站", "按规范要求管理的患者人数", "辖区内登记在册的确诊患者人数"]
    assert INDICATORS["SMI02"].sensitive
    return xlsx(Grid("精神障碍", [headings, *rows]))
