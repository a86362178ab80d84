"""Rules in YAML files that people edit, read strictly.

PyYAML guesses: it reads `012` as 10, `12:30` as 750, `NO` as false, and of a key
that stands twice it keeps the last. Here every plain word is read by the rules in
`_scalar`, decimals stay exact, and whatever could mean two things is refused with
the file, the line and the key.
"""

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import yaml

from lib.adapters.rule_files.texts import read_text, refusal
from lib.errors import N_
from lib.model.documents import Document, place
from lib.model.subsidy import Subsidy, parse_subsidy
from lib.model.targets import Targets, parse_targets

_WORDS: dict[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}
_READERS: tuple[tuple[re.Pattern[str], Callable[[str], object]], ...] = (
    (re.compile(r"-?(0|[1-9][0-9_]*)"), lambda text: int(text.replace("_", ""))),
    (re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+"), Decimal),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), date.fromisoformat),
)
Parsed = TypeVar("Parsed")
_DEEPEST = 40
_AMBIGUOUS = re.compile(
    r"[-+]?(0[0-9_]+(\.[0-9]*)?|0[xob].*|[0-9.]+e[-+]?[0-9]+|[0-9]+(:[0-9]+)+|\.[0-9]+|[0-9]+\.)"
    r"|\+[0-9.]+|[-+]?\.(inf|nan)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}",
    re.IGNORECASE,
)


def load_targets(path: Path, indicators: Collection[str]) -> Targets:
    """Load targets and floors; `indicators` are the codes of the catalogue.

    Raises
    ------
    ParameterError
        Naming the file, the line and the key at fault.
    """
    return parsed(path, lambda content: parse_targets(content, indicators))


def load_subsidy(path: Path) -> Subsidy:
    """Load the subsidy per head through the years.

    Raises
    ------
    ParameterError
        Naming the file, the line and the key at fault.
    """
    return parsed(path, parse_subsidy)


def parsed(path: Path, parse: Callable[[Any], Parsed]) -> Parsed:
    """Read a YAML file and build what it says.

    Raises
    ------
    ParameterError
        Naming the file, the line and the key at fault.
    """
    document = read_document(path)
    with document.located():
        return parse(document.content)


def read_document(path: Path) -> Document:
    """Read a YAML file strictly.

    Whole numbers become int, decimals `Decimal`, days `date`; every other plain
    word stays text. Keys keep their lines.

    Raises
    ------
    ParameterError
        If the file cannot be read, a key stands twice, or a word could mean two
        things; the message names file and line.
    """
    text = read_text(path)
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise refusal(
            N_("{file}, line {line}: the file is not valid YAML: {problem}."),
            path.name,
            1 if mark is None else mark.line + 1,
            problem=getattr(error, "problem", None) or error,
        ) from error
    builder = _Builder(path.name)
    content = None if node is None else builder.build(node, "")
    if not isinstance(content, dict):
        raise refusal(N_("{file}, line {line}: the file must consist of keys."), path.name, 1)
    return Document(path.name, content, builder.lines)


class _Loader(yaml.BaseLoader):
    """YAML as plain text, without aliases, and not deeper than rules ever are."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:  # noqa: ANN401 (PyYAML's own)
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or self.depth > _DEEPEST:
            problem = "aliases are not used" if self.depth <= _DEEPEST else "nested too deeply"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class _Builder:
    """One pass over the nodes of a file, keeping the line of every key."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[str, int] = {}

    def build(self, node: yaml.Node, where: str) -> Any:  # noqa: ANN401 (whatever the file holds)
        _refuse_tag(self.file, node)
        if isinstance(node, yaml.MappingNode):
            return dict(self._members(node, where))
        if isinstance(node, yaml.SequenceNode):
            return [self._member(place(where, i), v, v) for i, v in enumerate(node.value, 1)]
        return _scalar(self.file, node.value, node)

    def _members(self, node: yaml.MappingNode, where: str) -> Iterator[tuple[Any, Any]]:
        for key_node, value_node in node.value:
            key = self.build(key_node, where) if isinstance(key_node, yaml.ScalarNode) else None
            if isinstance(key, bool) or not isinstance(key, str | int | date):
                raise refusal(
                    N_("{file}, line {line}: “{key}” cannot be a key."),
                    self.file,
                    _line(key_node),
                    key=key_node.value,
                )
            here = place(where, key)
            if here in self.lines:
                raise refusal(
                    N_("{file}, line {line}: “{key}” already stands on line {first}."),
                    self.file,
                    _line(key_node),
                    hint=N_("Keep one of the two."),
                    key=here,
                    first=self.lines[here],
                )
            yield key, self._member(here, key_node, value_node)

    def _member(self, where: str, at: yaml.Node, node: yaml.Node) -> Any:  # noqa: ANN401 (as above)
        self.lines[where] = _line(at)
        return self.build(node, where)


def _refuse_tag(file: str, node: yaml.Node) -> None:
    if node.tag not in {f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")}:
        raise refusal(
            N_("{file}, line {line}: the tag “{tag}” is not used in files of rules."),
            file,
            _line(node),
            tag=node.tag,
        )


def _scalar(file: str, text: str, node: yaml.Node) -> object:
    if getattr(node, "style", None) is not None:  # in quotes or in a block: text as written
        return text
    if text in _WORDS:
        return _WORDS[text]
    try:
        for pattern, read in _READERS:
            if pattern.fullmatch(text):
                return read(text)
    except ValueError:
        pass  # 2024-02-30 looks like a day and is refused below
    if _AMBIGUOUS.fullmatch(text):
        raise refusal(
            N_("{file}, line {line}: “{text}” could be read in two ways."),
            file,
            _line(node),
            hint=N_("Put codes in quotes; write numbers as 1500 or 0.75 and days as 2024-01-01."),
            text=text,
        )
    return text


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
