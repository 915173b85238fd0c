"""The words of this installation: ours, or its own files in `content/` of the data folder."""

from wellbeing.content.loader import Content, content
from wellbeing.extensions import house


def words() -> Content:
    """Return all content; read once."""
    return content(house().settings.data / "content")
