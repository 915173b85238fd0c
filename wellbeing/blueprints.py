"""Every page of the service: the blueprints that the application registers, in the order of their parts."""

from flask import Blueprint

from wellbeing.accounts import views as account_views
from wellbeing.actions import views as action_views
from wellbeing.agreements import views as agreement_views
from wellbeing.checkins import views as checkin_views
from wellbeing.complaints import views as complaint_views
from wellbeing.contact import views as contact_views
from wellbeing.cover import views as cover_views
from wellbeing.documents import views as document_views
from wellbeing.figure_settings import views as figure_views
from wellbeing.first_aid_kit import views as kit_views
from wellbeing.formal import views as formal_views
from wellbeing.going_live import views as going_live_views
from wellbeing.guides import views as guide_views
from wellbeing.heatmaps import views as heatmap_views
from wellbeing.learning import views as learning_views
from wellbeing.looking_back import views as looking_back_views
from wellbeing.organisation_events import views as event_views
from wellbeing.policies import views as policy_views
from wellbeing.preferences import views as preference_views
from wellbeing.promise_tests import views as promise_views
from wellbeing.records import deleting, my_data
from wellbeing.records import views as record_views
from wellbeing.responders import views as responder_views
from wellbeing.rhythm import feed_views as calendar_views
from wellbeing.rhythm import number_views
from wellbeing.rhythm import views as rhythm_views
from wellbeing.role_grants import views as role_views
from wellbeing.running import views as running_views
from wellbeing.screens import views as screen_views
from wellbeing.sharing import views as sharing_views
from wellbeing.support import views as support_views
from wellbeing.web import pages
from wellbeing.what_changed import views as what_changed_views
from wellbeing.work_requests import views as work_views

_PARTS = (
    pages,
    account_views,
    checkin_views,
    looking_back_views,
    screen_views,
    kit_views,
    heatmap_views,
    action_views,
    guide_views,
    learning_views,
    agreement_views,
    event_views,
    cover_views,
    going_live_views,
    role_views,
    policy_views,
    figure_views,
    record_views,
    document_views,
    my_data,
    deleting,
    preference_views,
    rhythm_views,
    calendar_views,
    number_views,
    running_views,
    sharing_views,
    formal_views,
    support_views,
    responder_views,
    work_views,
    what_changed_views,
    contact_views,
    promise_views,
    complaint_views,
)
BLUEPRINTS: tuple[Blueprint, ...] = tuple(part.blueprint for part in _PARTS)
