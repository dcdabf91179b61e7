"""The timeline under the hand: dragging, pulling the edge, clipboard, writing the next block, the library."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.planning import DAY, Planner, close, make_planner, planner
from verkstad.app import agenda, workshops
from verkstad.app.catalogue import catalogue
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.workshop import Day
from verkstad.ui.screens.planner.menus import block_menu
from verkstad.ui.screens.planner.timeline import METHOD_MIME

__all__ = ["planner"]

CTRL, SHIFT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
BELOW = QPoint(0, 24)


def order(*titles: str) -> list[str]:
    return list(titles)


# ------------------------------------------------------------------------------------------------ dragging


def test_dragging_a_card_moves_it_in_one_change_and_retimes_the_day(planner: Planner) -> None:
    start, onto = planner.rect("Incheckning").center(), planner.rect("Vad hindrar oss?").center() + BELOW
    assert planner.steps(lambda: planner.drag(start, start + QPoint(4, 30), onto)) == 1
    assert planner.titles()[:3] == ["Nuläget i tre siffror", "Vad hindrar oss?", "Incheckning"]
    assert planner.table().slot(planner.id("Incheckning")).start == 9 * 60 + 70  # type: ignore[union-attr]
    assert planner.view.selected() == [planner.id("Incheckning")]
    assert planner.bench.undo_step is not None
    assert planner.bench.undo_step.subject == "Incheckning"


def test_while_a_card_is_dragged_the_line_tells_where_and_when_and_nothing_is_written(planner: Planner) -> None:
    start, onto = planner.rect("Incheckning").center(), planner.rect("Fika").center() + QPoint(0, 12)
    assert planner.steps(lambda: planner.drag(start, start + QPoint(0, 30), onto, drop=False)) == 0
    place, line, minute = planner.view.hand.target
    assert place.after == planner.id("Fika")
    assert line.y > planner.rect("Fika").bottom() - 4
    assert minute == 10 * 60 + 30  # as it would be when the block is out of where it was
    assert planner.steps(lambda: planner.key(Qt.Key.Key_Escape)) == 0
    assert planner.view.hand.target is None
    QTest.mouseRelease(planner.view.viewport(), LEFT, NONE, onto)
    assert planner.titles() == [t for t, _m, _k in DAY]


def test_several_chosen_blocks_are_dragged_together(planner: Planner) -> None:
    planner.choose("Incheckning", "Nuläget i tre siffror")
    start, onto = planner.rect("Incheckning").center(), planner.rect("Klustra och rösta").center() + BELOW
    assert planner.steps(lambda: planner.drag(start, start + QPoint(0, 30), onto)) == 1
    assert planner.titles()[2:5] == ["Klustra och rösta", "Incheckning", "Nuläget i tre siffror"]
    assert len(planner.view.selected()) == 2


def test_a_card_let_go_of_where_it_was_writes_nothing(planner: Planner) -> None:
    start = planner.rect("Fika").center()
    assert planner.steps(lambda: planner.drag(start, start + QPoint(0, 30), start)) == 0


def test_cards_are_dragged_between_days(qapp: QApplication) -> None:
    p = make_planner(size=(1120, 1400))
    second = p.bench.do(workshops.add_day, p.workshop)
    p.settle()
    add = next(a for a in p.view.plan.adds if a.place.day == second)
    start = p.rect("Incheckning").center()
    p.drag(start, start + QPoint(0, 40), QPoint(add.box.x + 60, add.box.y + 10 - p.view.verticalOffset()))
    assert p.titles(second) == ["Incheckning"]
    close(p)


def test_cards_are_dragged_between_tracks_and_out_to_all_of_them(qapp: QApplication) -> None:
    p = make_planner(size=(1300, 1100))
    a, b = p.bench.do(workshops.add_track, p.day, "Spår A"), p.bench.do(workshops.add_track, p.day, "Spår B")
    p.bench.do(agenda.put_on_track, [p.id("Nuläget i tre siffror"), p.id("Vad hindrar oss?")], a)
    p.settle()
    right = p.view.plan.track_heads[b]
    start = p.rect("Vad hindrar oss?").center()
    beside = QPoint(right.x + 60, p.rect("Nuläget i tre siffror").center().y())
    p.drag(start, start + QPoint(30, 0), beside)
    assert p.block("Vad hindrar oss?").track == b
    assert p.rect("Vad hindrar oss?").top() == p.rect("Nuläget i tre siffror").top()
    start = p.rect("Vad hindrar oss?").center()
    p.drag(start, start + QPoint(0, 30), p.rect("Fika").center() + QPoint(0, 12))
    assert p.block("Vad hindrar oss?").track is None
    assert p.titles().index("Vad hindrar oss?") == p.titles().index("Fika") + 1
    close(p)


def test_a_card_over_all_tracks_goes_on_the_track_whose_half_it_is_held_over_and_back(qapp: QApplication) -> None:
    p = make_planner(size=(1300, 1100))
    a, b = p.bench.do(workshops.add_track, p.day, "Spår A"), p.bench.do(workshops.add_track, p.day, "Spår B")
    p.settle()
    for track in (b, a):
        column = p.view.plan.track_heads[track]
        start, onto = p.rect("Fika").center(), p.rect("Vad hindrar oss?").center() + BELOW
        p.drag(start, start + QPoint(0, -20), QPoint(column.x + 100, onto.y()), drop=False)
        assert p.view.hand.target is not None
        place, line, _start = p.view.hand.target
        assert (place.track, line.x, line.width) == (track, column.x, column.width)
        shown = p.view.grab().toImage()
        p.key(Qt.Key.Key_Escape)
        assert shown.pixelColor(column.x + 20, column.y + 1) != p.view.grab().toImage().pixelColor(column.x + 20, column.y + 1)
        assert (
            p.steps(lambda start=start, column=column, onto=onto: p.drag(start, start + QPoint(0, -20), QPoint(column.x + 100, onto.y())))
            == 1
        )
        assert p.block("Fika").track == track
        start = p.rect("Fika").center()
        p.drag(start, start + QPoint(0, 20), QPoint(30, p.rect("Klustra och rösta").top() + 4))  # over the times
        assert p.block("Fika").track is None
        p.bench.do(agenda.put_on_track, [p.id("Fika")], track)
        p.settle()
        start = p.rect("Fika").center()
        p.drag(start, start + QPoint(0, 20), p.rect("Klustra och rösta").center() + BELOW)  # over both
        assert p.block("Fika").track is None
        p.bench.do(agenda.move_block, p.id("Fika"), after=p.id("Vad hindrar oss?"), day=p.day, track=None)
        p.settle()
    close(p)


def test_a_card_over_all_tracks_that_is_carried_straight_down_changes_its_place_only(qapp: QApplication) -> None:
    p = make_planner(size=(1300, 1100))
    p.bench.do(workshops.add_track, p.day, "Spår A"), p.bench.do(workshops.add_track, p.day, "Spår B")
    p.settle()
    start = p.rect("Incheckning").topLeft() + QPoint(120, 20)
    p.drag(start, start + QPoint(6, 30), QPoint(start.x() + 12, p.rect("Fika").center().y() + 12))
    assert p.titles()[3] == "Incheckning"
    assert p.block("Incheckning").track is None
    close(p)


def test_a_method_without_hits_is_said_and_the_words_become_a_block(planner: Planner) -> None:
    planner.choose("Fika")
    QTest.mouseClick(planner.part.shelf, LEFT)
    panel = planner.part.side.library
    assert panel is not None
    assert panel.nothing.isHidden()
    QTest.keyClicks(panel.search, "Qvartsblad 25 min")
    planner.settle()
    assert panel.nothing.isVisible()
    assert not panel.shelf.isVisible()
    assert planner.steps(lambda: planner.key(Qt.Key.Key_Return, widget=panel.search)) == 1
    assert (planner.blocks()[4].title, planner.blocks()[4].minutes, planner.blocks()[4].method) == ("Qvartsblad", 25, "")
    assert panel.shelf.isVisible()
    QTest.keyClicks(panel.search, "Qvartsblad igen")
    planner.settle()
    QTest.mouseClick(panel.add_typed, LEFT)
    assert planner.blocks()[5].title == "Qvartsblad igen"


def test_a_card_held_at_the_rim_scrolls_the_day(qapp: QApplication) -> None:
    p = make_planner(size=(1120, 520), day=tuple((f"Moment {n}", 30, "group") for n in range(30)))
    start = p.rect("Moment 0").center()
    p.drag(start, start + QPoint(0, 40), QPoint(300, p.view.viewport().height() - 4), drop=False)
    bar = p.view.verticalScrollBar()
    for _tick in range(5):
        p.view.hand.scroll_at_rim()
    assert bar.value() > 20
    target = p.view.hand.target[0]
    p.key(Qt.Key.Key_Escape)
    assert target.after is not None
    close(p)


# ------------------------------------------------------------------------------------------------ the lower edge


def test_the_lower_edge_changes_the_length_in_steps_of_five_with_one_change(planner: Planner) -> None:
    rect = planner.rect("Vad hindrar oss?")
    edge = QPoint(rect.center().x(), rect.bottom() - 2)

    def pull() -> None:
        planner.drag(edge, edge + QPoint(0, 14), edge + QPoint(0, 37), drop=False)
        slot = planner.part.blocks.days[0].slot(planner.id("Vad hindrar oss?"))
        assert slot is not None
        assert slot.end - slot.start == 60  # shown at once
        assert planner.block("Vad hindrar oss?").minutes == 45  # not written yet
        QTest.mouseRelease(planner.view.viewport(), LEFT, NONE, edge + QPoint(0, 37))

    assert planner.steps(pull) == 1
    assert planner.block("Vad hindrar oss?").minutes == 60
    assert planner.table().slot(planner.id("Fika")).start == 10 * 60 + 45  # type: ignore[union-attr]


@pytest.mark.parametrize(("before", "pixels", "after"), [(30, -30, 20), (10, 36, 25), (90, -24, 80), (8, 12, 10), (8, -12, 5), (45, 4, 45)])
def test_a_pull_of_the_edge_counts_the_same_minutes_however_tall_the_card_is(
    planner: Planner, before: int, pixels: int, after: int
) -> None:
    planner.bench.do(agenda.resize_block, planner.id("Vad hindrar oss?"), before)
    planner.settle()
    rect = planner.rect("Vad hindrar oss?")
    edge = QPoint(rect.center().x(), rect.bottom() - 2)
    planner.drag(edge, edge + QPoint(0, pixels // 2), edge + QPoint(0, pixels))
    assert planner.block("Vad hindrar oss?").minutes == after


def test_escape_while_the_edge_is_pulled_takes_it_back(planner: Planner) -> None:
    rect = planner.rect("Vad hindrar oss?")
    edge = QPoint(rect.center().x(), rect.bottom() - 2)

    def pull() -> None:
        planner.drag(edge, edge + QPoint(0, 40), drop=False)
        planner.key(Qt.Key.Key_Escape)
        QTest.mouseRelease(planner.view.viewport(), LEFT, NONE, edge + QPoint(0, 40))

    assert planner.steps(pull) == 0
    assert planner.rect("Vad hindrar oss?") == rect


def test_a_colleague_s_change_during_a_pull_ends_the_preview_without_a_write(planner: Planner) -> None:
    rect = planner.rect("Vad hindrar oss?")
    edge = QPoint(rect.center().x(), rect.bottom() - 2)
    planner.drag(edge, edge + QPoint(0, 40), drop=False)
    planner.bench.do(agenda.rename_block, planner.id("Fika"), "Paus")
    planner.settle()
    QTest.mouseRelease(planner.view.viewport(), LEFT, NONE, edge + QPoint(0, 40))
    planner.settle()
    assert planner.titles()[3] == "Paus"
    assert planner.part.blocks.previewing is False


# ------------------------------------------------------------------------------------------------ clipboard


def test_copied_blocks_are_pasted_below_the_chosen_one_and_are_rows_for_a_spreadsheet(planner: Planner) -> None:
    planner.choose("Incheckning", "Fika")
    planner.key(Qt.Key.Key_C, CTRL)
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert rows == [["09.00", "Incheckning", "20", "Start och avslut", "", ""], ["10.30", "Fika", "20", "Paus", "", ""]]
    planner.choose("Lunch")
    planner.key(Qt.Key.Key_V, CTRL)
    assert planner.titles()[6:8] == ["Incheckning", "Fika"]
    assert len(planner.view.selected()) == 2


def test_cut_blocks_move_and_keep_who_they_are(planner: Planner) -> None:
    fika = planner.id("Fika")
    planner.choose("Fika")
    planner.key(Qt.Key.Key_X, CTRL)
    assert planner.view.cut == {fika}
    assert planner.titles().count("Fika") == 1
    planner.choose("Tre vägar framåt")
    planner.key(Qt.Key.Key_V, CTRL)
    assert planner.titles()[-1] == "Fika"
    assert planner.id("Fika") == fika
    planner.choose("Incheckning")
    planner.key(Qt.Key.Key_V, CTRL)
    assert planner.titles().count("Fika") == 2


def test_blocks_are_pasted_into_another_workshop(planner: Planner) -> None:
    planner.choose("Incheckning", "Nuläget i tre siffror")
    planner.key(Qt.Key.Key_C, CTRL)
    other = planner.bench.do(workshops.new_workshop, "Nästa gång")
    planner.part.show_workshop(other)
    planner.part.refresh(None, None)
    planner.part.paste()
    day = planner.bench.library.children(Day, other)[0].id
    assert planner.titles(day) == ["Incheckning", "Nuläget i tre siffror"]


def test_lines_of_a_text_become_blocks_after_a_preview(planner: Planner) -> None:
    QGuiApplication.clipboard().setText("Incheckning igen 20 min\nFika 15\nGrupparbete, 1 h 30")
    planner.choose("Lunch")
    assert planner.steps(lambda: planner.key(Qt.Key.Key_V, CTRL)) == 1
    assert planner.desk.dialogs.shown[0].windowTitle() == "Klistra in 3 moment?"  # type: ignore[attr-defined]
    assert [(b.title, b.minutes) for b in planner.blocks()[6:9]] == [("Incheckning igen", 20), ("Fika", 15), ("Grupparbete", 90)]
    planner.bench.undo()
    assert len(planner.titles()) == 7


def test_rows_of_a_spreadsheet_become_blocks(planner: Planner) -> None:
    QGuiApplication.clipboard().setText("Tid\tMoment\tMinuter\tAnsvarig\n13.00\tUppstart\t15\tKarin\n13.15\tGalleri\t45\tErik\n")
    planner.choose("Tre vägar framåt")
    planner.key(Qt.Key.Key_V, CTRL)
    assert [(b.title, b.minutes, b.lead) for b in planner.blocks()[-2:]] == [("Uppstart", 15, "Karin"), ("Galleri", 45, "Erik")]


def test_a_line_that_says_when_it_begins_lands_there_wherever_one_stands(planner: Planner) -> None:
    """And what follows it without a time follows it."""
    lunch = next(s for s in planner.part.blocks.days[0].slots if s.block.title == "Lunch")
    QGuiApplication.clipboard().setText(f"{lunch.end // 60}.{lunch.end % 60:02} Promenad 15 min\nÅterblick 10")
    planner.choose("Fika")
    planner.key(Qt.Key.Key_V, CTRL)
    titles = planner.titles()
    assert titles[titles.index("Lunch") :][:3] == ["Lunch", "Promenad", "Återblick"]
    assert next(b for b in planner.blocks() if b.title == "Promenad").fixed_start is None  # it would begin then anyhow
    planner.bench.undo()
    assert "Promenad" not in planner.titles()


def test_an_empty_day_begins_when_the_pasted_plan_does(qapp: QApplication) -> None:
    p = make_planner(day=())
    QGuiApplication.clipboard().setText("13.15 Incheckning 20 min\n13.35 Galleri 45 min")
    p.part.paste()
    p.settle()
    assert [s.start for s in p.part.blocks.days[0].slots] == [13 * 60 + 15, 13 * 60 + 35]
    assert not any(b.fixed_start for b in p.blocks())
    p.bench.undo()
    assert not p.blocks()
    assert p.bench.library.all(Day)[0].start != 13 * 60 + 15
    close(p)


def test_a_plan_is_pasted_into_an_empty_program(qapp: QApplication) -> None:
    p = make_planner(day=())
    QGuiApplication.clipboard().setText("9.00 Incheckning 20 min\n9.20 Nuläget\n10.00 Fika 20 min\n10.30 Galleri 45 min")
    assert p.part.first is not None
    QTest.mouseClick(p.part.first.paste, LEFT)
    p.settle()
    assert [(b.title, b.minutes, b.fixed_start) for b in p.blocks()] == [
        ("Incheckning", 20, None), ("Nuläget", 40, None), ("Fika", 20, None), ("Galleri", 45, 630),
    ]  # fmt: skip
    close(p)


def test_a_clipboard_with_nothing_in_it_is_said_in_a_sentence(planner: Planner) -> None:
    QGuiApplication.clipboard().setText("   ")
    assert planner.steps(planner.part.paste) == 0
    assert planner.said[0][0].startswith("Det finns inget")


# ------------------------------------------------------------------------------------------------ writing the next block


@pytest.mark.parametrize("key", ["insert", "ctrl-enter"])
def test_a_key_opens_a_line_below_the_chosen_block_and_enter_adds(planner: Planner, key: str) -> None:
    planner.choose("Fika")
    planner.key(Qt.Key.Key_Insert) if key == "insert" else planner.key(Qt.Key.Key_Return, CTRL)
    quick = planner.part.quick
    assert quick.isVisible()
    assert quick.hasFocus()
    assert quick.y() >= planner.rect("Fika").bottom()
    QTest.keyClicks(quick, "Galleri 25 min")
    assert quick.promise().replace("\u00a0", " ") == "Grupparbete · 25 min"
    planner.key(Qt.Key.Key_Return, widget=quick)
    assert planner.titles()[4] == "Galleri"
    assert planner.block("Galleri").minutes == 25
    QTest.keyClicks(quick, "Lunch")
    planner.key(Qt.Key.Key_Return, widget=quick)
    assert (planner.blocks()[5].title, planner.blocks()[5].type, planner.blocks()[5].minutes) == ("Lunch", "break", 60)
    planner.key(Qt.Key.Key_Escape, widget=quick)
    assert not quick.isVisible()
    assert planner.window.focusWidget() is planner.view


def test_a_time_that_stands_first_in_the_line_fixes_the_start(planner: Planner) -> None:
    planner.choose("Tre vägar framåt")
    planner.key(Qt.Key.Key_Insert)
    planner.part.quick.setText("15.00 Utcheckning (Karin Ek)")
    planner.key(Qt.Key.Key_Return, widget=planner.part.quick)
    block = planner.block("Utcheckning")
    assert (block.fixed_start, block.type, block.lead) == (900, "opening", "Karin Ek")


def test_the_line_at_the_end_of_the_day_is_opened_by_a_click(planner: Planner) -> None:
    bar = planner.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    box = planner.view.plan.adds[-1].box
    QTest.mouseClick(planner.view.viewport(), LEFT, NONE, QPoint(box.x + 90, box.y + 12 - planner.view.verticalOffset()))
    planner.settle()
    assert planner.part.quick.hasFocus()
    QTest.keyClicks(planner.part.quick, "Utcheckning")
    planner.key(Qt.Key.Key_Return, widget=planner.part.quick)
    assert planner.titles()[-1] == "Utcheckning"


def test_typing_completes_on_methods_and_enter_inserts_the_chosen_one(planner: Planner) -> None:
    planner.choose("Fika")
    planner.key(Qt.Key.Key_Insert)
    QTest.keyClicks(planner.part.quick, "skiva")
    popup = planner.part.quick._completer.popup()
    assert popup.isVisible()
    assert popup.model().index(0, 0).data() == "Skiva elefanten"
    planner.key(Qt.Key.Key_Down, widget=popup)
    planner.key(Qt.Key.Key_Return, widget=popup)
    made = planner.blocks()[4]
    method = catalogue().method(made.method)
    assert method is not None
    assert (made.title, made.minutes, made.type) == ("Skiva elefanten", method.minutes, method.kind)


@pytest.mark.parametrize(("typed", "pick"), [("Skiva elefanten 1h", True), ("Skiva elefanten 1h", False), ("Skiva 60 min", True)])
def test_a_length_that_is_written_wins_over_that_of_the_method(planner: Planner, typed: str, pick: bool) -> None:
    planner.choose("Fika")
    planner.key(Qt.Key.Key_Insert)
    QTest.keyClicks(planner.part.quick, typed)
    popup = planner.part.quick._completer.popup()
    if pick:
        planner.key(Qt.Key.Key_Down, widget=popup)
        planner.key(Qt.Key.Key_Return, widget=popup)
    else:
        popup.hide()
        planner.key(Qt.Key.Key_Return, widget=planner.part.quick)
    made = planner.blocks()[4]
    assert (made.title, made.minutes, bool(made.method)) == ("Skiva elefanten", 60, True)
    assert made.fixed_start is None


def test_several_lines_pasted_into_the_line_become_blocks(planner: Planner) -> None:
    planner.choose("Fika")
    planner.key(Qt.Key.Key_Insert)
    QGuiApplication.clipboard().setText("Ett 10\nTvå 20")
    planner.key(Qt.Key.Key_V, CTRL, widget=planner.part.quick)
    assert planner.titles()[4:6] == ["Ett", "Två"]


# ------------------------------------------------------------------------------------------------ the library


def test_the_library_slides_out_finds_by_typing_and_enter_inserts_below(planner: Planner) -> None:
    planner.choose("Fika")
    QTest.mouseClick(planner.part.shelf, LEFT)
    planner.settle()
    panel = planner.part.side.library
    assert panel is not None
    assert panel.isVisible()
    QTest.keyClicks(panel.search, "premortem")
    planner.key(Qt.Key.Key_Return, widget=panel.search)
    assert planner.blocks()[4].method == "premortem"
    assert planner.view.selected() == [planner.blocks()[4].id]
    QTest.mouseClick(planner.part.shelf, LEFT)
    assert planner.part.side.current() is planner.part.side.inspector


def test_a_method_dropped_on_the_day_goes_where_it_was_let_go(planner: Planner) -> None:
    mime = QMimeData()
    mime.setData(METHOD_MIME, b"premortem")
    assert planner.view.drop_at(mime, planner.rect("Nuläget i tre siffror").center() + BELOW)
    planner.settle()
    assert planner.blocks()[2].method == "premortem"


def test_text_dropped_on_the_day_is_read_like_text_that_is_pasted(planner: Planner) -> None:
    mime = QMimeData()
    mime.setText("Ett 10\nTvå 20")
    assert planner.view.drop_at(mime, planner.rect("Nuläget i tre siffror").center() + BELOW)
    planner.settle()
    assert planner.titles()[2:4] == ["Ett", "Två"]


# ------------------------------------------------------------------------------------------------ menus


def test_every_way_of_the_context_menu_does_what_it_says(planner: Planner) -> None:
    planner.choose("Vad hindrar oss?")

    def ways() -> dict[str, object]:
        found = {}
        for act in block_menu(planner.part).actions():
            if act.menu():
                found.update({f"{act.text()}>{inner.text()}": inner for inner in act.menu().actions()})
            elif act.text():
                found[act.text().split("\t")[0]] = act
        return found

    ways()["Lås starten till 09.45"].trigger()  # type: ignore[attr-defined]
    assert planner.block("Vad hindrar oss?").fixed_start == 585
    ways()["Släpp starten"].trigger()  # type: ignore[attr-defined]
    assert planner.block("Vad hindrar oss?").fixed_start is None
    ways()["Slag>Helgrupp"].trigger()  # type: ignore[attr-defined]
    assert planner.block("Vad hindrar oss?").type == "plenary"
    ways()["Duplicera"].trigger()  # type: ignore[attr-defined]
    assert planner.titles().count("Vad hindrar oss?") == 2
    ways()["Ta bort"].trigger()  # type: ignore[attr-defined]
    assert planner.titles().count("Vad hindrar oss?") == 1
    assert planner.bench.library.count(AgendaBlock, parent=planner.day) == 7
