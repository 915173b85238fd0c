"""The words of the service: questions, offers, explainers, help contacts, consent and the kit."""
