# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that other programs open: an appointment for a calendar, a table for a spreadsheet."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import msgspec
import pytest
from icalendar import Calendar

from board.calendar_file import ZONE, Appointment, calendar_file, parse_day, parse_time
from board.spreadsheet import csv_file, neutral
from board.words import action_header
from sessions.topics.poster import ActionLine

NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)
APPOINTMENT = Appointment(
    uid="merel-anker-zomer@waardenbord",
    sequence=3,
    title='Camera\'s; in de wijk, "slim"',
    description="Doe mee: https://bord.example/w/merel-anker-zomer\nTot dan",
    day=date(2026, 12, 1),
    at=time(9, 30),
    minutes=155,
    place="Stadhuis, zaal 2",
    url="https://bord.example/w/merel-anker-zomer",
)


def event(appointment: Appointment) -> Any:
    found: Any
    (found,) = Calendar.from_ical(calendar_file(appointment, NOW)).walk("VEVENT")
    return found


class TestCalendar:
    def test_a_calendar_reads_what_was_meant(self) -> None:
        read = event(APPOINTMENT)
        assert str(read["summary"]) == APPOINTMENT.title
        assert str(read["description"]) == APPOINTMENT.description
        assert str(read["location"]) == APPOINTMENT.place
        assert read["dtstart"].dt == datetime(2026, 12, 1, 9, 30, tzinfo=ZONE)
        assert read["dtend"].dt == datetime(2026, 12, 1, 12, 5, tzinfo=ZONE)
        assert (str(read["uid"]), int(read["sequence"])) == (APPOINTMENT.uid, 3)

    def test_the_time_zone_stands_in_the_file_and_the_time_is_dutch(self) -> None:
        text = calendar_file(APPOINTMENT, NOW).decode()
        assert "BEGIN:VTIMEZONE\r\nTZID:Europe/Amsterdam" in text
        assert "DTSTART;TZID=Europe/Amsterdam:20261201T093000" in text
        assert all(len(line.encode()) <= 75 for line in text.splitlines())

    def test_a_night_in_which_the_clock_goes_back_lasts_as_long_as_the_plan(self) -> None:
        night = event(msgspec.structs.replace(APPOINTMENT, day=date(2026, 10, 25), at=time(1, 30)))
        lasts = night["dtend"].dt.astimezone(UTC) - night["dtstart"].dt.astimezone(UTC)
        assert lasts == timedelta(minutes=155)

    def test_without_a_time_it_lasts_the_day(self) -> None:
        whole = event(msgspec.structs.replace(APPOINTMENT, at=None))
        assert (whole["dtstart"].dt, whole["dtend"].dt) == (date(2026, 12, 1), date(2026, 12, 2))

    def test_no_text_of_people_becomes_a_property(self) -> None:
        sly = msgspec.structs.replace(APPOINTMENT, title="x\r\nATTENDEE:mailto:a@b", place="y\nX-EVIL:1")
        read = event(sly)
        assert "attendee" not in read
        assert "x-evil" not in read

    @pytest.mark.parametrize("text", ["", "morgen", "2026-02-30", "20261201", "2026-W01-1"])
    def test_what_is_no_day_is_none(self, text: str) -> None:
        assert parse_day(text) is None

    @pytest.mark.parametrize("text", ["", "half tien", "25:00", "9:30", "09:30:00"])
    def test_what_is_no_time_is_none(self, text: str) -> None:
        assert parse_time(text) is None


class TestSpreadsheet:
    @pytest.mark.parametrize("cell", ["=1+1", "+31 6", "-2", "@som", "\tx", "\rx", "\nx", "  =1+1", "\u00a0=1+1", "\ufeff=1"])
    def test_a_cell_that_begins_as_a_formula_is_shown_and_not_calculated(self, cell: str) -> None:
        """[PRIV-15]"""
        assert neutral(cell) == f"'{cell}"

    @pytest.mark.parametrize("cell", ["", "Wis beelden", "1 maart", "a=b", "é"])
    def test_every_other_cell_stays_as_it_is(self, cell: str) -> None:
        assert neutral(cell) == cell

    def test_everything_that_is_told_of_an_action_has_its_column(self) -> None:
        assert len(action_header("nl")) == len(set(action_header("nl"))) == 1 + len(ActionLine.__struct_fields__)

    def test_a_dutch_excel_opens_it_in_columns(self) -> None:
        data = csv_file(["Nr.", "Actie"], [["1", 'Wis "oude" beelden; meteen'], ["2", "regel een\nregel twee"], ["3", "=cmd"]])
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\r\n")
        rows = list(csv.reader(data.decode("utf-8-sig").splitlines(keepends=True), delimiter=";"))
        assert rows == [["Nr.", "Actie"], ["1", 'Wis "oude" beelden; meteen'], ["2", "regel een\nregel twee"], ["3", "'=cmd"]]
