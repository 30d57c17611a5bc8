"""What is in a film file: MediaInfo asked in a process of its own, with limits, since the file may be hostile.

Run as ``python -m matinee.kit.media PATH``, it prints the facts as JSON; ``measure`` is how the house asks.
"""

import json
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENCE_S = 90
MEMORY_BYTES = 2 * 2**30
CPU_S = 60
MILLISECONDS = 1000


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """The facts of one file; text is empty and numbers are 0 where the file does not say."""

    container: str = ""
    duration_ms: int = 0
    is_truncated: bool = False
    starts_fast: bool = True
    video_codec: str = ""
    video_profile: str = ""
    bit_depth: int = 0
    chroma: str = ""
    width: int = 0
    height: int = 0
    frame_rate: str = ""
    audio_codec: str = ""
    audio_channels: int = 0
    bit_rate: int = 0

    @property
    def running_time_s(self) -> int:
        """Whole seconds, rounded."""
        return round(self.duration_ms / MILLISECONDS)


def measure(path: Path, *, patience_s: float = PATIENCE_S) -> MediaFacts | None:
    """Return what a file holds, or None when it cannot be read within its limits of time and memory."""
    command = [sys.executable, "-m", "matinee.kit.media", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=patience_s, check=False)  # noqa: S603  our own words
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        return None
    return MediaFacts(**json.loads(done.stdout))


def facts_of(path: str) -> dict[str, Any]:
    """Ask MediaInfo here and now; only the process that may be lost calls this."""
    from pymediainfo import MediaInfo  # noqa: PLC0415  the library is loaded where it may crash alone

    tracks = [track.to_data() for track in MediaInfo.parse(path).tracks]
    general = _first(tracks, "General")
    video, audio = _first(tracks, "Video"), _first(tracks, "Audio")
    profile = str(general.get("format_profile", ""))
    return {
        "container": "QuickTime" if profile == "QuickTime" else str(general.get("format", "")),
        "duration_ms": round(_number(general.get("duration"))),
        "is_truncated": general.get("istruncated") == "Yes",
        "starts_fast": general.get("isstreamable", "Yes") == "Yes",
        "video_codec": str(video.get("format", "")),
        "video_profile": str(video.get("format_profile", "")),
        "bit_depth": round(_number(video.get("bit_depth"))),
        "chroma": str(video.get("chroma_subsampling", "")),
        "width": round(_number(video.get("width"))),
        "height": round(_number(video.get("height"))),
        "frame_rate": str(video.get("frame_rate", "")),
        "audio_codec": str(audio.get("format", "")),
        "audio_channels": round(_number(audio.get("channel_s"))),
        "bit_rate": round(_number(general.get("overall_bit_rate"))),
    }


def _first(tracks: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    """Return the first track of a kind, or an empty one."""
    return next((track for track in tracks if track.get("track_type") == kind), {})


def _number(value: object) -> float:
    """Return a number that MediaInfo gave in any shape, 0 where it is none."""
    try:
        return float(str(value))
    except ValueError:
        return 0.0


def main(path: str) -> None:
    """Print the facts of one file within limits of memory and processor time."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.write(json.dumps(facts_of(path)))


if __name__ == "__main__":
    main(sys.argv[1])
