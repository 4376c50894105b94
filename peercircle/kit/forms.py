"""How every form of the house is laid out: label, help, error, field; one under the other."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    form_template_name = "kit/form.html"
    field_template_name = "kit/field.html"
