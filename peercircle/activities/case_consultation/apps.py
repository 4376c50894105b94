from django.apps import AppConfig
from django.core.checks import register


class CaseConsultationConfig(AppConfig):
    name = "peercircle.activities.case_consultation"

    def ready(self) -> None:
        from peercircle.activities.case_consultation import checks
        from peercircle.activities.case_consultation.actions import choosing, offering
        from peercircle.activities.case_consultation.faces import choosing as faces
        from peercircle.activities.case_consultation.panel import panel
        from peercircle.groups import leaving, panels
        from peercircle.stream import parts

        parts.shared(choosing.COUNT_PART, faces.find, faces.draw_count)
        leaving.watch(offering.forget_cases_of, ends=offering.ENDS_WITH_ITS_OWNER)
        panels.offer(panel, at=12)
        register(checks.what_was_told_can_be_read)
