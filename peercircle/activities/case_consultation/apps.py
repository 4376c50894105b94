from django.apps import AppConfig


class CaseConsultationConfig(AppConfig):
    name = "peercircle.activities.case_consultation"

    def ready(self) -> None:
        from peercircle.activities.case_consultation.actions import choosing, offering
        from peercircle.activities.case_consultation.faces import choosing as faces
        from peercircle.activities.case_consultation.panel import panel
        from peercircle.groups import leaving, panels
        from peercircle.stream import parts

        parts.shared(choosing.COUNT_PART, faces.find, faces.draw_count)
        leaving.watch(offering.forget_cases_of)
        panels.offer(panel, at=12)
