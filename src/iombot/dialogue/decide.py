"""From ranked fits to a decision: answer, ask back, or say that the releases do not tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from iombot.dialogue.arithmetic import Unsound
from iombot.dialogue.averaging import average, parted
from iombot.dialogue.bare_figures import bare_figure
from iombot.dialogue.bare_topics import fits_of_bare
from iombot.dialogue.calculator import Calculated, calculate
from iombot.dialogue.decision import NOT_STATED, Decision, sure_fit
from iombot.dialogue.including import included
from iombot.dialogue.listed import list_claim
from iombot.dialogue.otherwise import APART, otherwise
from iombot.dialogue.roles import of_roles
from iombot.dialogue.scaling import scaled
from iombot.dialogue.swapping import of_what_is_claimed
from iombot.understanding.fits import Fit
from iombot.understanding.holding import hold
from iombot.understanding.ranking import Ranker
from iombot.understanding.reading import Reading
from iombot.understanding.terms import COMBINED, COMPARED, COUNT, PAIR, SUM, telling

ACCEPT = 0.62
"""Share of a question's weight that must be explained before it is answered, 0 to 1."""
ACCEPT_UNLIKE = 0.8
"""The same where the question sounds like the examples of other entries: of 1,800 questions, three wrong answers fewer
for two right ones."""
UNLIKE = 0.1
"""Likeness to an entry's examples, 0 to 1, below which a question does not sound like them."""
MARGIN = 0.25
"""How far, in concept weight (0.3 to 3.5), the best fit must lead before the runner-up is forgotten."""
UNLIKE_UNITS = Unsound("unsound-units")
"""That figures count different things."""
MOST_OPTIONS = 4
"""Choices that a question back may offer; more are a burden on a phone."""
NEAR = 0.35
"""Share that must be explained before an excluded or weak fit is shown as the nearest thing."""


def decide(reading: Reading, ranker: Ranker) -> Decision:
    """The verdict on a reading taken by itself."""
    early = (_figure, _listed, _spread, _included, _scaled, _settle)
    decision = next(found for found in (step(reading, ranker) for step in early) if found)
    if decision.verdict == "unknown" and not decision.unsound:
        decision = otherwise(reading, ranker.terms, lambda other: _settle(other, ranker)) or decision
    if _leaves_out_arithmetic(decision, reading):
        return Decision("unknown", decision.fits[:1], "not-stated", confidence=decision.confidence)
    summands = _summands(decision, reading, ranker)
    return replace(decision, fits=summands) if summands else decision


def _figure(reading: Reading, ranker: Ranker) -> Decision | None:
    """The verdict on what a figure stands for that the releases do not give as typed; None for anything else."""
    return bare_figure(reading, ranker.terms, lambda other: _settle(other, ranker))


def _included(reading: Reading, ranker: Ranker) -> Decision | None:
    """The verdict on whether one figure is part of another; None where that is not what is claimed."""
    found = included(reading, ranker.terms)
    if found is None:
        return None
    if found.holds is None:
        return NOT_STATED
    target = replace(ranker.targets.by_id[found.entry], careful=False)
    fit = replace(sure_fit(target, reading, ranker.terms), claimed=True, hedged=False)
    certain = max(fit.explained, 1.0)
    denied = () if found.holds else (reading.own[0].text,)
    fit = replace(fit, explained=certain, unexplained=0.0, confirmed=found.holds, denied=denied)
    return Decision("answer", (fit,), confidence=1.0)


def _leaves_out_arithmetic(decision: Decision, reading: Reading) -> bool:
    """Whether figures were to be set against each other and the answer is just one of them, or their sum."""
    if decision.verdict != "answer" or decision.derivation or reading.claim:
        return False
    target = decision.fits[0].target
    asked = (item.concepts for item in reading.own if item.concepts & COMPARED)
    # "By how much did it grow?" asks for a change, and for a difference only where nothing is known to have changed.
    if target.shares:
        # In a follow-up the lines are those that were spoken of before.
        lacking = reading.last == target.id and len(target.shares & reading.concepts) < PAIR
        return any(asked) and (lacking or not reading.recalls)
    return target.counts and any(not concepts & target.covered for concepts in asked)


def _summands(decision: Decision, reading: Reading, ranker: Ranker) -> tuple[Fit, ...]:
    """The figures behind a sum that a claim did not ask for ("are the two equally large?"); empty where it did."""
    if decision.verdict != "answer" or decision.derivation or not reading.claim or reading.recalls or reading.last:
        return ()
    best = decision.fits[0]
    one = ranker.targets.quantities.all.get(best.target.id)
    numbered = reading.own_concepts & {SUM, COMBINED, COUNT} or any(map(telling, reading.own_concepts))
    if one is None or best.denied or numbered:
        return ()
    found = (ranker.targets.by_id.get(id) for id in one.summed)
    return tuple(sure_fit(target, reading, ranker.terms) for target in found if target)


def _settle(reading: Reading, ranker: Ranker) -> Decision:
    wanted = calculate(reading, ranker.terms)
    fits = ranker.rank(reading)
    if wanted and not (_works_out(wanted, fits) or of_roles(wanted.entries, reading, ranker)):
        return _calculated(wanted, reading, ranker)
    # What is only told around a name ("AVRR = ? GCM = ?") is not what the name is.
    if not fits or not (reading.recalls or any(fit.explained for fit in fits)):
        fits = fits_of_bare(reading, ranker) or fits
    possible = [fit for fit in fits if fit.possible]
    if not possible:
        return _excluded(fits)
    best = _worked_out(possible, reading) or of_what_is_claimed(possible[0], possible)
    blocked = [fit for fit in fits if fit.blocks and fit.score > best.score + MARGIN]
    if best.confidence < (ACCEPT_UNLIKE if blocked else _needed(best, reading)):
        return _excluded(blocked) if blocked else _weak(best)
    return _chosen(best, possible)


def _works_out(found: Calculated, fits: Sequence[Fit]) -> bool:
    """Whether the figures cannot be calculated with as they are named, and an entry has just that worked out."""
    best = next((fit for fit in fits if fit.possible), None)
    return found.outcome == UNLIKE_UNITS and best is not None and best.target.calculated and best.confidence >= APART


def _worked_out(possible: Sequence[Fit], reading: Reading) -> Fit | None:
    """The best fit of what is calculated anyway, where figures are to be set against each other; None for no such."""
    asked = [item.concepts for item in reading.own if item.concepts & COMPARED]
    if reading.claim or not asked:
        return None
    found = (fit for fit in possible if fit.target.calculated and fit.confidence >= ACCEPT_UNLIKE)
    return next((fit for fit in found if all(names & fit.target.covered for names in asked)), None)


def _calculated(found: Calculated, reading: Reading, ranker: Ranker) -> Decision:
    """The answer with what was calculated, or why nothing could be."""
    if isinstance(found.outcome, Unsound):
        return replace(NOT_STATED, confidence=found.confidence, unsound=found.outcome.phrase)
    ids = (found.outcome.entry,) if found.outcome.entry else found.entries
    # What was calculated is kept in mind with the figures: "the same for Mali and Guinea".
    whole = (ranker.targets.by_id[id] for id in ids)
    told = (replace(target, covered=target.covered | COMPARED | {SUM}) for target in whole)
    every = tuple(sure_fit(target, reading, ranker.terms) for target in told)
    return Decision("answer", every, confidence=found.confidence, derivation=found.outcome)


def _listed(reading: Reading, ranker: Ranker) -> Decision | None:
    """The verdict on what is claimed of the lines of a list; None where nothing else is."""
    found = list_claim(reading, ranker.terms)
    if found is None:
        return None
    fit = sure_fit(ranker.targets.by_id[found.entry], reading, ranker.terms)
    return Decision("answer", (fit,), confidence=1.0, lines=found.lines, holds=found.holds)


def _spread(reading: Reading, ranker: Ranker) -> Decision | None:
    """The average over the year that is asked for, of the figure that the question names or that was just given."""
    found = parted(reading)
    if found is None:
        return None
    part, rest = found
    last = ranker.targets.by_id.get(reading.last)
    if last and not rest.own:
        decision = Decision("answer", (hold(last, rest, last.covered, ranker.terms),), confidence=1.0)
    else:
        decision = _settle(rest, ranker)
    derivation = average(part, decision.fits[0].target) if decision.verdict == "answer" else None
    return replace(decision, derivation=derivation) if derivation else None


def _scaled(reading: Reading, ranker: Ranker) -> Decision | None:
    """The figure that a question wants times or by something of its own, and that this is not calculated."""
    rest = scaled(reading, ranker.terms)
    if rest is None:
        return None
    decision = _settle(rest, ranker)
    near = decision.fits[:1] if decision.verdict == "answer" else ()
    return replace(NOT_STATED, fits=near, confidence=decision.confidence, unsound="unsound-scaled")


def _needed(best: Fit, reading: Reading) -> float:
    """The confidence that an answer needs; more where nobody asks for it in such words."""
    judged = best.target.kind == "entry" and not best.target.gap and not reading.recalls
    return ACCEPT_UNLIKE if judged and best.likeness < UNLIKE else ACCEPT


def _chosen(best: Fit, possible: list[Fit]) -> Decision:
    """What to make of a best fit that explains enough."""
    if best.target.kind == "contact":
        # Two people named in one question are two answers, not a choice.
        every = tuple(fit for fit in possible if fit.target.kind == "contact")
        return Decision("answer", every, confidence=best.confidence)
    missing = best if best.target.gap else None if best.settles else _missing_as_well(best, possible)
    if missing:
        return Decision("gap", (missing,), "not-stated", confidence=missing.confidence)
    rivals = [fit for fit in possible[1:MOST_OPTIONS] if abs(fit.score - best.score) <= MARGIN and _level(fit, best)]
    if rivals:
        return Decision("clarify", (best, *rivals), confidence=best.confidence / (1 + len(rivals)))
    return Decision("answer", (best,), confidence=best.confidence)


def _missing_as_well(best: Fit, possible: list[Fit]) -> Fit | None:
    """What says that just this is missing, and fits no worse than a best without a figure; None for nothing."""
    level = (fit for fit in possible if fit.score >= best.score and fit.confidence >= best.confidence)
    return None if best.target.counts else next((fit for fit in level if fit.target.gap), None)


def _level(fit: Fit, best: Fit) -> bool:
    """Whether two answers are of one standing and yet so far apart that the user must choose.

    What stands in the same paragraph is told together anyway.
    """
    if fit.target.paragraphs & best.target.paragraphs:
        return False
    return len(fit.target.about) == len(best.target.about) and fit.target.kind == best.target.kind


def _weak(best: Fit) -> Decision:
    nearest = (best,) if best.confidence >= NEAR else ()
    return Decision("unknown", nearest, "not-understood", confidence=best.confidence)


def _excluded(fits: Sequence[Fit]) -> Decision:
    """Nothing can answer: the closest excluded target tells why."""
    blocked = sorted((fit for fit in fits if fit.blocks), key=lambda fit: -fit.score)
    near = next((fit for fit in blocked if fit.confidence >= NEAR and not fit.target.gap), None)
    if not blocked:
        return Decision("unknown", (), "not-understood")
    # A named obstacle tells more than the bare finding that too little is explained.
    block = max(blocked[0].blocks, key=lambda block: bool(block.text))
    return Decision("unknown", (near,) if near else (), block.reason, block.text, blocked[0].confidence)
