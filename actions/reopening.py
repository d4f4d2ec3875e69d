"""What would reopen a trial that is ruled out."""

from actions.board import Board
from actions.meant import trials_meant
from actions.visit import Visit
from actions.wording import reopen as wording
from criteria.changes import ways
from criteria.reopening import reopenings
from criteria.screening import CriterionResult, Screening
from criteria.truth import Truth


def reopen(visit: Visit, board: Board) -> None:
    """Give the smallest changes that would reopen each trial meant, or what nothing can change."""
    meant = trials_meant(visit, board, ("ruled_out", "deferred"))
    if meant is None:
        return
    catalogue, labels = visit.desk.catalogue, visit.desk.names.labels
    if not meant:
        visit.reply.say(wording.NONE_IS_OUT)
    judged = visit.judged()
    for trial in meant:
        label = labels[trial["trial"]]
        if trial["status"] in ("open", "eligible"):
            visit.reply.say(wording.not_out_line(catalogue, trial, label))
            continue
        found = reopenings(judged, trial["trial"])
        lasting = [one.as_json() for one in unchangeable(judged, trial["trial"])]
        shown = found if visit.named.trials or len(meant) == 1 else found[:1]
        visit.reply.say(*wording.reopen_lines(catalogue, label, trial, shown, len(found), lasting))


def unchangeable(screening: Screening, trial: str) -> list[CriterionResult]:
    """Give the violated criteria that neither time nor any change can mend."""
    result = next(one for one in screening.trials if one.trial.id == trial)
    violated = [one for one in result.criteria if one.finding.truth is Truth.VIOLATED]
    lasting = [one for one in violated if one.finding.open_from is None]
    return [one for one in lasting if not ways(one.criterion.condition, screening.knowledge)]
