"""Where a notice may lead: what waits in each part. Every notice has one address, so none tells its kind."""

from wellbeing.checkins import views_ahead
from wellbeing.complaints import visit as complaints
from wellbeing.promise_tests import views as promise_tests
from wellbeing.responders import visit as responders
from wellbeing.sharing import visit as sharing
from wellbeing.work_requests import visit as work_requests

WAYS = (
    responders.ways,
    promise_tests.ways,
    complaints.ways,
    views_ahead.ways,
    sharing.ways,
    work_requests.ways,
)
