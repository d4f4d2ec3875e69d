"""Runs the graph of Rasa's components in an order that is found once, not anew for each message.

Rasa hands the graph to Dask, which sorts it, and writes out every input for a debug log, at each run: three
times a turn. What is run, and with what, is the same.
"""

from graphlib import TopologicalSorter
from typing import Any

import rasa.core.processor
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner

Step = tuple[str, GraphNode, tuple[str, ...]]


class PlannedGraphRunner(DaskGraphRunner):
    """Runs the nodes that a target needs, each after those that it takes its input from."""

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Return the output of each target, by its name. Raises GraphRunError where a component fails to run."""
        wanted = tuple(targets or self._graph_schema.target_names)
        done: dict[str, tuple[str, Any]] = {name: (name, value) for name, value in (inputs or {}).items()}
        try:
            for name, node, needs in self._steps(wanted):
                done[name] = node(*[done.get(need, need) for need in needs])
        except RuntimeError as error:
            raise GraphRunError("Error running runner.") from error
        return dict(done[name] for name in wanted)

    def _steps(self, wanted: tuple[str, ...]) -> list[Step]:
        plans: dict[tuple[str, ...], list[Step]] = self.__dict__.setdefault("_plans", {})
        if wanted not in plans:
            nodes = self._graph_schema.minimal_graph_schema(list(wanted)).nodes
            needs = {name: tuple(node.needs.values()) for name, node in nodes.items()}
            order = TopologicalSorter(needs).static_order()
            # What is no node is an input of the run.
            plans[wanted] = [(name, self._instantiated_nodes[name], needs[name]) for name in order if name in nodes]
        return plans[wanted]


def install() -> None:
    """Let models that are loaded from now on run this way."""
    rasa.core.processor.DaskGraphRunner = PlannedGraphRunner
