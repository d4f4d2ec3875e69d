"""Names and values of forms and charts, put in the words in which they are read anywhere."""

from __future__ import annotations

from bot.nlu.text.normalise import Text
from bot.nlu.wording.life_left import with_life_left
from bot.nlu.wording.person_items import with_person_items
from bot.nlu.wording.pregnancy_tests import with_tests_told
from bot.nlu.wording.site_marks import with_sites_marked
from bot.nlu.wording.stage_names import with_stage_names
from bot.nlu.wording.staging_fields import with_staging_fields


def with_fields_told(text: Text) -> Text:
    """Put stages, lines of forms and what is told of the person in the words in which they are read."""
    told = with_person_items(with_tests_told(with_sites_marked(text)))
    return with_staging_fields(with_stage_names(with_life_left(told)))
