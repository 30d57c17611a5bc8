"""What holds a program together, in its films' own words: the engine's word table, offline, in this process."""

from collections.abc import Sequence

from matinee.programming.rules import BoardFilm

TEXT_CHARS = 2_000


def words_of_programs(programs: Sequence[Sequence[BoardFilm]]) -> list[tuple[str, ...]]:
    """Return up to five words for each program: shared themes first, then what its films say and the others do not."""
    from matinee.engine.blocks.contract import Film  # noqa: PLC0415  scipy takes a second to load; only who asks pays
    from matinee.engine.blocks.words import words_of  # noqa: PLC0415  as above

    films = [
        [
            Film(
                id=one.code,
                running_time_s=one.running_time_s or 1,
                text=f"{one.film.logline}\n{one.film.synopsis}".strip()[:TEXT_CHARS],
                themes=tuple(one.film.themes),
            )
            for one in program
        ]
        for program in programs
    ]
    return [
        words_of(mine, [film for other in films if other is not mine for film in other]) if mine else ()
        for mine in films
    ]
