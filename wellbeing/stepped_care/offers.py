"""What is offered beside the step: short names, whose words stand in the content files."""

from enum import StrEnum


class Offer(StrEnum):
    """Something a person can take up or leave; none of them is sent to anybody else."""

    FIRST_CONTACT = "first_contact"  # E1: a peer, about three days after a direct event
    LAST_CONTACT = "last_contact"  # E1: again after about a month
    REFLECTIVE_SUPERVISION = "reflective_supervision"  # E3
    PC_PTSD_5 = "pc_ptsd_5"  # E5: an optional screen, a month after a direct event
    AFTER_EVENT_PAGE = "after_event_page"  # E6, E7: what helps; details are never asked for
    PHQ_4 = "phq_4"  # an optional screen, when reactive support begins
    TALK = "talk"  # a conversation was asked for
    REVIEW = "review"  # D3
    WORK_EVENTS = "work_events"  # pressure from events in the work
    WORK_CONDITIONS = "work_conditions"  # pressure from how work is organised; U6; D3
    OUTSIDE_WORK = "outside_work"  # pressure from life outside work
    HELLO_IF_AGREED = "hello_if_agreed"  # M3: only with consent given beforehand
    PAUSE_OR_OTHER_DAY = "pause_or_other_day"  # M2: shown after sign-in only
