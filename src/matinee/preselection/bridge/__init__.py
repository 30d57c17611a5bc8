"""The one door from this room to the engine: calibrated scores, balanced queues, the most telling next viewing."""

from matinee.preselection.bridge.calibrating import Asked, Calibrated, CurveFound, Estimate, Mark, calibrated, forget
from matinee.preselection.bridge.dealing import dealt

__all__ = [
    "Asked",
    "Calibrated",
    "CurveFound",
    "Estimate",
    "Mark",
    "calibrated",
    "dealt",
    "forget",
]
