#!/usr/bin/env python3
"""Make the environment, then start the dashboard or run a tool.

`python3 run.py` is all a fresh machine needs; on Windows it is `py run.py`. Only the
standard library is used here, because nothing else is installed yet. What people read
on the terminal is Chinese, as everywhere else in the product.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STATE = VENV / "heng.txt"  # one line per installed lock file, or:
UNFINISHED = "unfinished"  # while pip is at work
WHEELHOUSE = ROOT / "wheelhouse"
COMPLETE = WHEELHOUSE / "complete.txt"  # written last: half a wheelhouse is none
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
RUNTIME, TOOLS = "requirements.txt", "requirements-dev.txt"
RIVALS = "requirements-bench.txt"  # what the bench compares with; nothing else needs it
FILLED = ROOT / "var" / "filled.txt"  # written once the store has its first figures
OLDEST = (3, 11)

START = ["-m", "streamlit", "run", "app.py"]
LINT = [["ruff", "format", "--check", "."], ["ruff", "check", "."], ["mypy"], ["lint-imports"]]
PYTEST = [["pytest", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]]
TOOL_COMMANDS = {
    "test": PYTEST,
    "lint": LINT,
    "check": LINT + PYTEST,
    "fmt": [["ruff", "format", "."], ["ruff", "check", "--fix", "."]],
    "bench": [["python", "-m", "tests.bench"]],
    "geo": [["python", "-m", "geo.build"]],
}
USAGE = """用法：
  run.py [Streamlit 参数]      启动（首次运行自动安装并生成示例数据）
  run.py test [pytest 参数]    运行测试
  run.py check | lint | fmt    静态检查与测试 | 只做静态检查 | 整理格式
  run.py demo | geo | bench    生成示例数据 | 生成示意边界 | 性能对比
  run.py wheelhouse [--platform win_amd64]
                               下载安装包到 wheelhouse/,供无网络的电脑安装"""


class LauncherError(Exception):
    """Something the user can put right; shown as one sentence."""


def main(arguments: list[str]) -> int:
    """Do what the first argument asks; anything unknown goes to Streamlit if it is an option."""
    verb, rest = split(arguments)
    if verb == "start":
        install(RUNTIME)
        fill_store()
        return start(rest)
    if verb == "demo":
        install(RUNTIME)
        return call(["python", "-m", "lib", "demo", *rest])
    if verb == "wheelhouse":
        install(RUNTIME)
        return download(rest)
    if verb in TOOL_COMMANDS:
        for lock in needs(verb):
            install(lock)
        return call_each(TOOL_COMMANDS[verb], rest)
    print(USAGE)
    return 0 if verb == "help" else 2


def split(arguments: list[str]) -> tuple[str, list[str]]:
    """Tell the verb from its arguments; options alone belong to `start`.

    >>> split([]), split(["--server.port", "80"]), split(["test", "-k", "fen"])
    (('start', []), ('start', ['--server.port', '80']), ('test', ['-k', 'fen']))
    """
    if arguments and arguments[0] in {"-h", "--help"}:
        return "help", []
    if not arguments or arguments[0].startswith("-"):
        return "start", arguments
    return arguments[0], arguments[1:]


def needs(verb: str) -> tuple[str, ...]:
    """List the lock files that a tool needs, in the order they are installed.

    >>> needs("test"), needs("bench")[-1]
    (('requirements.txt', 'requirements-dev.txt'), 'requirements-bench.txt')
    """
    return (RUNTIME, TOOLS, RIVALS) if verb == "bench" else (RUNTIME, TOOLS)


def install(lock: str) -> None:
    """Install a lock file unless exactly it is installed already.

    An environment left unfinished by a crash, or made for another lock or another
    Python, is thrown away: half a package looks installed to pip.
    """
    mark = fingerprint((ROOT / lock).read_bytes(), sys.version)
    if f"{lock} {mark}" in installed():
        return
    if must_rebuild(lock):
        print("正在创建运行环境 …", flush=True)
        make_environment()
    print(f"正在安装 {lock} …", flush=True)
    kept = [line for line in installed() if not line.startswith((f"{lock} ", UNFINISHED))]
    write_state([UNFINISHED])
    pip("install", "--quiet", "--require-hashes", *offline(), "-r", lock)
    write_state([*kept, f"{lock} {mark}"])


def fingerprint(lock: bytes, version: str) -> str:
    """Identify what an environment was made from.

    >>> fingerprint(b"streamlit==1.67.0", "3.11.7") == fingerprint(b"streamlit==1.67.0", "3.13.1")
    False
    """
    return hashlib.sha256(lock + version.encode()).hexdigest()


def must_rebuild(lock: str) -> bool:
    """Tell whether the environment cannot be added to, only made again."""
    lines = installed()
    outdated = lock == RUNTIME and bool(lines)  # its mark differs, or we would not be here
    return not PYTHON.exists() or UNFINISHED in lines or outdated


def installed() -> list[str]:
    """Read what the environment says about itself."""
    return STATE.read_text(encoding="utf-8").splitlines() if STATE.exists() else []


def write_state(lines: list[str]) -> None:
    """Say what the environment holds; nothing but `unfinished` while pip is at work."""
    STATE.write_text("\n".join(lines), encoding="utf-8")


def make_environment() -> None:
    """Create an empty environment, marked unfinished until pip is done."""
    if VENV.exists():
        shutil.rmtree(VENV)
    VENV.mkdir()
    write_state([UNFINISHED])
    venv.create(VENV, with_pip=has_ensurepip(), symlinks=os.name != "nt")


def has_ensurepip() -> bool:
    """Debian leaves ensurepip out of python3 and ships it in python3-venv."""
    try:
        import ensurepip
    except ImportError:
        return False
    return bool(ensurepip.version())


def pip(*arguments: str) -> None:
    """Run pip inside the environment, wherever pip itself comes from."""
    command = [*pip_command(), *arguments]
    if subprocess.call(command, cwd=ROOT, stdin=subprocess.DEVNULL):
        raise LauncherError(
            "安装失败。请检查网络后重试；没有网络时，请先在能上网的电脑上执行 "
            "run.py wheelhouse,把 wheelhouse/ 文件夹拷到本目录。"
        )


def pip_command() -> list[str]:
    """Find a pip: the environment's own, one in the wheelhouse, or the system's."""
    if list(VENV.glob("*/pip")) or list(VENV.glob("*/pip.exe")):
        return [str(PYTHON), "-m", "pip"]
    wheels = sorted(WHEELHOUSE.glob("pip-*.whl"))
    if wheels:
        return [str(PYTHON), str(wheels[-1] / "pip")]
    system = shutil.which("pip3")
    if system:
        return [system, "--python", str(PYTHON)]
    raise LauncherError(
        "这台电脑的 Python 没有 pip。请执行 sudo apt install python3-venv,"
        "或把 pip-*.whl 放进 wheelhouse/ 文件夹。"
    )


def offline() -> list[str]:
    """Install from the wheelhouse alone when there is a whole one."""
    return ["--no-index", "--find-links", str(WHEELHOUSE)] if COMPLETE.exists() else []


def fill_store() -> None:
    """Store the demonstration figures on the first run, unless there are figures already."""
    if FILLED.exists():
        return
    print("正在准备数据库 …", flush=True)
    if call(["python", "-m", "lib", "demo", "--if-empty"]):
        raise LauncherError("数据库没有准备好，原因见上。")
    FILLED.parent.mkdir(exist_ok=True)
    FILLED.touch()


def start(arguments: list[str]) -> int:
    """Start the dashboard; it opens the browser unless told --server.headless true."""
    command = [str(PYTHON), *START, *arguments]
    if os.name != "nt":
        os.chdir(ROOT)
        os.execv(command[0], command)  # so that a signal to us reaches the server
    return subprocess.call(command, cwd=ROOT)


def call_each(commands: list[list[str]], arguments: list[str]) -> int:
    """Run commands in turn and stop at the first that fails; the last gets the arguments."""
    for command in commands[:-1]:
        if status := call(command):
            return status
    return call([*commands[-1], *arguments])


def call(command: list[str]) -> int:
    """Run one command of the environment from the project's folder."""
    print("$", *command, flush=True)
    return subprocess.call([str(PYTHON.with_name(command[0])), *command[1:]], cwd=ROOT)


def download(arguments: list[str]) -> int:
    """Fill the wheelhouse for this platform or, with --platform, for another as well."""
    COMPLETE.unlink(missing_ok=True)
    fetch = ["download", "--quiet", "--no-deps", "-d", str(WHEELHOUSE), *arguments]
    pip(*fetch, "pip", "setuptools", "wheel")  # the last two: one package comes as source
    pip(*fetch, "--require-hashes", "-r", RUNTIME)
    COMPLETE.touch()
    print(f"已下载到 {WHEELHOUSE}，请连同整个文件夹一起拷贝。")
    return 0


def checked_main(arguments: list[str]) -> int:
    """Run `main`; say in one sentence what the user can put right."""
    if sys.version_info < OLDEST:
        print(f"需要 Python 3.11 或以上，当前是 {sys.version.split()[0]}。", file=sys.stderr)
        return 2
    try:
        return main(arguments)
    except LauncherError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks Chinese must not stop us
    sys.exit(checked_main(sys.argv[1:]))
