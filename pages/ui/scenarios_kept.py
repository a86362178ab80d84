"""Saved scenarios: the list, what each changes, and taking one out or bringing one in."""

from __future__ import annotations

import streamlit as st

from lib.errors import InputError, ModelError
from lib.model import scenario_codes, scenario_files
from lib.model.baselines import Difference
from lib.model.scenario_files import LONGEST_NAME, ScenarioFile
from lib.model.weight_moves import Part
from pages.ui import (
    formats,
    frame,
    load,
    scenario_address,
    scenario_keep,
    scenario_words,
    scenarios_choice,
    state,
    tables,
    widgets,
)
from pages.ui.deeds import attempt_once, key_of
from pages.ui.headlines import headline
from pages.ui.load import proposals
from pages.ui.load.proposals import Saved
from pages.ui.text import N_, _, name, plain

_SEAL = 12
_ROW_HEIGHT = 32
_SHOWN = 8  # differences told one by one
_COPY, _UPLOAD = "copy scenario", "upload scenario"
_PARTS = {
    "money": N_("money rule {code}: {before} → {after}"),
    "other": N_("targets or scoring rules changed; their seal: {before} → {after}"),
}


def show() -> None:
    """Show what is saved; beside it, save the proposal or bring in a file."""
    found = proposals.saved()
    _say(found)
    seen, deeds = st.columns([66, 34], gap="medium")
    with seen:
        if found:
            lines = rows(found)
            st.dataframe(lines, hide_index=True, row_height=_ROW_HEIGHT)
            tables.download(lines, _("Saved scenarios"))
            _one(found)
        else:
            widgets.nothing(
                _("No scenario has been saved yet."),
                _("Move weights on the page Weights, then save the proposal here or there."),
            )
    with deeds:
        _save_draft()
        _bring_in()


def rows(found: tuple[Saved, ...]) -> list[dict[str, object]]:
    """Return the saved scenarios as a table."""
    schemes = load.schemes()
    return [
        {
            _("Name"): one.file.name,
            _("Version"): one.version,
            _("What differs"): changes(one.file),
            _("Description"): one.file.description,
            _("Scheme"): name(schemes[one.file.scheme])
            if one.file.scheme in schemes
            else one.file.scheme,
            _("Rules of"): one.file.day.isoformat(),
            _("Saved by"): one.file.author,
            _("When"): formats.moment(one.file.at),
            _("Seal"): one.file.seal[:_SEAL],
        }
        for one in found
    ]


def changes(file: ScenarioFile) -> str:
    """Say in one sentence what a scenario changes in the rules on the screen."""
    if file.scheme != state.filters().scheme:
        count = sum(bool(text) for text in scenario_codes.encode(file.scenario).values())
        return _("{count} changes to another scheme").format(count=count)
    if not scenarios_choice.fits(file.scenario):
        return _("does not fit the rules on the screen")
    try:
        proposed = proposals.outcome(file.scenario)
    except ModelError:
        return _("cannot be computed with these figures")
    said = scenario_words.sentence(load.outcome(), proposed, file.scenario)
    return said or _("nothing: as in force")


def told(difference: Difference) -> str:
    """Say in what the rules of today are not those a scenario was made under."""
    values = [_short(difference.before), _short(difference.after)]
    if difference.part in _PARTS:
        template = _(_PARTS[difference.part])
        return template.format(code=difference.code, before=values[0], after=values[1])
    named = scenario_words.names(load.rules(), Part(difference.part))
    template = _("{code}: {before} → {after} points")
    code = named.get(difference.code, difference.code)
    return template.format(code=code, before=values[0], after=values[1])


def read_file(content: bytes) -> ScenarioFile:
    """Read an uploaded scenario strictly.

    Raises
    ------
    InputError
        If it is no text.
    ParameterError
        Saying where in the file something is wrong.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise InputError(
            N_("The file is no text in UTF-8, so it is no scenario."),
            hint=N_("Take a file that was downloaded from the page Scenarios (方案比选)."),
        ) from None
    return scenario_files.read(text)


def _say(found: tuple[Saved, ...]) -> None:
    draft = scenario_address.read().scenario
    if draft.is_null:
        words = _("{count} saved scenarios; the what-if page shows the rules in force.")
        st.markdown(f"#### {words.format(count=len(found))}")
        return
    said = scenario_words.sentence(load.outcome(), proposals.outcome(draft), draft)
    words = _("{count} saved scenarios; not saved yet: {changes}.")
    st.markdown(f"#### {plain(words.format(count=len(found), changes=said))}")


def _one(found: tuple[Saved, ...]) -> None:
    """Choose one scenario: load it, copy it, take it away as a file, see its versions."""
    numbers = {one.id: one for one in found}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.selectbox(
            _("Scenario"), numbers, format_func=lambda n: numbers[n].file.name, key="scenario which"
        )
        file = numbers[number].file
        if st.button(_("Open on the scales"), icon=":material/tune:"):
            period = f"{file.day:%Y-%m}"
            scenarios_choice.open_in_whatif(file.scenario, file.scheme, period)
        st.download_button(
            _("Download the file"),
            data=scenario_files.write(file).encode(),
            file_name=f"{file.name}.json",
            on_click="ignore",
            icon=":material/download:",
        )
        _copy(file)
    _check(file)
    every = proposals.versions(file.name)
    if len(every) > 1:
        with st.expander(_("{count} versions").format(count=len(every))):
            st.dataframe(rows(every), hide_index=True, row_height=_ROW_HEIGHT)


def _copy(file: ScenarioFile) -> None:
    with st.popover(_("Copy"), icon=":material/content_copy:"):
        called = st.text_input(
            _("Name of the copy"), key=f"copy {key_of(_COPY)}", max_chars=LONGEST_NAME
        )
        if st.button(_("Copy"), key="copy now"):
            attempt_once(
                _COPY,
                lambda key: _keep_as(scenario_files.renamed(file, called, file.description), key),
                _("Saved: {name}.").format(name=called),
            )


def _check(file: ScenarioFile) -> None:
    """Say whether the rules are still those the scenario was made under, and what differs."""
    try:
        found = proposals.differences(file)
        is_sealed = found or proposals.is_as_sealed(file)
    except ModelError as error:
        frame.show(error)
        return
    if found:
        words = _("“{name}” was made under another version of the rules; {count} things differ:")
        lines = [f"- {plain(told(one))}" for one in found[:_SHOWN]]
        if len(found) > _SHOWN:
            lines.append(_("- and {count} more").format(count=len(found) - _SHOWN))
        st.warning(
            "\n".join([plain(words.format(name=file.name, count=len(found))), "", *lines]),
            icon=":material/rule:",
        )
    elif is_sealed:
        words = _("Same rules as when it was saved; its seal {seal} fits.")
        st.caption(words.format(seal=file.seal[:_SEAL]))
    else:
        st.error(_("The seal does not fit: the file was changed after it was made."))


def _save_draft() -> None:
    draft = scenario_address.read().scenario
    with st.container(border=True):
        headline(_("Save the proposal"), _("as it is on the what-if page"))
        if draft.is_null:
            st.caption(_("Nothing is proposed at present."))
            frame.link("whatif", _("To the scales"))
        else:
            scenario_keep.form(draft)


def _bring_in() -> None:
    with st.container(border=True):
        headline(_("Bring in a file"))
        uploaded = st.file_uploader(
            _("Scenario file"),
            type="json",
            key=f"upload {key_of(_UPLOAD)}",
            label_visibility="collapsed",
        )
        if uploaded is None:
            return
        try:
            file = read_file(uploaded.getvalue())
        except ModelError as error:
            frame.show(error)
            return
        st.markdown(f"**{plain(file.name)}**　{plain(changes(file))}")
        _check(file)
        if st.button(_("Save"), key="keep upload", icon=":material/save:"):
            words = _("Saved: {name}.").format(name=file.name)
            attempt_once(_UPLOAD, lambda key: _brought(file, key), words)


def _brought(file: ScenarioFile, key: str) -> None:
    proposals.rules_of(file)
    _keep_as(file, key)


def _keep_as(file: ScenarioFile, key: str) -> None:
    proposals.keep_file(file, key, state.author())


def _short(value: object) -> str:
    """Write a value of the rules; seals are cut to what people compare."""
    if value is None:
        return formats.MISSING
    text = formats.exact(value) if hasattr(value, "numerator") else str(value)  # type: ignore[arg-type]
    return text[:_SEAL] if len(text) > 2 * _SEAL else text
