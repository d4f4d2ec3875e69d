"""A coordinator with a patient on the line: messages are read by the real extractor, their intents are given."""

from bot.nlu.extractor import Extractor
from criteria import load_catalogue

EXTRACTOR = Extractor(load_catalogue())
INTENTS = {"phone": "phone", "hang up": "hang_up", "undo": "undo", "status": "status", "to fetch": "to_fetch"}
NAIVE = "61M, HCC by biopsy, BCLC C, never treated"
RESPONDER = (
    "61M, HCC by biopsy, BCLC B, HAIC with lenvatinib and sintilimab from January 2026 to June 2026, no other "
    "treatment, confirmed complete response, markers normal twice, now resectable, initially unresectable, AFP before "
    "treatment 830"
)


class Caller:
    """A coordinator with a patient on the line."""

    def __init__(self, coordinator):
        self.coordinator = coordinator

    def type(self, text, intent=None, **more):
        heard = EXTRACTOR.extract(text, today=self.coordinator.today, asked=self.coordinator.slots["asked"]).as_json()
        intent = intent or INTENTS.get(text, "inform")
        self.reply = self.coordinator.say(intent, text, **more, **heard)
        self.text = "\n".join(self.reply.texts)
        self.call = (self.reply.custom or {}).get("phone")
        return self.call

    def says(self, *texts):
        for text in texts:
            self.type(text)
        return self.call

    @property
    def statuses(self):
        return {one["trial"]: one["status"] for one in self.reply.custom["hepascreen"]["screening"]["trials"]}
