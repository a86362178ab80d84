"""Rules in YAML: read exactly, and refused where in doubt."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.adapters.rule_files.catalogue import load_indicators
from lib.adapters.rule_files.yaml_documents import load_subsidy, load_targets, read_document
from lib.errors import ParameterError
from lib.model.parameters import parse_parameters
from tests.conftest import ROOT

DATA = ROOT / "data"
SCHEMES = sorted((DATA / "schemes").glob("standard-*.yaml"))


def read(folder, text):
    path = folder / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    return read_document(path)


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("rules")


def indicators():
    return load_indicators(DATA / "indicators.csv")


def parameters(path):
    document = read_document(path)
    with document.located():
        return parse_parameters(document.content["scheme"], document.content["parameters"])


@given(st.integers())
def test_whole_numbers_read_back(folder, number):
    assert read(folder, f"n: {number}\nm: {number:_}").content == {"n": number, "m": number}


@given(st.decimals(-(10**9), 10**9, places=4))
def test_decimals_are_read_exactly(folder, number):
    assert read(folder, f"n: {number:f}").content["n"] == Decimal(number)


@given(st.text(max_size=20))
def test_text_in_quotes_stays_text(folder, text):
    quoted = '"' + "".join(f"\\U{ord(letter):08X}" for letter in text) + '"'
    assert read(folder, f"t: {quoted}").content == {"t": text}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2024-02-29", date(2024, 2, 29)), ("null", None), ("~", None), ("", None), ("true", True),
        ("no", "no"), ("on", "on"), ("NO", "NO"), ("fen", "fen"), ('"01"', "01"), ("0", 0),
        ("03-31", "03-31"), ("1/3", "1/3"), ("[1, 0.5]", [1, Decimal("0.5")]), ('"1e9"', "1e9"),
    ],
)  # fmt: skip
def test_plain_words_mean_what_they_look_like(folder, written, value):
    assert read(folder, f"key: {written}").content == {"key": value}


@pytest.mark.parametrize(
    "written",
    ["01", "012", "0.5e3", "1e9", "12:30", "0x1F", "0o17", ".5", "5.", "+5", ".inf", "-.NaN",
     "2024-02-30", "2024-1-1", "00.5"],
)  # fmt: skip
@pytest.mark.parametrize("place", ["key: {}", "{}: value", "[{}]"])
def test_a_word_that_could_mean_two_things_is_refused_with_its_line(folder, written, place):
    with pytest.raises(
        ParameterError, match=r"^rules\.yaml, line 3: “.*” could be read in two ways"
    ) as e:
        read(folder, "first: 1\nnext:\n  " + place.format(written))
    assert written in str(e.value)
    assert "quotes" in e.value.hint


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb:\n  c: 1\n  c: 2", "line 4: “b > c” already stands on line 3"),
        ('a: 1\n"a": 2', "line 2: “a” already stands on line 1"),
        ("- 1\n- 2", "must consist of keys"),
        ("", "must consist of keys"),
        ("a: 1\nb: [1", "line 2: the file is not valid YAML"),
        ("a: 1\n\tb: 2", "line 2: the file is not valid YAML"),
        ("a: &x 1\nb: *x", "line 2: .*aliases are not used"),
        ("a: &x [*x]", "line 1: .*aliases are not used"),
        ("a: " + "[" * 2000 + "]" * 2000, "line 1: .*nested too deeply"),
        ("a: 1\nb: !!python/name:os.system x", "line 2: the tag “.*os.system” is not used"),
        ("a: 1\n? [b]\n: 2", "line 2: .* cannot be a key"),
        ("a: 1\ntrue: 2", "line 2: “true” cannot be a key"),
        ("a: 1\n---\nb: 2", "not valid YAML"),
        ("a: \x01", "not valid YAML"),
    ],
)
def test_a_malformed_file_is_refused_with_its_line(folder, text, message):
    with pytest.raises(ParameterError, match=f"rules.yaml, .*{message}"):
        read(folder, text)


def test_a_file_that_is_absent_or_not_utf_8_is_refused(tmp_path):
    with pytest.raises(ParameterError, match=r"absent\.yaml cannot be read"):
        read_document(tmp_path / "absent.yaml")
    (tmp_path / "gbk.yaml").write_bytes("名: 值".encode("gb18030"))
    with pytest.raises(ParameterError, match=r"gbk\.yaml is not written in UTF-8"):
        read_document(tmp_path / "gbk.yaml")


def test_every_key_knows_its_line(folder):
    text = "a:\n  2024-01-01: {x: 1,\n    y: 2}\nlist:\n  - one\n  - k: two"
    assert read(folder, text).lines == {
        "a": 1, "a > 2024-01-01": 2, "a > 2024-01-01 > x": 2, "a > 2024-01-01 > y": 3,
        "list": 4, "list > 1": 5, "list > 2": 6, "list > 2 > k": 6,
    }  # fmt: skip


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    ("change", "key"),
    [
        (("    unit: point\n", "    unit: stone\n"), "unit"),
        (("          confidence:", "          confidense:"), "confidense"),
        (("    description:\n", "    descripton:\n"), "descripton"),
        (("          authority: programme", "          authority: mayor"), "authority"),
    ],
)
def test_a_slip_in_a_scheme_is_refused_with_file_line_and_key(tmp_path, path, change, key):
    text = path.read_text(encoding="utf-8")
    broken = tmp_path / path.name
    broken.write_text(text.replace(*change, 1), encoding="utf-8")
    line = 1 + next(
        number for number, written in enumerate(broken.read_text("utf-8").splitlines())
        if written not in text.splitlines()
    )  # fmt: skip
    with pytest.raises(ParameterError, match=key) as caught:
        parameters(broken)
    assert (caught.value.values["file"], caught.value.values["line"]) == (path.name, line)


def test_a_slip_in_the_targets_is_refused_with_its_line(tmp_path):
    text = (DATA / "targets.yaml").read_text(encoding="utf-8")
    path = tmp_path / "targets.yaml"
    path.write_text(text.replace("\n  VAC02:", "\n  VAC92:"), encoding="utf-8")
    line = 1 + path.read_text("utf-8").splitlines().index(
        "  VAC92:  # 适龄儿童国家免疫规划疫苗接种率"
    )
    with pytest.raises(ParameterError, match=f"^targets.yaml, line {line}: “targets > VAC92”"):
        load_targets(path, indicators())


def test_a_slip_in_the_subsidy_is_refused_with_its_line(tmp_path):
    text = (DATA / "subsidy.yaml").read_text(encoding="utf-8")
    path = tmp_path / "subsidy.yaml"
    path.write_text(text.replace("yuan_per_head: 99,", "yuan_per_head: 89,"), encoding="utf-8")
    line = len(text.splitlines())
    with pytest.raises(ParameterError, match=f"^subsidy.yaml, line {line}: .*90 yuan .* 89 yuan"):
        load_subsidy(path)
