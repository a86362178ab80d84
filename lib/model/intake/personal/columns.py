"""Columns of personal data, found in a delivery before anything of it is read.

Figures of areas are all that is kept here. A sheet with identity numbers, telephone numbers,
names of people or home addresses is refused, hidden or not; what was found is counted and
never repeated.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from lib.errors import N_
from lib.model.intake.findings import Finding, Severity
from lib.model.intake.personal.identities import FORM_15, FORM_18, is_checked
from lib.model.intake.sheets import Cell, Sheet, Workbook, address

_HINT = N_("Delete the column and deliver the file again; figures of areas are all that is needed.")
_IDENTITY = N_("Column {column} holds {count} cells with identity numbers; nothing was stored.")
_TELEPHONE = N_("Column {column} holds {count} cells with telephone numbers; nothing was stored.")
_NAME = N_("Column {column} holds {count} cells with names of people; nothing was stored.")
_HOME = N_("Column {column} holds {count} cells with home addresses; nothing was stored.")

_LEAST_NUMBER = 10**10
_SHORT = 10
_PLAIN_NUMBER = re.compile(r"[\d.,%‰+-]+")
_SEVERAL = 3
_MANY = 5
_MOSTLY = 0.8

_ID_18 = re.compile(rf"(?<![0-9A-Za-z]){FORM_18}(?![0-9A-Za-z])")
_ID_15 = re.compile(rf"(?<![0-9A-Za-z]){FORM_15}(?![0-9A-Za-z])")

_MOBILE = re.compile(r"(?<![\d.])(?:(?:\+|00)?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d.])")
_LANDLINE = re.compile(r"(?<![\d.])\(?0(?:10|2\d|[3-9]\d\d)[)\- ]{1,2}[2-8]\d{6,7}(?!\d)")
_BARE = re.compile(r"\d{11}(?:\.0+)?[元人分份次个例张]?")
_LOCAL = re.compile(r"(?:0\d{2,3}[- ]?)?[2-8]\d{2,3}[- ]?\d{4}|1[3-9]\d{9}")
_TELEPHONE_HEADING = re.compile(
    r"(?:本人|患者|居民|家庭|家属|家长|监护人|联系人?|固定|移动|办公|机构|单位|座机)*"
    r"(?:电话|手机|联系方式|联系电话)(?:号码|号)?|(?:tele)?phone|mobile|tel",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:填报|填表|审核|制表|复核|经办|报送|校对|签发|统计|上报)(?:人|员|者|单位|日期)"
    r"|(?:单位|部门|科室|机构)?负责人[::]|联系(?:人|电话)[::]|咨询电话|^注[::]"
)

_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}")
_NAME_LIKE = re.compile(
    r"(?!.*[数率量额]$)[\u4e00-\u9fff](?:[\u4e00-\u9fff·.]{1,12}|[\u4e00-\u9fff]?[*×xX某〇○]{1,3}[\u4e00-\u9fff]?)"
)
_NAME_HEADING = re.compile(
    r"(?!填报|填表|审核|制表|复核|经办|负责|联络)[\u4e00-\u9fff]{0,8}(?:姓名|名字)(?:必填)?"
)
_PERSON_HEADING = re.compile(
    r"户主|监护人|患者|病人|家长|产妇|孕妇|老年?人|儿童|母亲|联系人|医生|村医"
)
"""May as well stand above counts."""
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程"
    "魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝"
    "顾龚邵万覃武钱戴严莫孔向常汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞"
    "左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉骆蓝路游辛靳管柴蒙鲍华喻祁房滕屈"
    "饶解牟艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑党宫费卜冷晏席卫米柏宗瞿桂全佟应闵苟邬"
)
_PLACE_ENDINGS = frozenset(
    "村镇乡街县市区院站所室屋塘岭坑洞围头埔寮岗坪田园洲湾坝沙山水河江溪桥场庄坳塱角尾径下排围湖"
    "磜潭涌坡陂墩楼门井窝背朗贝巷城店圩寨"
)
_PLACE_WORDS = re.compile(r"[村镇乡站院]|街道|社区|中心|卫生|居委|医院|合计|小计|总计")
_AREA_HEADING = re.compile(
    r"机构|单位|乡镇|镇街|街道|村|卫生|社区|地区|辖区|区县|名称|站点|管辖|指标|项目|科室|病种|类别|分类|月份|状态|备注"
)

_HOME_HEADING = re.compile(
    r"(?!机构|单位|卫生|医院)(?:[\u4e00-\u9fff]{0,6}(?:住址|地址)|门牌号?码?|(?:home )?address)",
    re.IGNORECASE,
)
_HOME_LIKE = re.compile(
    r"[村镇乡街路道巷里弄屋园区苑庭庄围坊城厦].{0,12}?(?:\d+|[一二三四五六七八九十]+)(?:号|组|栋|幢|座|室|单元|房|户|队)"
)
_SERVICE_PLACE = re.compile(r"(?:站|室|院|所|中心|点)\d*(?:[号#].*)?$|卫生[站室院所]|服务[站中]")


def refuse(workbook: Workbook) -> tuple[Finding, ...]:
    """Find columns that look like personal data, in all sheets, hidden ones too.

    Names of those who filled in or checked a form may stand below it, with their telephone
    number; an identity number may stand nowhere.

    Parameters
    ----------
    workbook
        The delivered file.

    Returns
    -------
    tuple of Finding
        An error for each column and kind of data; the values themselves are not in it.

    Examples
    --------
    >>> sheet = Sheet("表", (("姓名", "人数"), ("张三丰", 3.0)))
    >>> [str(finding) for finding in refuse(Workbook("a.xlsx", "", "xlsx", 1, (sheet,)))]
    ['Column A holds 1 cells with names of people; nothing was stored.']
    """
    known: dict[Cell, _Word | None] = {}
    return tuple(finding for sheet in workbook.sheets for finding in _of_sheet(sheet, known))


@dataclass(frozen=True, slots=True)
class _Word:
    """What is written in a cell, once for all cells that say the same."""

    text: str
    """As people read it: half-width, trimmed."""
    bare: str
    """Without spaces and brackets."""


@dataclass(frozen=True, slots=True)
class _Column:
    """The words of one column that could be personal, with their rows."""

    sheet: Sheet
    number: int
    words: tuple[tuple[int, _Word], ...]
    count: int
    """Cells that are not empty."""
    notes: Set[int]
    """Rows that say who filled in the form."""

    def headed(self, heading: re.Pattern[str]) -> int | None:
        """Return the row of the first cell that is such a heading as a whole."""
        return next((row for row, word in self.words if heading.fullmatch(word.bare)), None)

    def below(self, heading: int) -> list[tuple[int, _Word]]:
        """Return what stands below a heading."""
        return [(row, word) for row, word in self.words if row > heading and row not in self.notes]


def _of_sheet(sheet: Sheet, known: dict[Cell, _Word | None]) -> Iterator[Finding]:
    columns = [_words(cells, known) for cells in zip(*sheet.rows, strict=True)]
    noted = {word for word in known.values() if word and _NOTE.search(word.text.replace(" ", ""))}
    notes = {row for words, _ in columns for row, word in words if word in noted}
    for number, (words, count) in enumerate(columns):
        column = _Column(sheet, number, words, count, notes)
        for message, look in _LOOKS:
            if rows := look(column):
                yield Finding(
                    "personal_column",
                    Severity.ERROR,
                    message,
                    sheet=sheet.name,
                    cell=address(rows[0], number),
                    hint=_HINT,
                    values={"column": address(0, number)[:-1], "count": len(rows)},
                )


def _words(
    cells: Sequence[Cell], known: dict[Cell, _Word | None]
) -> tuple[tuple[tuple[int, _Word], ...], int]:
    words, count = [], 0
    for row, cell in enumerate(cells):
        if cell is None:
            continue
        count += 1
        if isinstance(cell, str):
            if cell not in known:
                known[cell] = _word(cell)
            if word := known[cell]:
                words.append((row, word))
        elif cell >= _LEAST_NUMBER:
            words.append((row, _Word(f"{cell:.0f}", f"{cell:.0f}")))
    return tuple(words), count


def _word(cell: str) -> _Word | None:
    """Put a cell into words; a short number is nobody's."""
    text = unicodedata.normalize("NFKC", cell).strip().lstrip("'")
    if not text or (len(text) < _SHORT and _PLAIN_NUMBER.fullmatch(text)):
        return None
    return _Word(text, re.sub(r"^\*+|[\s::()]", "", text))


def _identities(column: _Column) -> list[int]:
    """Trust the check digit, but not of a number that lost its last digits in a spreadsheet."""
    likely = [row for row, word in column.words if _ID_18.search(word.text)]
    old = [row for row, word in column.words if _ID_15.search(word.text)]
    headed = any("身份证" in word.text or "证件号" in word.text for _, word in column.words)
    if headed or len(likely) + len(old) >= _SEVERAL:
        return sorted({*likely, *old})
    words = dict(column.words)
    return [row for row in likely if _valid_id(words[row].text, column.sheet[row, column.number])]


def _valid_id(text: str, cell: Cell) -> bool:
    lossy = not isinstance(cell, str)
    return any(lossy or is_checked(match[0]) for match in _ID_18.finditer(text))


def _telephones(column: _Column) -> list[int]:
    """Tell by its heading or its likes whether a bare number of eleven digits is no amount."""
    found = {
        row: word.text
        for row, word in column.words
        if row not in column.notes and (_MOBILE.search(word.text) or _LANDLINE.search(word.text))
    }
    if (heading := column.headed(_TELEPHONE_HEADING)) is not None:
        return sorted({*(row for row in found if row > heading), *_numbers_below(column, heading)})
    bare = {row: text for row, text in found.items() if _BARE.fullmatch(text)}
    alike = len(set(bare.values())) >= _SEVERAL and 2 * len(bare) >= column.count
    return sorted(found if alike or _labelled(column, bare) else found.keys() - bare.keys())


def _numbers_below(column: _Column, heading: int) -> list[int]:
    """Return the rows of seven digits or more below a heading that says telephone."""
    cells = (
        (row, column.sheet[row, column.number])
        for row in range(heading + 1, len(column.sheet.rows))
    )
    texts = ((row, f"{c:.0f}" if isinstance(c, int | float) else c or "") for row, c in cells)
    return [row for row, text in texts if _LOCAL.fullmatch(text.strip())]


def _labelled(column: _Column, rows: Iterable[int]) -> bool:
    """Tell whether the cell to the left of one of these says telephone."""
    if not column.number:
        return False
    left = (column.sheet[row, column.number - 1] for row in rows)
    return any(
        (word := _word(cell)) is not None and _TELEPHONE_HEADING.fullmatch(word.bare) is not None
        for cell in left
        if isinstance(cell, str)
    )


def _people(column: _Column) -> list[int]:
    if (heading := column.headed(_NAME_HEADING)) is not None:
        return [row for row, word in column.below(heading) if _NAME_LIKE.fullmatch(word.bare)]
    if (heading := column.headed(_PERSON_HEADING)) is not None:
        named = [(r, w) for r, w in column.below(heading) if _NAME_LIKE.fullmatch(w.bare)]
        if 2 * sum(word.bare[0] in _SURNAMES for _, word in named) > len(named):
            return [row for row, _ in named]
    words = [(row, word.bare) for row, word in column.words if row not in column.notes]
    likely = [(row, text) for row, text in words if _HAN.fullmatch(text) and text[0] in _SURNAMES]
    return [row for row, _ in likely] if _looks_like_names(likely, words) else []


def _looks_like_names(likely: list[tuple[int, str]], words: list[tuple[int, str]]) -> bool:
    """Villages bear surnames too: their endings, and words around them, tell them apart."""
    distinct = {text for _, text in likely}
    if len(distinct) < max(_MANY, _MOSTLY * len(likely)):
        return False
    if len(likely) < _MOSTLY * sum(bool(_HAN.fullmatch(text)) for _, text in words):
        return False
    first, *rest = (text for _, text in words)
    if _AREA_HEADING.search(first) or any(_PLACE_WORDS.search(text) for text in rest):
        return False
    places = sum(text[-1] in _PLACE_ENDINGS for text in distinct)
    return places < (1 - _MOSTLY) * len(distinct)


def _homes(column: _Column) -> list[int]:
    if (heading := column.headed(_HOME_HEADING)) is not None:
        return [row for row, _ in column.below(heading)]
    likely = [
        row
        for row, word in column.words
        if _HOME_LIKE.search(word.text) and not _SERVICE_PLACE.search(word.text)
    ]
    return likely if len(likely) >= _SEVERAL and 2 * len(likely) >= len(column.words) else []


_LOOKS: tuple[tuple[str, Callable[[_Column], list[int]]], ...] = (
    (_IDENTITY, _identities),
    (_TELEPHONE, _telephones),
    (_NAME, _people),
    (_HOME, _homes),
)
