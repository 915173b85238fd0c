"""The shape of what helps to ask for a change at work: what it can be about, and sentences to tap."""

from wellbeing.content.models import Several, Words


class Sentence(Words):
    """One sentence a person can take over into their own words."""

    id: str
    text: str


class Topic(Words):
    """What a request can be about."""

    id: str
    name: str
    sentences: Several[Sentence] = ()


class WorkWords(Words):
    """All of it."""

    lead: str
    never_told: str
    topics: Several[Topic]

    def topic(self, topic_id: str) -> str:
        """Return the name of a topic, or what is kept of one that has no name now."""
        return next((one.name for one in self.topics if one.id == topic_id), topic_id)

    def sentence(self, sentence_id: str) -> str:
        """Return a sentence; nothing where there is none of this name."""
        every = (one for topic in self.topics for one in topic.sentences)
        return next((one.text for one in every if one.id == sentence_id), "")
