"""Made-up meetings of the demonstration (示例数据): what was decided, and what came of it."""

from __future__ import annotations

from datetime import date

from lib.adapters.demonstration.quarter.scene import Scene, as_posted
from lib.model.journal import Draft, Posting
from lib.model.meetings import records
from lib.model.meetings.records import BOOK, Conclusion, Dissent, Opening, Resolution

_CHAIR = "县卫生健康局局长"


def drafts(scene: Scene) -> tuple[Draft, ...]:
    """Return the postings of the demonstration, oldest first: a review and a leading group."""
    reviewed = scene.quarter.later(-1)
    period = f"{reviewed.last:%Y-%m}"
    held = scene.quarter.first.replace(day=14)
    book: tuple[Posting, ...] = ()
    told = (held, f"{reviewed.year}年第{reviewed.number}季度督导评审会", period)
    book = _review(book, *told)
    return tuple(_draft(posting) for posting in _leading_group(book, scene, period))


def _review(book: tuple[Posting, ...], held: date, title: str, period: str) -> tuple[Posting, ...]:
    opening = Opening(
        "supervision",
        title,
        held,
        _CHAIR,
        "22家机构、3个中心、5家牵头医院",
        period,
        "standard-100",
        "县卫生健康局二楼会议室",
    )
    book = _posted(book, records.begin(book, opening))
    number = book[-1].subject
    for resolution in (
        Resolution("ranking", "末位三家机构提交提升方案", "县公共卫生项目办", _day(held, 30)),
        Resolution(
            "coverage", "中医药中心补足第四季度督导覆盖", "中医药健康管理指导中心", _day(held, 78)
        ),
        Resolution("voice", "对疑似不真实档案的机构扩大抽查", "县域慢病管理中心", _day(held, 45)),
        Resolution("blocks", "园洲片区恢复每月下沉坐诊", "县第二人民医院", _day(held, 100)),
    ):
        book = _posted(book, records.resolve(book, number, resolution))
    book = _posted(book, records.end(book, number))
    for count, note in (
        (1, "三份提升方案已于11月10日报送项目办。"),
        (3, "第四季度抽样已按风险增加。"),
    ):
        told = Conclusion(_day(held, 30 + count), note)
        book = _posted(book, records.conclude(book, f"{number}-D{count:02}", told))
    return book


def _leading_group(book: tuple[Posting, ...], scene: Scene, period: str) -> tuple[Posting, ...]:
    held = scene.quarter.first.replace(day=28)
    opening = Opening(
        "leading_group",
        "基本公共卫生服务项目领导小组会议",
        held,
        "县人民政府分管领导",
        "县政府办、财政局、卫生健康局、人社局",
        period,
        "standard-100",
        "县政府三楼会议室",
    )
    book = _posted(book, records.begin(book, opening))
    number = book[-1].subject
    view = Dissent("allocation", "县财政局", "建议绩效部分比例再试行一个季度后确定。")
    book = _posted(book, records.dissent(book, number, view))
    for resolution in (
        Resolution("allocation", "按现行方案预拨第四批资金", "县财政局", _day(held, 20)),
        Resolution("plan", "补齐十一条措施的责任单位和时限", "县公共卫生项目办", _day(held, 60)),
    ):
        book = _posted(book, records.resolve(book, number, resolution))
    book = _posted(book, records.end(book, number))
    paid = Conclusion(_day(held, 18), "第四批预拨资金已下达。")
    return _posted(book, records.conclude(book, f"{number}-D01", paid))


def _day(held: date, after: int) -> date:
    return date.fromordinal(held.toordinal() + after)


def _posted(book: tuple[Posting, ...], drafts: tuple[Draft, ...]) -> tuple[Posting, ...]:
    """Add drafts to a book as the store would, so that the next one sees them."""
    return (*book, *as_posted(drafts, len(book)))


def _draft(posting: Posting) -> Draft:
    return Draft(BOOK, posting.subject, posting.kind, posting.content)
