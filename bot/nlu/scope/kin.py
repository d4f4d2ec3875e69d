"""Who is somebody else: the relatives and friends of whom patients tell, as one part of patterns."""

from __future__ import annotations

KIN = (
    r"(?:step-?|half-?|foster |god-?)?(?:mother|father|brother|sister|son|daughter(?! (?:nodul|lesion|tumou?r|foc))|"
    r"child(?![ -]?(?:pugh|turcotte|[abc]\b)))(?:-in-law| in law)?|"
    r"wife|husband|spouse|partner|missus|fianc[eé]e?|boyfriend|girlfriend|ex|"
    r"mam|mum|mom|mammy|mommy|dad|daddy|nan|nana|gran|granny|grandma|grandpa|grandad|granddad|"
    r"grand(?:mother|father|child|son|daughter)|grandkid|parent|uncle|aunt|auntie|cousin|niece|nephew|twin|sibling|"
    r"neighbou?r|friend|mate|workmate|flatmate|roommate|room-mate|colleague|boss"
)
"""Words for them, in the singular; ``s`` may follow."""
