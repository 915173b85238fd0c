"""Wellbeing: a stepped-care check-in service for people whose work hurts."""
