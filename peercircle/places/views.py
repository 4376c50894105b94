"""The doors: find a site, add a missing one, keep the school year."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peercircle.kit.refusals import done, tried
from peercircle.kit.sending import looked_for
from peercircle.places import access, actions
from peercircle.places.forms import SchoolBreakForm, SiteForm
from peercircle.places.models import Site

SHOWN = 40


@require_GET
def find_site(request: HttpRequest) -> HttpResponse:
    search = looked_for(request)
    found = list(Site.objects.named(search).select_related("municipality")[: SHOWN + 1])
    context = {
        "search": search,
        "sites": found[:SHOWN],
        "is_more": len(found) > SHOWN,
        "keeps_school_year": access.keeps_school_year(request.user),
    }
    return render(request, "places/find_site.html", context)


@require_http_methods(["GET", "POST"])
def add_site(request: HttpRequest) -> HttpResponse:
    filled = request.POST if request.method == "POST" else None
    form = SiteForm(filled, initial={"name_sq": request.GET.get("name", "")})
    if added := tried(form, lambda: actions.add_site(**form.cleaned_data)):
        site, is_new = added
        sentence = _("%(site)s has been added. Thank you.") if is_new else _("%(site)s is here already.")
        messages.success(request, sentence % {"site": site.both_names})
        return redirect(f"{reverse('places:find')}?{urlencode({'q': site.name})}")
    return render(request, "places/add_site.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def school_year(request: HttpRequest) -> HttpResponse:
    breaks = access.school_year(request.user, today=timezone.localdate())
    form = SchoolBreakForm(request.POST if request.method == "POST" else None)
    if done(form, lambda: actions.add_school_break(**form.cleaned_data)):
        messages.success(request, _("The school break has been added."))
        return redirect("places:school-year")
    context = {"breaks": breaks, "form": form}
    return render(request, "places/school_year.html", context, status=422 if form.errors else 200)


@require_POST
def remove_school_break(request: HttpRequest, pk: int) -> HttpResponse:
    school_break = access.school_break(request.user, pk)
    actions.remove_school_break(school_break)
    messages.success(request, _("The school break has been removed."))
    return redirect("places:school-year")
