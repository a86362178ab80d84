"""LibreOffice as a second opinion: workbooks computed anew by a real spreadsheet."""

import re
import shutil
import subprocess
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

SOFFICE = shutil.which("soffice")
_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""
_RESULT = re.compile(rb"(</f>)<v>[^<]*</v>")


def spoiled(content):
    """Return a workbook in which the stored result of every formula is wrong."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/"):
                part = _RESULT.sub(rb"\1<v>-1</v>", part)
            new.writestr(name, part)
    return made.getvalue()


def recalculated(contents, folder):
    """Let LibreOffice compute workbooks anew, all in one start of the program."""
    profile, asked, answered = (folder / name for name in ("profile", "asked", "answered"))
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    asked.mkdir()
    for number, content in enumerate(contents):
        (asked / f"{number}.xlsx").write_bytes(spoiled(content))
    command = [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(answered)]
    command += [str(asked / f"{number}.xlsx") for number in range(len(contents))]
    subprocess.run(command, check=True, capture_output=True, timeout=300)  # noqa: S603
    return [
        openpyxl.load_workbook(answered / f"{number}.xlsx", data_only=True)
        for number in range(len(contents))
    ]


def shown(content):
    """Open a workbook as it was written, with the results that were stored."""
    return openpyxl.load_workbook(BytesIO(content), data_only=True)


def amounts(workbook, sheet="Allocation", names="B"):
    """Read a table: for each name, every yuan column in whole fen."""
    table = workbook[sheet]
    heads = [cell.value for cell in table[5]]
    name = "ABCD".index(names)
    found = {}
    for row in table.iter_rows(min_row=6, values_only=True):
        if row[0] not in (None, ""):
            found[row[name]] = dict(zip(heads, row, strict=True))
    return found


def fen(yuan):
    """Turn a cell of yuan into fen; the cell must hold whole fen."""
    whole = round(yuan * 100)
    assert abs(yuan * 100 - whole) < 1e-4
    return whole
