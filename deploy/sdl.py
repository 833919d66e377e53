"""`python -m deploy.sdl`: writes the generated SDL under `schema/sdl`; with `--check` it only says what is stale."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final

import typer

from gateway.compose import Subgraph, api_sdl, compose
from schema.contract import PROFILES, logical_sdl, profile_sdl
from schema.sdl import API, FOLDER, SUBGRAPH, SUPERGRAPH

GRAPH: Final = "committees"
URL: Final = "http://localhost:4000/subgraph/committees"
"""Where gateways without partitions find the committees: at ours, which gathers for them."""


def render() -> dict[Path, str]:
    """Every generated file with the text it should have."""
    subgraph = logical_sdl()
    supergraph = compose([Subgraph(GRAPH, URL, subgraph)])
    profiles = {FOLDER / f"{name.lower()}.graphql": profile_sdl(profile) for name, profile in PROFILES.items()}
    return profiles | {SUBGRAPH: subgraph, SUPERGRAPH: supergraph, API: api_sdl(supergraph)}


def stale(wanted: Mapping[Path, str], folder: Path = FOLDER) -> list[Path]:
    """The files that differ from what they should be: changed, missing, or no longer generated."""
    differing = [path for path, text in wanted.items() if not path.is_file() or path.read_text("utf-8") != text]
    return sorted({*differing, *(path for path in folder.glob("*.graphql") if path not in wanted)})


def write(wanted: Mapping[Path, str], paths: list[Path]) -> None:
    """Bring these files up to date; those that are no longer generated go."""
    for path in paths:
        if path in wanted:
            path.write_text(wanted[path], "utf-8")
        else:
            path.unlink()


def main(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail when a file is stale.")] = False,
) -> None:
    """Write schema/sdl from the types, or check it."""
    wanted = render()
    paths = stale(wanted)
    for path in paths:
        typer.echo(f"{'stale' if check else 'written'}: {path}")
    if not check:
        write(wanted, paths)
    elif paths:
        typer.echo("Run `python -m deploy.sdl` and commit the result.")
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
