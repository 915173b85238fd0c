"""The `wellbeing` command."""


def main() -> None:
    """Run the command line."""
