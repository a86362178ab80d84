"""Rules of the house that no linter knows."""

import ast
import re

import pytest

from tests.conftest import ROOT

MIGRATIONS = ROOT / "lib" / "adapters" / "store" / "migrations"  # tried as a whole, up and down
MODULES = sorted(
    p
    for p in (ROOT / "lib").rglob("*.py")
    if p.name != "__init__.py" and MIGRATIONS not in p.parents
)
PAGES = sorted(p for p in (ROOT / "pages").glob("*.py") if p.name != "__init__.py")
SOURCES = [*MODULES, *sorted((ROOT / "pages").rglob("*.py"))]
SENT_TO_THE_BROWSER = [*SOURCES, *sorted((ROOT / "pages").rglob("*.js"))]
KNOWN_HOSTS = {"localhost", "127.0.0.1"}
MAP_SERVICE = re.compile(r"(\{s\}|t[0-7]|\w*)\.?tianditu\.gov\.cn")


def named(path):
    return str(path.relative_to(ROOT))


def text(path):
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_every_module_of_lib_has_its_test_file(module):
    mirror = (ROOT / "tests" / module.relative_to(ROOT)).parent
    assert (mirror / f"test_{module.stem.strip('_')}.py").exists()


@pytest.mark.parametrize("source", SOURCES, ids=named)
def test_no_file_outgrows_a_sitting(source):
    assert text(source).count("\n") <= (120 if source in PAGES else 300)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_page_enters_through_the_frame(page):
    assert "\nframe.ensure()\n" in text(page)


def test_only_state_touches_the_session_and_the_address():
    touching = {p.name for p in SOURCES if re.search(r"session_state|query_params", text(p))}
    assert touching == {"state.py"}


@pytest.mark.parametrize("source", [*SOURCES, *(ROOT / "geo").glob("*.py")], ids=named)
def test_unknown_never_becomes_nothing(source):
    assert not re.search(r"fillna\(\s*0", text(source))


@pytest.mark.parametrize("source", SENT_TO_THE_BROWSER, ids=named)
def test_no_source_names_an_outside_host(source):
    hosts = re.findall(r"(?:https?:|wss?:)?//((?:[\w{}-]+\.)+[a-z]{2,}|localhost)\b", text(source))
    assert [h for h in hosts if h not in KNOWN_HOSTS and not MAP_SERVICE.fullmatch(h)] == []


@pytest.mark.parametrize("source", SOURCES, ids=named)
def test_data_never_become_markup(source):
    assert not re.search(r"unsafe_allow_(html|javascript)", text(source))


def test_no_cache_takes_a_frame_as_its_key():
    """Streamlit hashes a sample of a large frame: an edited cell may go unnoticed."""
    cached = [
        node
        for source in SOURCES
        for node in ast.walk(ast.parse(text(source)))
        if isinstance(node, ast.FunctionDef)
        and any("cache_" in ast.unparse(d) for d in node.decorator_list)
    ]
    assert cached == [f for f in cached if "Frame" not in ast.unparse(f.args)]


@pytest.mark.parametrize("source", SOURCES, ids=named)
def test_no_cache_expires_between_two_looks(source):
    """An entry with a `ttl` may go while Streamlit reads it: the page fails. See `state.beat`."""
    assert not re.search(r"cache_\w+\([^)]*ttl", text(source))


def test_no_word_hides_from_the_catalogue_inside_another_text():
    """What collects the words does not look inside f-strings: such a word would stay English."""
    hidden = [
        f"{source.name}:{call.lineno} {ast.unparse(call)}"
        for source in SOURCES
        for text_ in ast.walk(ast.parse(text(source)))
        if isinstance(text_, ast.JoinedStr)
        for call in ast.walk(text_)
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) in {"_", "N_"}
        and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


def test_git_keeps_every_folder_of_the_project():
    ignored = {line.strip().strip("/") for line in text(ROOT / ".gitignore").splitlines()}
    assert not ignored & {"lib", "pages", "data", "geo", "tests", "docs", ".ci", ".streamlit"}


def test_the_theme_asks_for_no_font_from_outside():
    assert "//" not in re.sub(r"#.*", "", text(ROOT / ".streamlit" / "config.toml"))
