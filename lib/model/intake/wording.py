"""Wording: what a heading says once spaces, units and numbering are gone, and what about."""

from __future__ import annotations

import re
import unicodedata

_UNITS = (
    "[%‰]|(?:百|千|万|亿)?元|万?人|万?人次|剂次|户次?|份|例|次|个|名|件|场次?|期次?|种|张|项次?|条|支"
    "|家|块|盒|只|(?:件|例|人|次)/(?:万|千)人|1/万"
)
_UNIT = re.compile(f"(?:单位:?)?({_UNITS})")
_SILENT = re.compile(rf"(?:单位:?)?(?:{_UNITS})|(?:满分|计)?[0-9.]+分|分值?|[0-9]*|[=+×÷]")
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】|〔([^〔〕]*)〕|<([^<>]*)>")
_NUMBERING = re.compile(r"(?:[0-9]{1,2}[.、)](?![0-9])|[一二三四五六七八九十]{1,3}、|其中[:,]?)+")
_SIGNS = re.compile(r"[\s\u200b-\u200d\u2060\ufeff、,。;:!?\"'“”‘’·_()\[\]【】〔〕<>*#^|\\-]+")
_RANGE = re.compile(r"(?<=[0-9])(?:岁?(?:[—–−〜~―-]+|至))(?=[0-9])")
_AHEAD = re.compile(r"(?:年度|年内|本年度?|当年|辖区内?|本辖区内?|该时间段内|该地区?)+(?=.{2})")


def normalise(text: str) -> str:
    """Reduce a heading to what it says: no spaces, signs, units, points or numbering.

    Words in brackets stay, without the brackets, unless they are a unit, points or a number:
    管理人数（糖尿病） is not 管理人数.

    Examples
    --------
    >>> normalise("其中： 0－6岁 儿童数（人）"), normalise("管理人数(糖尿病)")
    ('0~6岁儿童数', '管理人数糖尿病')
    >>> normalise("≥65岁老年人数") == normalise("65岁以上老年人数")
    True
    """
    before = None
    while text != before:  # a sign left out may bring two others together
        before, text = text, _reduced(text)
    return text


def _reduced(text: str) -> str:
    text = _BRACKETS.sub(_said, _compact(text).casefold())
    if numbering := _NUMBERING.match(text):
        text = text[numbering.end() :]
    text = _RANGE.sub("~", text)
    text = re.sub(r"(?<=[0-9])(?:个月|月龄)", "月", text)
    text = re.sub(r"(?:≥|>=)([0-9]+)岁", r"\1岁及以上", text)
    text = re.sub(r"岁(?:以上|及其以上)", "岁及以上", text)
    text = re.sub(r"[x*](?=[0-9])", "×", text)
    return _SIGNS.sub("", text).rstrip("%‰")


def _compact(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _said(match: re.Match[str]) -> str:
    """Keep what stands in brackets, unless it tells no more than a unit does."""
    inside = next(part for part in match.groups() if part is not None)
    return "" if _SILENT.fullmatch(inside) else inside


def unit_of(text: str) -> str:
    """Return the unit a heading states, that of its lowest row first; empty if none.

    Examples
    --------
    >>> unit_of("建档率（％）"), unit_of("支出/金额(单位：万元)"), unit_of("档案/建档率/%")
    ('%', '万元', '%')
    """
    text = _compact(text)
    insides = [
        next(p for p in found.groups() if p is not None) for found in _BRACKETS.finditer(text)
    ]
    last = _BRACKETS.sub("", text).rpartition("/")[2]
    if alone := _UNIT.fullmatch(last):
        return alone[1]
    if last.endswith(("%", "‰")):
        return last[-1]
    units = [found[1] for inside in insides if (found := _UNIT.fullmatch(inside))]
    return units[-1] if units else ""


def key(text: str) -> str:
    """Reduce further: figures are of the area and the year anyway, whether it is said or not.

    Examples
    --------
    >>> key("年内辖区内65岁及以上常住居民数") == key("65岁以上的常住居民数")
    True
    """
    return normalise(_AHEAD.sub("", normalise(text), count=1).replace("的", ""))


def levels(heading: str, group: str = "") -> list[str]:
    """Return group and heading from the top down, as keys. Units alone say nothing.

    Examples
    --------
    >>> levels("高血压/规范管理率(%)/%", "慢性病")
    ['慢性病', '高血压', '规范管理率']
    """
    text = _BRACKETS.sub(
        lambda found: _said(found).replace("/", ""), _compact(f"{group}/{heading}")
    )
    parts = text.split("/")
    keys = [key(part) for part in parts if not _UNIT.fullmatch(part)]
    return list(dict.fromkeys(word for word in keys if word))


_PEOPLE = {
    "hypertension": "高血压|血压",
    "diabetes": "糖尿病|血糖",
    "lungs": "慢阻肺|慢性阻塞",
    "mind": "精神",
    "tuberculosis": "结核",
    "child": "儿童|[0-7]岁|新生儿|婴",
    "mother": "孕|产妇|产后|产前",
    "elder": "老年|6[05]岁",
}
_WORK = {
    "infection": "传染病",
    "emergency": "突发",
    "chinese medicine": "中医",
    "vaccine": "接种|疫苗|建证",
    "antigen": "卡介苗|乙肝|脊灰|麻风|麻腮风|乙脑|流脑|百白破|甲肝|白破",
    "record": "档案|建档",
    "literacy": "健康素养",
    "contraceptive": "药具|避孕",
    "inspection": "监督|协管|巡查",
    "contract": "签约|履约",
    "opinion": "满意|知晓|投诉|被访",
    "money": "资金|经费|拨付|补助|支出",
    "education": "讲座|咨询|宣传栏|健康教育",
    "training": "培训",
}
_PATTERNS = {name: re.compile(words) for name, words in (_PEOPLE | _WORK).items()}
_AGES = re.compile(r"[0-9]+~[0-9]+(?:岁|月)|[0-9]+岁(?:及以上|以下|以内)?")
_QUALITIES = re.compile(
    "规范|系统|控制|达标|规律|规则|真实|抽查|核查|签约|动态|开放|重复|及时|完整|合格|任务|新增|脱落"
)
_OTHER_TIME = re.compile(
    "上年|去年|上期|上月|上季|同期|同比|环比|增[减长幅]|当月|本月|单月|当季|本季|当期"
)
_SAME_AGE = {"7岁以下": "0~6岁", "6岁以下": "0~6岁", "65岁": "65岁及以上"}


def subjects(text: str) -> frozenset[str]:
    """Return what a normalised heading speaks of: diseases, groups of people, kinds of work.

    Examples
    --------
    >>> sorted(subjects("老年人中医药健康管理率"))
    ['chinese medicine', 'elder']
    """
    return frozenset(name for name, words in _PATTERNS.items() if words.search(text))


def qualities(text: str) -> frozenset[str]:
    """Return the words that set a part of those served apart from all of them.

    Examples
    --------
    >>> sorted(qualities("高血压规范管理人数")), sorted(qualities("高血压管理人数"))
    (['规范'], [])
    """
    return frozenset(_QUALITIES.findall(text))


def other_time(text: str) -> bool:
    """Tell whether a heading speaks of another time than from 1 January to now.

    Examples
    --------
    >>> other_time("上年同期"), other_time("当月"), other_time("累计")
    (True, True, False)
    """
    return _OTHER_TIME.search(text) is not None


def contradict(one: str, other: str) -> bool:
    """Tell whether two normalised headings speak of different diseases, people or ages.

    Examples
    --------
    >>> contradict("高血压管理人数", "糖尿病管理人数"), contradict("管理人数", "糖尿病管理人数")
    (True, False)
    """
    pairs = [
        (subjects(one) & _PEOPLE.keys(), subjects(other) & _PEOPLE.keys()),
        (_ages(one), _ages(other)),
    ]
    return any(mine and theirs and not mine & theirs for mine, theirs in pairs)


def _ages(text: str) -> frozenset[str]:
    return frozenset(_SAME_AGE.get(age, age) for age in _AGES.findall(text))
