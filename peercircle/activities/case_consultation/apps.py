from django.apps import AppConfig


class CaseConsultationConfig(AppConfig):
    name = "peercircle.activities.case_consultation"
