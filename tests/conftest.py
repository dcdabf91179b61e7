"""What every test stands on: no screen, no home directory of a real person, and no skip that nobody counted."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt
os.environ.pop("QT_STYLE_OVERRIDE", None)
os.environ.pop("LANGUAGE", None)

# A test that forgets to name its own folder must not find the library of the person who runs it. The folder is made once and handed to
# the workers of xdist through the environment.
if "VERKSTAD_TEST_HOME" not in os.environ:
    _home = tempfile.TemporaryDirectory(prefix="verkstad-tests-", ignore_cleanup_errors=True)
    os.environ["VERKSTAD_TEST_HOME"] = _home.name
for _name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
    os.environ[_name] = str(Path(os.environ["VERKSTAD_TEST_HOME"]) / _name.lower())

# The tests that may be skipped, by the end of their node id, with the reason. Everything else that skips is a failure.
LISTED_SKIPS: dict[str, str] = {
    "test_the_cases_whose_licence_keeps_them_out_get_their_answers_too": "the cases lie beside the repository where they were collected",
    "test_a_bare_debian_is_set_up_and_runs_both_commands_of_the_readme": "a chroot takes root on Linux",
    "test_forty_power_cuts_lose_nothing_that_was_saved": "what is written is watched by a C library on Linux",
    "test_the_same_cuts_find_what_weaker_settings_lose[normal]": "what is written is watched by a C library on Linux",
    "test_the_same_cuts_find_what_weaker_settings_lose[off]": "what is written is watched by a C library on Linux",
    "test_a_thousand_power_cuts_lose_nothing_that_was_saved": "what is written is watched by a C library on Linux",
    "test_the_tests_notice_the_faults_made_in_the_rules[runchart]": "faults are tried in forks of a process",
    "test_the_tests_notice_the_faults_made_in_the_rules[runs]": "faults are tried in forks of a process",
    "test_the_tests_notice_the_faults_made_in_the_rules[teams]": "faults are tried in forks of a process",
    "test_the_tests_notice_the_faults_made_in_the_rules[modules]": "faults are tried in forks of a process",
    "test_the_tests_notice_the_faults_made_in_the_rules[mandates]": "faults are tried in forks of a process",
    "test_the_tests_notice_the_faults_made_in_the_rules[goals]": "faults are tried in forks of a process",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", default=False, help="run the proofs that take minutes too")


def pytest_configure(config: pytest.Config) -> None:
    """The daily run asks the same cases of every property each time, as long as they take; new cases are sought with --slow."""
    settings.register_profile("daily", deadline=None, derandomize=not config.getoption("--slow"))
    settings.load_profile("daily")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the slow proofs out unless asked for: deselected and counted, not skipped."""
    if config.getoption("--slow"):
        return
    slow = [item for item in items if item.get_closest_marker("slow")]  # not by keyword: those are names of folders too
    if slow:
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if item not in slow]


def _listed(nodeid: str) -> bool:
    return any(nodeid.endswith(name) for name in LISTED_SKIPS)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and not _listed(report.nodeid):
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was skipped but is not among LISTED_SKIPS in tests/conftest.py: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.skipped and not _listed(report.nodeid):
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} skips a whole module but is not among LISTED_SKIPS in tests/conftest.py: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures that proofs have measured, whichever worker measured them."""
    figures = [str(value) for report in terminalreporter.getreports("passed") for name, value in report.user_properties if name == "figure"]
    if figures:
        terminalreporter.section("figures")
        for figure in sorted(figures):
            terminalreporter.write_line(figure)
