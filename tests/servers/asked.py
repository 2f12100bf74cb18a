"""A question to keep."""

from __future__ import annotations

from datetime import date

from iombot.questions_log.records import Record

DAY = date(2026, 5, 4)
ASKED = Record(DAY, "not-stated", "lamps-lit", "0123456789ab", "how many lamps were blue?")
