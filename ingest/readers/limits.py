"""How much reading may take: the settings, as the readers use them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.settings import Settings


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in MiB, times in seconds; see kg.settings."""

    file_mb: int = 50
    characters: int = 8_000_000
    seconds: float = 10.0
    memory_mb: int = 500
    members: int = 10_000
    archive_mb: int = 100
    office_seconds: float = 60.0
    sandbox: bool = True

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        return cls(
            settings.read_file_mb,
            settings.read_characters,
            settings.read_seconds,
            settings.read_memory_mb,
            settings.archive_members,
            settings.archive_mb,
            settings.office_seconds,
            bool(settings.sandbox),
        )


@cache
def configured() -> Limits:
    """The limits that the environment sets for this process."""
    return Limits.of(Settings())
