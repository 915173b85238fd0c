"""What happened in the organisation: marks that help to read figures, seen by all staff, about no person."""
