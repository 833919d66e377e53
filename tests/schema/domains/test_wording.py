"""Enums whose values say in both languages what they mean, and stay plain strings."""

import strawberry

from schema.wording import DescribedEnum, described_enum


@described_enum("季节。", "A season.")
class Season(DescribedEnum):
    """Two of four."""

    SPRING = "SPRING", "春。", "Spring."
    AUTUMN = "AUTUMN", "秋。", "Autumn."


def test_members_are_strings_with_words() -> None:
    assert (Season.SPRING, Season("AUTUMN")) == ("SPRING", Season.AUTUMN)
    assert f"{Season.SPRING} {Season.SPRING.zh} {Season.SPRING.en}" == "SPRING 春。 Spring."


def test_the_contract_prints_them() -> None:
    @strawberry.type
    class Query:
        season: Season

    sdl = strawberry.Schema(Query).as_str()
    assert sdl.startswith('type Query {\n  season: Season!\n}\n\n"""\n季节。\n\nA season.\n"""\nenum Season {')
    assert '  """\n  春。\n  \n  Spring.\n  """\n  SPRING\n' in sdl
