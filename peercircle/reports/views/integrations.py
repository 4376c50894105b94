"""Which other programs may read the published numbers: the manager makes their tokens and takes them back."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from peercircle.kit.refusals import tried
from peercircle.reports import access, actions
from peercircle.reports.forms import IntegrationForm


@sensitive_variables()
@never_cache
@require_http_methods(["GET", "POST"])
def integrations(request: HttpRequest) -> HttpResponse:
    """The token stands on the answer and never again: only its hash is kept."""
    manager = access.manager(request.user)
    form = IntegrationForm(request.POST if request.method == "POST" else None, initial={"id": uuid4()})
    context: dict[str, object] = {}
    if token := tried(form, lambda: actions.make_integration(**form.cleaned_data, by=manager, now=timezone.now())):
        context = {"token": token, "name": form.cleaned_data["name"]}
        form = IntegrationForm(initial={"id": uuid4()})
    context |= {"form": form, "integrations": access.integrations(manager)}
    return render(request, "reports/integrations.html", context, status=422 if form.errors else 200)


@require_POST
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    integration = access.integration(request.user, pk)
    actions.revoke_integration(integration, now=timezone.now())
    messages.success(request, _("The token of %(name)s opens nothing any more.") % {"name": integration.name})
    return redirect("reports:integrations")
