"""Messages that leave the service: neutral, the same for everyone, rendered only when sent."""
