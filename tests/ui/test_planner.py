"""The timeline with a real bench: what a person sees, and what her keys write."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.ui.planning import DAY, Planner, close, make_planner, planner
from verkstad import wording
from verkstad.app import agenda, workshops
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.errors import Refused
from verkstad.domain.workshop import Day, Track, Workshop
from verkstad.ui import theme as look

__all__ = ["planner"]

ALT, CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier,
)  # fmt: skip


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").strip()


def starts(p: Planner) -> dict[str, str]:
    return {s.block.title: p.desk.language.clock(s.start) for s in p.part.blocks.days[0].slots}


# ------------------------------------------------------------------------------------------------ what is seen


def test_the_head_tells_the_span_and_the_work_and_the_badge_what_is_left(planner: Planner) -> None:
    planner.bench.do(workshops.aim_to_end, planner.day, 14 * 60 + 30)
    assert plain(planner.part.span.text()) == "09.00–14.00, varav 3 tim 40 min arbete"
    assert plain(planner.part.badge.text()) == "30 min kvar"
    planner.bench.do(agenda.resize_block, planner.id("Klustra och rösta"), 82)
    assert plain(planner.part.badge.text()) == "12 min över tiden"
    assert planner.part.badge.kind == "over"
    planner.bench.do(agenda.resize_block, planner.id("Klustra och rösta"), 70)
    assert plain(planner.part.badge.text()) == "Slutar i tid"


def test_the_badge_warns_of_a_lunch_that_is_run_over_before_it_tells_what_is_left_and_goes_there(planner: Planner) -> None:
    planner.bench.do(workshops.aim_to_end, planner.day, 14 * 60)
    planner.bench.do(agenda.fix_start, planner.id("Lunch"), 11 * 60 + 30)
    assert plain(planner.part.badge.text()) == "Slutar i tid"
    planner.bench.do(agenda.resize_block, planner.id("Klustra och rösta"), 62)
    assert planner.table().left == 0
    assert plain(planner.part.badge.text()) == "22 min över lunchen"
    assert planner.part.badge.kind == "over"
    planner.choose("Incheckning")
    QTest.mouseClick(planner.part.badge, Qt.MouseButton.LeftButton)
    planner.settle()
    assert planner.view.selected() == [planner.id("Lunch")]
    assert planner.part.frame.popover is None


def test_track_heads_stay_in_sight_and_their_form_opens_below_them_inside_the_window(qapp: QApplication) -> None:
    p = make_planner(size=(1120, 620), day=tuple((f"Moment {n}", 30, "group") for n in range(20)))
    a, _b = p.bench.do(workshops.add_track, p.day, "Spår A"), p.bench.do(workshops.add_track, p.day, "Spår B")
    p.settle()
    p.view.verticalScrollBar().setValue(400)
    p.settle()
    head = p.view.track_head_rect(a)
    assert head.top() == 0
    QTest.mouseClick(p.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, head.center())
    for how in ("click", "menu"):
        if how == "menu":
            p.part.frame.open_track(a)
        popover = p.part.frame.popover
        assert popover is not None
        assert p.window.geometry().contains(popover.geometry())
        assert popover.y() >= p.view.viewport().mapToGlobal(head.topLeft()).y()
        popover.close()
    p.view.choose([p.blocks()[0].id])
    assert not p.view.card_rect(p.blocks()[0].id).intersects(p.view.track_head_rect(a))
    close(p)


def test_a_block_is_spoken_with_times_title_kind_and_length(planner: Planner) -> None:
    model = planner.part.blocks
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == "09.00 till 09.20, Incheckning, Start och avslut, 20 minuter"
    planner.bench.do(agenda.give_block_to, planner.id("Vad hindrar oss?"), "Sara")
    planner.bench.do(agenda.run_in_sets, planner.id("Vad hindrar oss?"), 4)
    planner.bench.do(agenda.need_decider, planner.id("Vad hindrar oss?"), True)
    assert model.spoken(model.slot(2)) == (
        "09.45 till 10.30, Vad hindrar oss?, Enskilt och par, 45 minuter, Sara, vid 4 bord, kräver beslutsfattare"
    )


def test_the_accessibility_tree_holds_every_block_by_its_spoken_text(planner: Planner) -> None:
    tree = QAccessible.queryAccessibleInterface(planner.view)
    names = [tree.child(i).text(QAccessible.Text.Name) for i in range(tree.childCount())]
    assert tree.text(QAccessible.Text.Name) == "Program"
    assert [n for n in names if "Fika" in n] == ["10.30 till 10.50, Fika, Paus, 20 minuter"]


def test_a_fixed_start_tells_of_the_gap_or_the_overrun_in_words(planner: Planner) -> None:
    lunch = planner.id("Lunch")
    planner.bench.do(agenda.fix_start, lunch, 12 * 60)
    model = planner.part.blocks
    slot = model.slot(model.index_of(lunch).row())
    assert (slot.gap, starts(planner)["Lunch"]) == (30, "12.00")
    assert "30 min luft" in plain(model.spoken(slot))
    assert planner.view.plan.cards[lunch].note is not None
    planner.bench.do(agenda.resize_block, planner.id("Klustra och rösta"), 82)
    slot = model.slot(model.index_of(lunch).row())
    assert "12 min över lunchen" in plain(model.spoken(slot))
    assert starts(planner)["Tre vägar framåt"] == "13.00"


def test_rows_are_44_for_a_break_and_72_to_112_by_minutes_and_long_ones_show_their_purpose(planner: Planner) -> None:
    cards = planner.view.plan.cards
    heights = {s.block.title: cards[s.block.id].box.height + 6 for s in planner.part.blocks.days[0].slots}
    assert heights["Fika"] == heights["Lunch"] == 44
    assert heights["Incheckning"] == 72
    assert heights["Tre vägar framåt"] == 107
    planner.bench.do(agenda.resize_block, planner.id("Tre vägar framåt"), 240)
    assert planner.view.plan.cards[planner.id("Tre vägar framåt")].box.height + 6 == 112
    before = planner.view.viewport().grab(planner.rect("Tre vägar framåt")).toImage()
    planner.bench.do(agenda.describe_block, planner.id("Tre vägar framåt"), "Gruppen enas om tre hinder.")
    planner.settle()
    assert planner.view.viewport().grab(planner.rect("Tre vägar framåt")).toImage() != before


def test_parallel_tracks_stand_side_by_side_with_equal_times_at_equal_heights_and_joins_across(planner: Planner) -> None:
    do = planner.bench.do
    a, b = do(workshops.add_track, planner.day, "Spår A", room="Sal 1"), do(workshops.add_track, planner.day, "Spår B")
    do(agenda.put_on_track, [planner.id("Nuläget i tre siffror")], a)
    do(agenda.put_on_track, [planner.id("Vad hindrar oss?")], b)
    cards = {planner.bench.library.need(AgendaBlock, i).title: c for i, c in planner.view.plan.cards.items()}
    left, right, join = cards["Nuläget i tre siffror"].box, cards["Vad hindrar oss?"].box, cards["Fika"].box
    assert left.y == right.y
    assert left.right <= right.x
    assert join.x == left.x
    assert join.right == right.right
    assert join.y >= max(left.bottom, right.bottom)
    assert starts(planner)["Fika"] == "10.05"
    assert "Spår A" in planner.part.blocks.spoken(cards["Nuläget i tre siffror"].slot)


def test_nothing_is_asked_again_when_a_change_lies_elsewhere(planner: Planner) -> None:
    program = planner.part.program
    planner.bench.do(workshops.new_workshop, "En annan")  # touches workshops: asked again
    assert planner.part.program is not program
    from verkstad.app import people

    program = planner.part.program
    planner.bench.do(people.add_unit, "Bygglov")
    assert planner.part.program is program


# ------------------------------------------------------------------------------------------------ keys


def test_alt_down_moves_a_block_in_one_change_and_undo_brings_it_back(planner: Planner) -> None:
    planner.choose("Incheckning")
    assert planner.steps(lambda: planner.key(Qt.Key.Key_Down, ALT)) == 1
    assert planner.titles()[:2] == ["Nuläget i tre siffror", "Incheckning"]
    assert planner.view.selected() == [planner.id("Incheckning")]
    planner.bench.undo()
    assert planner.titles() == [t for t, _m, _k in DAY]
    assert planner.view.selected() == [planner.id("Incheckning")]


def test_a_held_alt_key_shows_every_step_and_writes_one_change_at_release(planner: Planner) -> None:
    planner.choose("Incheckning")

    def hold() -> None:
        for repeat in (False, True, True):
            press(planner.view, Qt.Key.Key_Down, ALT, repeat=repeat)
            planner.settle()
        assert planner.part.blocks.ids().index(planner.id("Incheckning")) == 3
        assert planner.titles()[0] == "Incheckning"
        release(planner.view, Qt.Key.Key_Down, ALT)

    assert planner.steps(hold) == 1
    assert planner.titles()[3] == "Incheckning"


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier, *, repeat: bool = False) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, "", repeat))


def release(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyRelease, key, modifiers))


def test_escape_takes_back_what_a_held_key_has_come_to(planner: Planner) -> None:
    planner.choose("Incheckning")

    def hold() -> None:
        press(planner.view, Qt.Key.Key_Right, ALT)
        assert starts(planner)["Nuläget i tre siffror"] == "09.25"
        planner.key(Qt.Key.Key_Escape)
        release(planner.view, Qt.Key.Key_Right, ALT)

    assert planner.steps(hold) == 0
    assert starts(planner)["Nuläget i tre siffror"] == "09.20"


def test_alt_right_and_left_change_the_length_by_five_minutes(planner: Planner) -> None:
    planner.choose("Incheckning")
    planner.key(Qt.Key.Key_Right, ALT)
    assert planner.block("Incheckning").minutes == 25
    assert starts(planner)["Nuläget i tre siffror"] == "09.25"
    planner.bench.do(agenda.resize_block, planner.id("Incheckning"), 22)
    planner.key(Qt.Key.Key_Left, ALT)
    assert planner.block("Incheckning").minutes == 20
    for _turn in range(6):
        planner.key(Qt.Key.Key_Left, ALT)
    assert planner.block("Incheckning").minutes == 5


def test_delete_asks_nothing_offers_undo_and_the_selection_comes_back_with_it(planner: Planner) -> None:
    planner.choose("Vad hindrar oss?", "Fika")
    ids = planner.view.selected()
    planner.key(Qt.Key.Key_Delete)
    assert len(planner.titles()) == 5
    assert planner.said == [("2 moment togs bort", True)]
    assert planner.view.selected() == [planner.id("Klustra och rösta")]
    heard: list[object] = []
    stop = planner.bench.listen(lambda changes, _by: heard.append(changes))
    planner.bench.undo()
    stop()
    planner.part.reveal(heard[0])  # type: ignore[arg-type]
    assert planner.view.selected() == ids
    planner.bench.redo()
    assert len(planner.titles()) == 5


def test_ctrl_d_duplicates_and_chooses_the_copy(planner: Planner) -> None:
    planner.choose("Fika")
    planner.key(Qt.Key.Key_D, CTRL)
    assert planner.titles().count("Fika") == 2
    assert planner.view.selected() != [planner.blocks()[3].id]
    assert planner.view.selected() == [planner.blocks()[4].id]


def test_shift_and_ctrl_choose_several(planner: Planner) -> None:
    planner.choose("Nuläget i tre siffror")
    planner.key(Qt.Key.Key_Down)
    planner.key(Qt.Key.Key_Down, SHIFT)
    planner.key(Qt.Key.Key_Down, SHIFT)
    assert [planner.bench.library.need(AgendaBlock, i).title for i in planner.view.selected()] == [
        "Vad hindrar oss?",
        "Fika",
        "Klustra och rösta",
    ]
    QTest.mouseClick(planner.view.viewport(), Qt.MouseButton.LeftButton, CTRL, planner.rect("Fika").center())
    assert planner.id("Fika") not in planner.view.selected()
    planner.key(Qt.Key.Key_A, CTRL)
    assert len(planner.view.selected()) == 7


@pytest.mark.parametrize(("typed", "minutes"), [("1h30", 90), ("90", 90), ("1,5 tim", 90), ("1:30", 90), ("35 min", 35)])
def test_a_length_typed_in_place_is_understood(planner: Planner, typed: str, minutes: int) -> None:
    planner.choose("Incheckning")
    planner.key({"1": Qt.Key.Key_1, "9": Qt.Key.Key_9, "3": Qt.Key.Key_3}[typed[0]])
    editor = planner.editor()
    assert editor.text() == typed[0]
    QTest.keyClicks(editor, typed[1:])
    planner.key(Qt.Key.Key_Return, widget=editor)
    assert planner.block("Incheckning").minutes == minutes


def test_what_is_no_length_is_said_and_nothing_is_written(planner: Planner) -> None:
    planner.choose("Incheckning")
    planner.view.edit_block(planner.id("Incheckning"), "minutes")
    editor = planner.editor()
    editor.setText("lagom")
    assert planner.steps(lambda: planner.key(Qt.Key.Key_Return, widget=editor)) == 0
    assert "lagom" in planner.said[0][0]


@pytest.mark.parametrize("how", ["enter", "f2", "double-click"])
def test_the_title_is_edited_in_place(planner: Planner, how: str) -> None:
    planner.choose("Incheckning")
    if how == "double-click":
        at = planner.rect("Incheckning").topLeft() + QPoint(40, 18)
        QTest.mouseDClick(planner.view.viewport(), Qt.MouseButton.LeftButton, NONE, at)
    else:
        planner.key(Qt.Key.Key_Return if how == "enter" else Qt.Key.Key_F2)
    editor = planner.editor()
    assert isinstance(editor, QLineEdit)
    assert editor.selectedText() == "Incheckning"
    QTest.keyClicks(editor, "Hej alla")
    planner.key(Qt.Key.Key_Return, widget=editor)
    assert planner.titles()[0] == "Hej alla"
    assert planner.view.hasFocus()


def test_escape_in_the_title_reverts_and_tab_goes_on_to_the_length(planner: Planner) -> None:
    planner.choose("Incheckning")
    planner.key(Qt.Key.Key_Return)
    QTest.keyClicks(planner.editor(), "Fel")
    assert planner.steps(lambda: planner.key(Qt.Key.Key_Escape, widget=planner.editor())) == 0
    planner.key(Qt.Key.Key_Return)
    QTest.keyClick(planner.editor(), Qt.Key.Key_Tab)
    planner.settle()
    assert planner.editor().property("part") == "minutes"


def test_a_refresh_never_writes_under_the_cursor(planner: Planner) -> None:
    planner.choose("Nuläget i tre siffror")
    planner.key(Qt.Key.Key_Return)
    QTest.keyClicks(planner.editor(), "Halvskrivet")
    planner.bench.do(agenda.resize_block, planner.id("Nuläget i tre siffror"), 50)
    planner.bench.do(agenda.move_block, planner.id("Fika"), after=None)
    planner.settle()
    editor = planner.editor()
    assert editor.text() == "Halvskrivet"
    assert planner.rect("Nuläget i tre siffror").contains(editor.geometry().center())
    planner.key(Qt.Key.Key_Return, widget=editor)
    assert planner.titles()[2] == "Halvskrivet"


def test_selection_and_scroll_survive_undo_redo_and_refresh(qapp: QApplication) -> None:
    p = make_planner(size=(1120, 500), day=tuple((f"Moment {n}", 30, "group") for n in range(30)))
    p.choose("Moment 20")
    bar = p.view.verticalScrollBar()
    bar.setValue(bar.value() + 60)
    at = bar.value()
    p.bench.do(agenda.rename_block, p.id("Moment 3"), "Annat")
    p.bench.undo()
    p.bench.redo()
    p.part.refresh(None, None)
    assert bar.value() == at
    assert p.view.selected() == [p.id("Moment 20")]
    close(p)


# ------------------------------------------------------------------------------------------------ days and tracks


def test_days_are_tabs_and_sections_and_can_be_moved_named_and_removed(planner: Planner) -> None:
    part = planner.part
    assert not part.days.isVisible()
    part.frame.add_day()
    assert part.days.count() == 2
    assert part.days.tabText(1) == "Dag 2 · 13 maj"
    second = planner.bench.library.children(Day, planner.workshop)[1].id
    popover = part.frame.open_day(second)
    assert popover is not None
    title, date, start, until = popover.fields
    title.line.setText("Uppföljning")  # type: ignore[attr-defined]
    title._touched()
    date.line.setText("20/5 2027")  # type: ignore[attr-defined]
    date._touched()
    start.line.setText("830")  # type: ignore[attr-defined]
    start._touched()
    until.line.setText("12")  # type: ignore[attr-defined]
    until._touched()
    QTest.keyClick(until.line, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    planner.settle()
    row = planner.bench.library.need(Day, second)
    assert (row.title, row.date, row.start, row.target_end) == ("Uppföljning", "2027-05-20", 510, 720)
    part.frame.remove_day(second)
    assert part.days.count() == 1
    assert planner.said[-1] == ("Uppföljning togs bort", True)


def test_the_target_end_is_set_by_clicking_the_badge(planner: Planner) -> None:
    assert plain(planner.part.badge.text()) == "Sätt sluttid"
    QTest.mouseClick(planner.part.badge, Qt.MouseButton.LeftButton)
    popover = planner.part.frame.popover
    assert popover is not None
    QTest.keyClicks(popover.fields[2].line, "15.30")  # type: ignore[attr-defined]
    QTest.keyClick(popover.fields[2].line, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    planner.settle()
    assert planner.bench.library.need(Day, planner.day).target_end == 15 * 60 + 30
    assert plain(planner.part.badge.text()) == "1 tim 30 min kvar"


def test_fixed_starts_are_moved_along_with_the_day_when_one_says_so(planner: Planner) -> None:
    lunch = planner.id("Lunch")
    planner.bench.do(agenda.fix_start, lunch, 12 * 60)
    planner.bench.do(agenda.fix_start, planner.id("Fika"), 10 * 60 + 30)
    popover = planner.part.frame.open_day(planner.day)
    assert popover is not None and not popover.ways[0].isVisible()
    start = popover.fields[1]
    start.line.setText("1330")  # type: ignore[attr-defined]
    start._touched()
    QTest.keyClick(start.line, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    planner.settle()
    assert popover.ways[0].isVisible() and plain(popover.ways[0].text()) == "Flytta med de fasta tiderna"
    assert planner.bench.library.need(agenda.AgendaBlock, lunch).fixed_start == 12 * 60  # nothing by itself
    assert popover.ways[0].hasFocus()  # Enter again moves them; Esc leaves them
    QTest.keyClick(popover.ways[0], Qt.Key.Key_Return)
    planner.settle()
    starts = [b.fixed_start for b in planner.blocks() if b.fixed_start is not None]
    assert starts == [15 * 60, 16 * 60 + 30]
    planner.bench.undo()
    assert planner.bench.library.need(agenda.AgendaBlock, lunch).fixed_start == 12 * 60


def test_a_fixed_start_is_never_moved_out_of_the_day(planner: Planner) -> None:
    planner.bench.do(agenda.fix_start, planner.id("Fika"), 30)
    with pytest.raises(Refused, match="not_a_time"):
        planner.bench.do(agenda.move_fixed_starts, planner.day, -60)
    assert planner.bench.library.need(agenda.AgendaBlock, planner.id("Fika")).fixed_start == 30


def test_tracks_are_added_named_given_rooms_and_removed(planner: Planner) -> None:
    popover = planner.part.frame.add_track(planner.day)
    tracks = planner.bench.library.children(Track, planner.day)
    assert [t.title for t in tracks] == ["Spår A", "Spår B"]
    assert popover is not None
    QTest.keyClicks(popover.fields[1].line, "Sal 4")  # type: ignore[attr-defined]
    popover.close()
    planner.settle()
    assert planner.bench.library.need(Track, tracks[0].id).room == "Sal 4"
    planner.bench.do(agenda.put_on_track, [planner.id("Fika")], tracks[0].id)
    planner.part.frame.remove_track(tracks[0].id)
    assert planner.block("Fika").track is None
    assert planner.said[-1][1]


def test_alt_shift_right_puts_a_block_on_the_next_track(planner: Planner) -> None:
    a = planner.bench.do(workshops.add_track, planner.day, "Spår A")
    b = planner.bench.do(workshops.add_track, planner.day, "Spår B")
    planner.choose("Vad hindrar oss?")
    planner.key(Qt.Key.Key_Right, ALT | SHIFT)
    assert planner.block("Vad hindrar oss?").track == a
    planner.key(Qt.Key.Key_Right, ALT | SHIFT)
    assert planner.block("Vad hindrar oss?").track == b
    planner.key(Qt.Key.Key_Left, ALT | SHIFT)
    planner.key(Qt.Key.Key_Left, ALT | SHIFT)
    assert planner.block("Vad hindrar oss?").track is None
    assert planner.titles() == [t for t, _m, _k in DAY]


def test_alt_down_at_the_end_of_a_day_goes_into_the_next(planner: Planner) -> None:
    second = planner.bench.do(workshops.add_day, planner.workshop)
    planner.choose("Tre vägar framåt")
    planner.key(Qt.Key.Key_Down, ALT)
    assert planner.titles(second) == ["Tre vägar framåt"]
    planner.key(Qt.Key.Key_Up, ALT)
    assert planner.titles(second) == []
    assert planner.titles()[-1] == "Tre vägar framåt"


# ------------------------------------------------------------------------------------------------ the summary


@pytest.mark.parametrize("width", [900, 420, 260, 92])
def test_every_kind_that_is_used_stands_in_the_legend_however_narrow(planner: Planner, width: int) -> None:
    foot = planner.part._shares
    foot.show_shares({"opening": 60, "plenary": 40, "group": 120, "solo": 30, "break": 20})
    foot.setFixedWidth(width)
    planner.settle()
    laid = foot.laid()
    assert {kind for kind, _x, _line, _told in laid} == {"opening", "plenary", "group", "solo", "break"}
    metrics = QFontMetrics(look.font(look.CAPTION, tabular=True))
    for kind, x, line, told in laid:
        assert x + (20 + metrics.horizontalAdvance(told) if told else 14) <= width and line <= 1
        if width >= 420:
            assert wording.block_kind(kind, planner.desk.language) in told


def test_the_foot_shows_shares_material_and_a_long_stretch_without_a_break(planner: Planner) -> None:
    do = planner.bench.do
    do(workshops.expect_people, planner.workshop, 12)
    do(agenda.list_material, planner.id("Klustra och rösta"), "3 prickar per person\nTuschpennor (24)")
    do(agenda.list_material, planner.id("Vad hindrar oss?"), "Tuschpennor (12)")
    assert planner.part.material.text().strip() == "2 saker att ta med"
    things = {m.name: m.count for m in planner.part.side.materials(planner.part.blocks.days)}
    assert things == {"Tuschpennor": 24, "Prickar": 36}
    assert not planner.part.breaks.isVisible()
    do(agenda.resize_block, planner.id("Tre vägar framåt"), 130)
    assert planner.part.breaks.isVisible()
    assert plain(planner.part.breaks.text()) == "2 tim 10 min utan paus"
    assert "Grupparbete" in planner.part._shares.accessibleDescription()
    planner.part.side.show_material()
    planner.settle()
    assert planner.part.side.material is not None
    assert planner.part.side.material.isVisible()


def test_an_empty_program_says_one_sentence_offers_one_button_and_templates(qapp: QApplication) -> None:
    p = make_planner(day=())
    first = p.part.first
    assert first is not None
    assert first.isVisible()
    assert first.button.text().strip() == "Skriv det första momentet"
    assert len(first.templates) == 6
    first.templates[0].click()
    p.settle()
    assert len(p.titles()) > 5
    assert not first.isVisible()
    assert p.part.blocks.rowCount() == len(p.titles())
    p.bench.undo()
    p.settle()
    assert first.isVisible()
    QTest.mouseClick(first.button, Qt.MouseButton.LeftButton)
    p.settle()
    QTest.keyClicks(p.part.quick, "Incheckning 20 min")
    p.key(Qt.Key.Key_Return, widget=p.part.quick)
    assert [(b.title, b.minutes, b.type) for b in p.blocks()] == [("Incheckning", 20, "opening")]
    assert p.bench.library.need(Workshop, p.workshop).title == "Strategidag"
    close(p)
