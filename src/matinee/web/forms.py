"""How forms are drawn: ``{{ form }}`` and ``field.as_field_group`` use the templates in ``web/forms/``."""

from django.forms.renderers import TemplatesSetting


class HouseRenderer(TemplatesSetting):
    """Draw whole forms and single fields with Matinee's templates; set as ``FORM_RENDERER``."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
