"""The grade of a reply as it is stored: as printed by the committee's scheme on that day, beside what it means."""

from __future__ import annotations

from schema.rulebook.grades import Grade, Scheme, scheme
from services.kit.acts import Act


def scheme_of(act: Act) -> Scheme:
    """The scheme in which the committee grades on the day of the command."""
    return scheme(act.book.scheme)


def letters_of(act: Act) -> tuple[str, ...]:
    """The letters of that scheme."""
    return tuple(grade.letter for grade in scheme_of(act).grades)


def columns(of: Scheme, grade: Grade) -> dict[str, object]:
    """The columns that keep a grade."""
    return {
        "grade_scheme": of.id,
        "grade_letter": grade.letter,
        "grade_label": grade.label,
        "grade_canonical": [meaning.value for meaning in grade.meanings],
        "grade_loss": None if grade.loss is None else grade.loss.zh,
        "grade_loss_en": None if grade.loss is None else grade.loss.en,
    }


def graded(act: Act, letter: str) -> dict[str, object]:
    """The columns of a letter that the rulebook found in the scheme."""
    of = scheme_of(act)
    grade = of.grade(letter)
    assert grade is not None
    return columns(of, grade)
