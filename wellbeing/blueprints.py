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
from wellbeing.rhythm import feed_views as calendar_views
from wellbeing.rhythm import number_views
from wellbeing.rhythm import views as rhythm_views
from wellbeing.role_grants import views as role_views
from wellbeing.running import views as running_views
from wellbeing.screens import views as screen_views
from wellbeing.sharing import views as sharing_views
from wellbeing.support import views as support_views
from wellbeing.web import pages
from wellbeing.work_requests import views as work_views

BLUEPRINTS: tuple[Blueprint, ...] = (
    pages.blueprint,
    account_views.blueprint,
    checkin_views.blueprint,
    looking_back_views.blueprint,
    screen_views.blueprint,
    kit_views.blueprint,
    heatmap_views.blueprint,
    action_views.blueprint,
    guide_views.blueprint,
    learning_views.blueprint,
    agreement_views.blueprint,
    event_views.blueprint,
    cover_views.blueprint,
    going_live_views.blueprint,
    role_views.blueprint,
    policy_views.blueprint,
    figure_views.blueprint,
    record_views.blueprint,
    document_views.blueprint,
    my_data.blueprint,
    deleting.blueprint,
    preference_views.blueprint,
    rhythm_views.blueprint,
    calendar_views.blueprint,
    number_views.blueprint,
    running_views.blueprint,
    sharing_views.blueprint,
    formal_views.blueprint,
    support_views.blueprint,
    work_views.blueprint,
    contact_views.blueprint,
    promise_views.blueprint,
    complaint_views.blueprint,
)
