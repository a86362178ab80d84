"""Word templates of what is kept: the ledger of rectification and the minutes of a meeting."""

from __future__ import annotations

from lib.adapters.papers.forms.official import Form


def ledger() -> bytes:
    """Write 整改台账."""
    form = Form(landscape=True)
    form.title()
    form.small("{{概况}}")
    form.repeat_small("销号率")
    columns = (
        ("序号", "序号", 4),
        ("<{{行.编号}}{% if 行.关联 %}（{{行.关联}}）{% endif %}", "编号", 11),
        ("<{{行.来源}} {{行.季度}}", "来源", 8.5),
        ("<{{行.单位}}{% if 行.村站 %}：{{行.村站}}{% endif %}", "责任单位、村站", 11),
        ("<{{行.类别}}（{{行.程度}}）{{行.指标}}", "类别、程度、指标", 12),
        ("<问题", "问题和依据", 20),
        ("{{行.下发|replace('-','.')}}", "下发日期", 11.5),
        ("{{行.期限|replace('-','.')}} {{行.延期}}", "整改期限", 11.5),
        ("责任人", "责任人", 7),
        (
            "<{{行.措施}}{% if 行.销号 == '—' %}{{行.进展}}{% endif %}"
            "{% if 行.佐证 %}附佐证。{% endif %}",
            "措施和进展",
            20,
        ),
        ("{{行.状态}}{% if 行.超期 != '—' %}（超期{{行.超期}}天）{% endif %}", "状态", 7),
        (
            "<{{行.复核}}{% if 行.复核日期 != '—' %} {{行.复核日期|replace('-','.')}}{% endif %}",
            "复核",
            13,
        ),
        ("{{行.销号|replace('-','.')}}", "销号日期", 11.5),
    )
    form.table("台账", columns, size=9.0)
    form.makers()
    form.rule()
    form.stamp()
    return form.content()


def minutes() -> bytes:
    """Write 会议纪要."""
    form = Form()
    form.head()
    form.title()
    form.blank()
    form.text("时间：{{会议时间}}")
    form.text("地点：{{会议地点}}")
    form.text("主持：{{主持}}")
    form.text("出席：{{出席}}")
    form.section("一、听取汇报")
    form.repeat("汇报")
    form.section("二、方案比较")
    form.repeat("方案说明")
    _scenarios(form)
    form.section("三、议定事项")
    form.text("{{议定说明}}")
    decided = (
        ("序号", "序号", 1),
        ("<事项", "议定事项", 6),
        ("<牵头", "责任单位", 3),
        ("期限", "完成时限", 3.4),
        ("办理", "办理情况", 2),
    )
    form.when("议定")
    form.table("议定", decided)
    form.done()
    form.section("四、不同意见")
    form.repeat("不同意见")
    form.repeat("补充")
    form.signature()
    form.rule()
    form.stamp()
    _amounts(form)
    return form.content()


def _scenarios(form: Form) -> None:
    columns = (
        ("方案", "方案", 1.4),
        ("<说明", "调整内容", 5),
        ("得益", "增加单位数", 1.6),
        ("受损", "减少单位数", 1.6),
        ("最多", "最大增加（万元）", 2),
        ("最少", "最大减少（万元）", 2),
        ("结论", "结论", 2.4),
    )
    recipe = (
        ("方案", "方案", 1.4),
        ("<代码", "方案代码", 4.6),
        ("<评价方案", "评价方案", 2.2),
        ("数据截至", "数据截至", 2.2),
        ("<指纹", "结果指纹", 4.8),
    )
    form.when("方案")
    form.table("方案", columns, size=10.0)
    form.done()
    form.when("代码")
    form.small("方案代码和结果指纹：")
    form.table("代码", recipe, size=9.0)
    form.done()


def _amounts(form: Form) -> None:
    form.when("金额")
    form.page_break()
    form.line("附表")
    form.title("方案比较：各单位金额")
    money = (
        ("方案", "方案", 1.6),
        ("<单位", "单位", 5.2),
        ("调整前", "调整前（元）", 3.4),
        ("调整后", "调整后（元）", 3.4),
        ("增减", "增减（元）", 3),
    )
    form.table("金额", money, size=10.0)
    form.done()
