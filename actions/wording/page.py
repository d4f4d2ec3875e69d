"""The page to file, in Markdown from its one template; HTML and PDF are made from the same text."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from mako.template import Template  # type: ignore[import-untyped]

from actions.log import COMPLETE, NOTE, TREATMENTS, Observation
from actions.page import Page
from actions.wording.board import conflicts_lines, notes_text, status_text
from actions.wording.disputes import dispute_line
from actions.wording.explain import SOURCES, by_source, quote_text
from actions.wording.phone import errand_lines
from actions.wording.readback import name_of
from actions.wording.sources import readable, told_by
from actions.wording.values import date_text, entry_text, fact_text, joined, prettied
from criteria import Catalogue

TEMPLATE = Path(__file__).with_name("page.md.mako")
CONSENTS = {
    True: "agreed on the phone to be screened",
    False: "declined on the phone to be screened; nothing more was recorded",
}
MARKS = {"satisfied": "✓ satisfied", "violated": "✗ violated", "unknown": "? not known"}
"""How a criterion's verdict is marked; the word says it where the sign is lost."""

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")


def page_text(catalogue: Catalogue, page: Page, full: bool = True, is_source: bool = True) -> str:
    """Give the page in Markdown; without `full` it leaves the single criteria out.

    As `is_source` of HTML or PDF, what people typed is escaped, so that none of it is taken for markup;
    a chat shows the text as it stands.
    """
    written: str = _template(is_source).render(page=page, full=full, words=PageWords(catalogue, page))
    return re.sub(r"\n{3,}", "\n\n", written).strip() + "\n"


@lru_cache(maxsize=2)
def _template(is_source: bool) -> Template:
    return Template(  # noqa: S702  what is filled in is escaped for Markdown, of which HTML is made
        filename=str(TEMPLATE),
        default_filters=["escaped"] if is_source else ["str"],
        imports=["from actions.wording.page import escaped"],
        strict_undefined=True,
    )


def escaped(value: object) -> str:
    """Escape what would be markup in Markdown, so that it is shown as it was typed; a line break could begin some."""
    return _SPECIAL.sub(r"\\\1", " ".join(str(value).splitlines()))


class PageWords:
    """The phrases that the template puts together."""

    def __init__(self, catalogue: Catalogue, page: Page) -> None:
        self.catalogue, self.page = catalogue, page
        self.date: Callable[[Any], str] = date_text
        self.quote: Callable[[str], str] = quote_text
        self.pretty: Callable[[str], str] = prettied
        self.marks = MARKS

    @property
    def label(self) -> str:
        """What the screening is called."""
        return self.page.screening.code or f"#{self.page.screening.id}"

    def status(self, trial: Mapping[str, Any]) -> str:
        """Give a trial's status, and until when an eligible one is so."""
        return status_text(self.catalogue, trial, self.page.until.get(trial["trial"]))

    def notes(self, trial: Mapping[str, Any]) -> str:
        """Give the notes of a trial in brackets; none where it is ruled out."""
        notes = "" if trial["status"] == "ruled_out" else notes_text(trial)
        return f" [{notes}]" if notes else ""

    def row(self, row: Observation) -> str:
        """Give a fact or treatment as it is read back."""
        if row.fact == TREATMENTS:
            return entry_text(self.catalogue, row.value)
        if row.fact == COMPLETE:
            return "no other treatment given"
        return str(row.value) if row.fact == NOTE else fact_text(self.catalogue.facts[row.fact], row.value)

    def source(self, row: Observation) -> str:
        """Say who told it, when and in which words."""
        return f"told by {told_by(row, self.who(row.sender))}"

    def who(self, sender: str) -> str:
        """Give what a coordinator is called: by name, else by number where there are several, the opener first."""
        if name := readable(sender):
            return name
        senders = list(dict.fromkeys([self.page.screening.sender, *(row.sender for row in self.page.rows)]))
        return f"coordinator {senders.index(sender) + 1}" if len(senders) > 1 and sender in senders else "coordinator"

    def sources(self, criterion: Mapping[str, Any]) -> str:
        """Give the sources of all that a criterion read and that was told."""
        facts = set(criterion["facts"])
        return "; ".join(dict.fromkeys(self.source(row) for row in self.page.rows if row.fact in facts))

    def open_questions(self) -> list[tuple[str, str]]:
        """Give what is missing for any trial, by where an answer comes from."""
        missing = dict.fromkeys(name for trial in self.page.board["trials"] for name in trial["missing"])
        names = by_source(self.catalogue, missing)
        return [(SOURCES[source], ", ".join(names[source])) for source in SOURCES if source in names]

    def to_fetch(self) -> list[str]:
        """List what someone is to fetch: after a call with the patient by whom to ask, all that is missing."""
        if self.page.errands:
            return [line.removeprefix("- ") for line in errand_lines(self.page.errands)]
        names = "" if self.page.is_declined else self.names(self.page.known.pending())
        return [names] if names else []

    def consent(self) -> str:
        """Say whether the patient agreed on the phone to be screened; nothing where no call asked for it."""
        row = self.page.known.consent
        if row is None:
            return ""
        asked = f"asked by {self.who(row.sender)} on {date_text(row.recorded_on)}"
        return f"The patient, {asked}, {CONSENTS[bool(row.value)]}."

    def names(self, facts: Iterable[str]) -> str:
        """Name facts."""
        return joined(name_of(self.catalogue, name) for name in facts)

    def conflicts(self) -> list[str]:
        """Give each conflict with both values, and each fact of which two values stand against each other."""
        lines = conflicts_lines(self.catalogue, self.page.board["conflicts"], self.page.known)
        return [*lines, *(dispute_line(self.catalogue, one, self.source) for one in self.page.disputes)]
