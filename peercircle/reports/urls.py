from django.urls import path

from peercircle.reports.views import donor, integrations, numbers, periods

app_name = "reports"
urlpatterns = [
    path("", numbers.reach, name="reach"),
    path("definitions/", numbers.definitions, name="definitions"),
    path("pictures/", numbers.pictures, name="pictures"),
    path("rhythm/", numbers.rhythm, name="rhythm"),
    path("helped/", numbers.helped, name="helped"),
    path("integrations/", integrations.integrations, name="integrations"),
    path("integrations/<uuid:pk>/revoke/", integrations.revoke, name="integration-revoke"),
    path("programmes/<int:pk>/", periods.programme, name="programme"),
    path("programmes/<int:pk>/report/", donor.of_programme, name="report"),
    path("programmes/<int:pk>/targets/new/", periods.new_target, name="target-new"),
    path("programmes/<int:pk>/periods/new/", periods.new_period, name="period-new"),
    path("targets/<int:pk>/remove/", periods.remove_target, name="target-remove"),
    path("periods/<int:pk>/", periods.period, name="period"),
    path("periods/<int:pk>/report/", donor.of_period, name="period-report"),
    path("periods/<int:pk>/lock/", periods.lock, name="period-lock"),
    path("periods/<int:pk>/correct/", periods.correct, name="period-correct"),
    path("periods/<int:pk>/remove/", periods.remove_period, name="period-remove"),
]
