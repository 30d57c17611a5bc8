"""The form fields of the lounge; they are shared with the office and live in ``web.fields``."""

from matinee.web.fields import CodesField, LinesField, RoughDateField, RunningTimeField

__all__ = ["CodesField", "LinesField", "RoughDateField", "RunningTimeField"]
