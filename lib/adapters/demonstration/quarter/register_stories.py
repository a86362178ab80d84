"""Made-up rounds of accreditation and made-up good practice (示例数据)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

import numpy as np

from lib.adapters.demonstration.quarter.scene import Scene
from lib.adapters.demonstration.stories import TOO_EVEN
from lib.model.journal import Attachment, Draft
from lib.model.registers.ledger import SET
from lib.model.roster import CLINIC

_COURSES = (
    ("B01", 2023, "recommended", "2023-03-10 2023-04-18 2023-06-20 2023-09-26"),
    ("B03", 2024, "recommended", "2024-03-12 2024-04-25 2024-06-18 2024-10-15"),
    ("B09", 2024, "recommended", "2024-03-05 2024-04-16 - 2024-09-24"),
    ("B17", 2023, "recommended", "2023-02-20 2023-03-28 2023-05-16 2023-08-30"),
    ("B02", 2024, "basic", "2024-04-02 2024-05-20 2024-08-13"),
    ("B04", 2024, "basic", "2024-03-20 2024-05-10 2024-08-06"),
    ("B06", 2023, "basic", "2022-12-08 2023-01-10 2023-03-02"),
    ("B08", 2024, "basic", "2024-04-11 2024-05-28 2024-08-20"),
    ("B10", 2023, "basic", "2022-11-15 2022-12-20 2023-02-21"),
    ("B12", 2024, "basic", "2024-05-08 2024-06-19 2024-09-05"),
    ("B14", 2022, "basic", "2022-05-10 2022-07-05 2022-11-08"),
    ("B16", 2025, "basic", "2025-03-18 2025-04-29 2025-08-26"),
    ("B18", 2024, "basic", "2024-04-18 2024-06-06 2024-08-27"),
    ("B19", 2024, "basic", "2024-04-09 2024-05-22 2024-08-15"),
    ("B20", 2023, "basic", "2023-06-13 2023-07-18 2023-10-24"),
    ("B22", 2025, "basic", "2025-04-01 2025-05-15 2025-09-09"),
    ("B04", 2025, "recommended", "2025-03-25 2025-05-12 2025-08-19"),
    ("B20", 2025, "recommended", "2025-05-20 2025-07-08"),
    ("B05", 2025, "basic", "2025-06-10 2025-09-16"),
    ("B07", 2025, "basic", "2025-06-24 2025-10-14"),
    ("B11", 2025, "basic", "2025-09-02"),
    ("B13", 2025, "basic", "2025-04-15 2025-06-03 2025-10-21!"),
    ("B14", 2025, "basic", "2025-11-18"),
    ("B21", 2025, "basic", "2025-10-28"),
)
"""Institution, year, level applied for, days of the steps; “-” was left out, “!” was not passed.

B15 has not applied; B06 and B10 are due for a re-review soon; B14's award has run out.
"""
_STEPS = ("county", "prefecture", "province")
_GAPS = (
    ("2.1.4", "true", "急救设备和药品未按目录配齐", "护理部负责人岗"),
    ("2.3.2", "false", "65岁及以上老年人健康体检项目不完整", "公卫科负责人岗"),
    ("3.2.1", "true", "抗菌药物处方点评未按月开展", "药剂科负责人岗"),
    ("3.5.3", "false", "院内感染培训无考核记录", "院感管理岗"),
    ("4.1.2", "false", "绩效考核方案未体现公卫工作数量和质量", "院办负责人岗"),
    ("4.4.1", "false", "信息系统权限未定期清理", "信息管理岗"),
)
_DUE_SOON = 0.5
_OPEN = ("B05", "B07", "B11", "B13", "B14", "B20", "B21")
_EMPTY = dict.fromkeys(
    f"{step}_{what}" for step in _STEPS for what in ("on", "result")
) | dict.fromkeys(("valid_until", "community_hospital", "note"))

_PRACTICES = (
    ("HTN02", "“三师共管”分片随访", "医生、护士、村医三人一组包片，按血压控制情况分级随访"),
    ("DIA02", "糖尿病“固定随访日”", "每月逢五为固定随访日，当场测血糖、调方案、约下次时间"),
    ("ELD01", "老年人体检送到村", "按村排出体检日程，体检车到村，报告一周内由村医送达并解读"),
    ("CHD02", "儿童健康管理“一本通”", "接种、体检、中医药指导同日完成，家长只跑一次"),
    ("MGT03", "每月一课、季季有考", "公卫例会安排一小时业务课，每季度闭卷测试，结果与绩效挂钩"),
    ("MON03", "重点人群网格签约", "以网格为单位列出未签约重点人群，村医与网格员同行上门签约"),
    ("EHR05", "档案“用一次、更一次”", "门诊、随访、体检时当场核对更新电子健康档案，月底抽查"),
)
"""Indicator, title, what was done."""
_LEARNERS = (("B12", 0), ("B22", 2), ("B05", 5))
"""Who went to learn, and which practice."""


def accreditation(codes: Sequence[str], dice: np.random.Generator) -> Iterator[Draft]:
    """Yield rounds step by step, then gaps as they were found and closed."""
    for code, cycle, target, days in _COURSES:
        if code in codes:
            yield from _round({"area": code, "cycle": cycle, "target": target}, days, dice)
    for code in _OPEN:
        if code in codes:
            yield from _gaps(code, dice)


def practice(scene: Scene, codes: Sequence[str]) -> Iterator[Draft]:
    """Yield what the institutions that stand best at an indicator tell, and who learnt from it."""
    told: list[str] = []
    for indicator, title, done in _PRACTICES:
        rates = _rates(scene, indicator, codes)
        offered = sorted(set(rates) - {*told, TOO_EVEN})  # too even to be held up to others
        if not offered:
            continue
        best = max(offered, key=lambda code: rates[code])
        told.append(best)
        mean = sum(rates.values()) / len(rates)
        name = scene.indicators[indicator].name.zh
        result = f"2025年末{name}{rates[best]:.1%}，全县机构平均{mean:.1%}。"
        row = {"kind": "practice", "partner": None, "title": title, "done": done, "result": result}
        yield _practice(scene, indicator, (len(told), best), row)
    for number, (code, which) in enumerate(_LEARNERS, len(told) + 1):
        if code in codes and which < len(told) and told[which] != code:
            yield _visit(scene, (number, code), which, told[which])


def _visit(scene: Scene, at: tuple[int, str], which: int, partner: str) -> Draft:
    indicator, title, _done = _PRACTICES[which]
    row = {
        "kind": "peer",
        "partner": partner,
        "title": f"学习{title}",
        "done": "到对方机构跟班两天，带回工作流程和表单，在两个村卫生站试行",
        "result": "2个村卫生站试行一个季度，随访及时率由七成提高到八成半（示例）。",
    }
    return _practice(scene, indicator, at, row)


def _practice(
    scene: Scene, indicator: str, at: tuple[int, str], row: Mapping[str, str | None]
) -> Draft:
    number, code = f"JY2025-{at[0]:02}", at[1]
    item = scene.indicators[indicator].service_item
    values = {"number": number, "year": 2025, "area": code, "item": item, "indicator": indicator}
    content: dict[str, object] = {"values": {**values, **row}}
    files: tuple[Attachment, ...] = ()
    if at[0] == 1:
        files = (Attachment("做法说明（示例）.txt", "示例数据：随访分级流程。\n".encode()),)
        fingerprint = sha256(files[0].content).hexdigest()
        content["files"] = [{"sha256": fingerprint, "name": files[0].name}]
    return Draft("practice", f"practice/{number}", SET, content, files)


def _rates(scene: Scene, indicator: str, codes: Sequence[str]) -> dict[str, float]:
    clinics = scene.roster.on(scene.day).of_kind(CLINIC)
    parents = {clinic.code: clinic.parent_code for clinic in clinics}
    sums: dict[str, list[int]] = {}
    for code, (above, below) in scene.counts(indicator, "2025-12").items():
        if min(above, below) >= 0:
            pair = sums.setdefault(parents.get(code, code), [0, 0])
            pair[0], pair[1] = pair[0] + above, pair[1] + below
    return {code: above / below for code, (above, below) in sums.items() if code in codes and below}


def _round(values: dict[str, object], days: str, dice: np.random.Generator) -> Iterator[Draft]:
    """Yield the states of a round: one for each step."""
    self_on, *later = days.split()
    grades = _grades(str(values["target"]), dice)
    row = {**_EMPTY, **values, **grades, "self_on": self_on, "standard": "2023版（示例）"}
    subject = f"accreditation/{values['area']}/{values['cycle']}"
    yield Draft("accreditation", subject, SET, {"values": row})
    for step, day in zip(_STEPS, later, strict=False):
        if day == "-":
            continue
        result = "failed" if day.endswith("!") else "passed"
        row = {**row, f"{step}_on": day.rstrip("!"), f"{step}_result": result}
        yield Draft("accreditation", subject, SET, {"values": row})


def _grades(target: str, dice: np.random.Generator) -> dict[str, object]:
    failed = int(dice.integers(0, 3)) if target == "recommended" else int(dice.integers(1, 7))
    best = int(dice.integers(24, 34)) if target == "recommended" else int(dice.integers(6, 14))
    good = int(dice.integers(16, 22))
    spare = int(dice.integers(1, 5))
    fair = 60 - failed - best - good - spare
    return {
        "clauses_a": best,
        "clauses_b": good,
        "clauses_c": fair,
        "clauses_d": failed,
        "clauses_na": spare,
        "self_score": round(10_000 * (best + good + fair) / (60 - spare)),
        "core_failed": min(failed, int(dice.integers(0, 2))),
    }


def _gaps(code: str, dice: np.random.Generator) -> Iterator[Draft]:
    """Yield some gaps of the newest round; part of them closed, part of them late."""
    chosen = sorted(dice.choice(len(_GAPS), size=int(dice.integers(2, 6)), replace=False))
    for place in chosen:
        clause, core, problem, owner = _GAPS[int(place)]
        month, chance = ("2025-12", 0.8) if dice.random() < _DUE_SOON else ("2026-03", 0.4)
        due = f"{month}-{int(dice.integers(1, 29)):02}"
        row: dict[str, object] = {
            "area": code,
            "cycle": 2025,
            "clause": clause,
            "core": core,
            "problem": problem,
            "owner": owner,
            "due": due,
            "closed_on": None,
            "note": None,
        }
        subject = f"gaps/{code}/2025/{clause}"
        yield Draft("accreditation", subject, SET, {"values": row})
        if dice.random() < chance:
            closed = row | {"closed_on": f"2025-12-{int(dice.integers(1, 29)):02}"}
            yield Draft("accreditation", subject, SET, {"values": closed})
