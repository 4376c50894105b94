"""Letters leave after the answer: nobody waits for a mail server, and nobody learns from the waiting."""

from django.core.mail import EmailMessage
from django_tasks import task


@task()
def send(subject: str, body: str, to: str) -> None:
    EmailMessage(subject, body, to=[to]).send()
