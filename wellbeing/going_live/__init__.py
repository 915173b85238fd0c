"""Going live: what must be there before check-ins open, who confirmed it, and how much help is needed."""
