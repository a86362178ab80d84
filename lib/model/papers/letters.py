"""What a paper says besides figures: number, addressee, who signs, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lib.errors import N_
from lib.model.papers.content import Words
from lib.model.papers.written import day, typed

_SHORT = 200
_OPEN = "＿＿＿＿＿＿＿＿"
"""A place to write by hand."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What an operator types or chooses for a paper; every text is checked.

    Raises
    ------
    InputError
        If a text is too long or holds personal data.

    Examples
    --------
    >>> Letter("博罗县卫生健康局", date(2026, 1, 8), number="博卫健函〔2026〕3号").number
    '博卫健函〔2026〕3号'
    """

    issuer: str
    """发文机关, which also signs."""
    on: date
    """Day under the signature (成文日期)."""
    number: str = ""
    """发文字号; empty leaves a place to write it in."""
    addressee: str = ""
    """主送机关."""
    contact: str = ""
    """Telephone of an office, never of a person's own."""
    deadline: date | None = None
    """By when an answer or a rectification is due."""
    place: str = ""
    """Where a talk or a meeting is."""
    body: str = ""
    """Further paragraphs, one each line."""

    def __post_init__(self) -> None:
        for name, label in (
            ("issuer", N_("Issuing body")),
            ("number", N_("Document number")),
            ("addressee", N_("Addressee")),
            ("contact", N_("Contact")),
            ("place", N_("Where it takes place")),
        ):
            object.__setattr__(self, name, typed(getattr(self, name), label, _SHORT))
        object.__setattr__(self, "body", typed(self.body, N_("Further text")))

    def fields(self) -> dict[str, Words]:
        """Return the lines that every letter has, by their placeholders."""
        return {
            "发文机关": (self.issuer,),
            "发文字号": (self.number or f"〔{self.on.year}〕　　号",),
            "主送机关": (self.addressee or "各有关单位",),
            "落款单位": (self.issuer,),
            "成文日期": (day(self.on),),
            "联系方式": (self.contact or _OPEN,),
            "期限": (day(self.deadline) if self.deadline else "　　年　月　日",),
            "地点": (self.place or _OPEN,),
        }

    def paragraphs(self) -> tuple[Words, ...]:
        """Return the further paragraphs."""
        return tuple((line.strip(),) for line in self.body.splitlines() if line.strip())
