"""What is put plainly before a message is looked at: each step changes a wording that the next ones need not know."""

from __future__ import annotations

from bot.nlu.beside_names import with_all_beside
from bot.nlu.corrected_beside import corrected_beside
from bot.nlu.first_times import in_first_times
from bot.nlu.lingering import with_lingering
from bot.nlu.may_join import may_join
from bot.nlu.normalise import Text
from bot.nlu.rewriting import Named
from bot.nlu.sample_days import with_sample_days


def put_plainly(text: Text, named: Named) -> Text:
    """Put first times, questions of who may join, and what stands between a name and its value plainly."""
    plain = with_sample_days(may_join(in_first_times(text)))
    return with_all_beside(with_lingering(corrected_beside(plain, named), named), named)
