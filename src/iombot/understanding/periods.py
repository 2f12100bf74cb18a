"""Years of a question beside the time that a target is about."""

from __future__ import annotations

from iombot.understanding.targets import Target


def covers_years(target: Target, years: list[int]) -> bool:
    """Whether a question that names these years can be about the target."""
    if not years:
        return True
    if target.year is not None:
        return set(years) == {target.year}
    if target.since is not None:
        # "since 2001", "from 2001 to 2023"; a later year alone is only a part of the time.
        return target.since in years and set(years) <= {target.since, target.release_year}
    return set(years) <= {target.release_year}
