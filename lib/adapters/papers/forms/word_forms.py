"""The eight Word templates, as shipped."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lib.adapters.papers.forms.official import Form
from lib.adapters.papers.forms.word_records import ledger, minutes

_RANKS = (
    ("名次", "名次", 5),
    ("<单位", "单位", 21),
    ("得分", "得分", 8),
    ("等次", "等次", 7),
    ("位次变化", "较上季位次", 8),
    ("得分变化", "较上季得分", 9),
    ("<薄弱项目", "薄弱项目（得分率）", 42),
)
_NARROW_RANKS = tuple(
    (key, title, {"<单位": 24.0, "<薄弱项目": 26.0}.get(key, share)) for key, title, share in _RANKS
)

_SECTIONS = {
    "二、督导覆盖情况": "督导覆盖",
    "三、先进单位": "表扬",
    "四、存在问题": "问题",
    "五、真实性核查": "真实性",
    "六、群众评价": "群众评价",
    "七、整改销号情况": "整改",
    "八、工作要求": "要求",
}
"""Of the bulletin: headings and the paragraphs below them."""


def ranking() -> bytes:
    """Write 排名表."""
    form = Form(landscape=True)
    form.title()
    form.small("【{{密级}}】　{{说明}}　全县加权平均{{全县得分}}分，共{{单位数}}个单位。")
    form.table("排名", _RANKS, size=10.0)
    form.page_break()
    form.title("各项目得分")
    form.table("各项得分", (("名次", "名次", 1.0), ("<单位", "单位", 4.2)), varying=True, size=9.0)
    form.small("{{落款单位}}　　{{成文日期}}", right=True)
    form.rule()
    form.stamp()
    return form.content()


def allocation() -> bytes:
    """Write 资金分配表."""
    form = Form(landscape=True)
    form.title()
    form.small("单位：{{计量单位}}", right=True)
    columns = (
        ("序号", "序号", 4),
        ("<单位", "单位", 19.5),
        ("服务人口", "服务人口", 9),
        ("考核得分", "考核得分", 7.5),
        ("系数", "系数", 6.5),
        ("应拨", "应拨", 13.8),
        ("已预拨", "已预拨", 12.5),
        ("扣减", "扣减", 9.5),
        ("奖励", "奖励", 8.5),
        ("本次拨付", "本次拨付", 12.5),
        ("村级", "其中村级", 12.5),
        ("备注", "备注", 4.7),
    )
    form.table("资金", columns, total=True, size=9.0)
    form.small("说明：{{说明}}")
    form.makers()
    form.rule()
    form.stamp()
    return form.content()


def statement() -> bytes:
    """Write 考核结果告知和资金结算单."""
    form = Form()
    form.head()
    form.title()
    form.blank()
    form.line("{{主送机关}}：")
    form.text(
        "你单位{{考核期}}基本公共卫生服务项目考核得分{{得分}}分，等次为{{等次}}，"
        "在全县{{单位数}}个单位中列第{{名次}}位（较上季位次变化{{位次变化}}，"
        "得分变化{{得分变化}}）。薄弱项目：{{薄弱项目}}。"
    )
    form.text("按评价方案核定，服务人口{{服务人口}}人，资金结算如下（单位：元）：")
    form.small("{{结算公式}}", centred=True)
    form.section("一、考核得分")
    form.table(
        "分项",
        (("<项目", "项目", 5), ("满分", "可得分", 2), ("得分", "得分", 2), ("得分率", "得分率", 2)),
    )
    form.section("二、资金结算")
    form.table("资金", (("序号", "序号", 1), ("<事项", "事项", 5), ("金额", "金额（元）", 4)))
    form.text("对考核结果如有异议，请于{{期限}}前以书面形式提出。联系方式：{{联系方式}}。")
    form.signature()
    form.rule()
    form.stamp()
    return form.content()


def bulletin() -> bytes:
    """Write 督导通报."""
    form = Form()
    form.head()
    form.title()
    form.blank()
    form.line("{{主送机关}}：")
    form.text(
        "根据{{依据}}和季度督导工作安排，现将{{季度}}全县基本公共卫生服务项目督导情况通报如下。"
    )
    form.section("一、总体情况")
    form.text("{{总体情况}}各服务项目进度见附件1，单位排名见附件2，得分分布见附件3。")
    for heading, name in _SECTIONS.items():
        form.section(heading)
        form.repeat(name)
    form.text("各有关单位请于{{期限}}前书面报送整改情况。联系方式：{{联系方式}}。")
    form.blank()
    form.text("附件：1．服务项目进度表")
    form.text("　　　2．单位排名表")
    form.text("　　　3．得分分布图")
    form.signature()
    form.rule()
    form.stamp()
    _annexes(form)
    return form.content()


def _annexes(form: Form) -> None:
    form.page_break()
    form.line("附件1")
    form.title("{{季度}}服务项目进度表")
    form.table(
        "项目",
        (
            ("序号", "序号", 1),
            ("<项目", "项目", 3.6),
            ("目标", "按进度应完成", 2),
            ("实际", "实际完成", 2),
            ("差距", "差距（个百分点）", 2.2),
            ("判断", "判断", 2.2),
        ),
    )
    form.page_break()
    form.line("附件2　　【{{密级}}】")
    form.title("{{季度}}单位排名表")
    form.table("排名", _NARROW_RANKS, size=9.0)
    form.page_break()
    form.line("附件3")
    form.title("{{季度}}得分分布图")
    form.picture("地图", "{{图注}}　示意图，不作划界依据")


def notice() -> bytes:
    """Write 整改通知书 with its receipt."""
    form = Form()
    form.head()
    form.title()
    form.blank()
    form.line("{{主送机关}}：")
    form.text(
        "经对你单位{{考核期}}基本公共卫生服务项目开展督导考核，发现{{问题数}}个问题，列示如下："
    )
    columns = (
        ("序号", "序号", 1),
        ("<{{行.项目}}{% if 行.指标 %}：{{行.指标}}{% endif %}", "服务项目和指标", 3.6),
        (
            "<{{行.问题}}{% if 行.编号 != '—' %}（编号{{行.编号}}）{% endif %}",
            "存在问题（事实和依据）",
            5,
        ),
        ("<条款", "规则条款", 3),
        ("<措施", "整改要求", 3.2),
        ("期限", "整改期限", 2.8),
    )
    form.table("问题", columns, size=10.0)
    form.text(
        "请于表列期限前完成整改，并将整改情况连同佐证材料书面报送。逾期未完成的，按规定处理。"
    )
    form.repeat("补充")
    form.text("联系方式：{{联系方式}}。")
    form.signature()
    form.rule()
    form.stamp()
    form.page_break()
    form.title("整改通知书回执")
    form.blank()
    form.line("{{落款单位}}：")
    form.text(
        "你单位《{{标题}}》（{{发文字号}}）已收到，所列{{问题数}}个问题将按表列期限完成整改。"
    )
    form.blank()
    form.text("签收人（签字）：")
    form.text("签收单位（盖章）：{{单位}}")
    form.text("签收时间：　　　　年　　月　　日")
    return form.content()


def summons() -> bytes:
    """Write 约谈通知."""
    form = Form()
    form.head()
    form.title()
    form.blank()
    form.line("{{主送机关}}：")
    form.text("因以下事由，决定对你单位主要负责人进行约谈：")
    form.repeat("事由")
    form.text("约谈时间：{{期限}}")
    form.text("约谈地点：{{地点}}")
    form.text("请提前准备书面说明材料，按时参加。联系方式：{{联系方式}}。")
    form.signature()
    form.rule()
    form.stamp()
    return form.content()


FORMS: Mapping[str, Callable[[], bytes]] = {
    "ranking": ranking,
    "allocation": allocation,
    "statement": statement,
    "bulletin": bulletin,
    "notice": notice,
    "ledger": ledger,
    "minutes": minutes,
    "summons": summons,
}
"""By the kind of paper, which is the name of the file."""
