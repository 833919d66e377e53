"""`shizi token`."""

from typing import Annotated

import typer

from deploy.commands.options import Home
from deploy.local.control import ask
from deploy.local.errors import LocalError, SupervisorError
from deploy.local.settings import LocalSettings, from_environment
from gateway.identity.keys import KeyFileError
from gateway.identity.tokens import issue_token
from schema.handling.credit_codes import is_credit_code
from schema.ids import NODE_CODE

app = typer.Typer()
ROLES = ("staff", "reviewer", "signer", "member", "steward", "handover", "unit")


@app.command()
def token(
    committee: Annotated[str, typer.Option(help="委员会的节点代码 · the committee's node code")],
    subject: Annotated[str, typer.Option(help="持有人 · who holds it")],
    role: Annotated[
        list[str],
        typer.Option(
            help="staff、reviewer（审核）、signer（签发）、member、steward、handover（交办机关）或 unit（承办单位），"
            "可重复 · repeatable"
        ),
    ],
    unit: Annotated[
        str | None, typer.Option(help="承办单位的统一社会信用代码，用于 unit · the unit's credit code, with role unit")
    ] = None,
    lifetime: Annotated[int, typer.Option(min=1, max=86400, help="有效秒数 · seconds that it is valid")] = 3600,
    home: Home = None,
) -> None:
    """由本机的开发签发者签发令牌（须 SHIZI_DEV_ISSUER=1）。 Issue a token from this machine's development issuer."""
    settings = from_environment(home=home)
    if not (settings.dev_issuer or _runs_with_issuer(settings)):
        raise LocalError(
            "The development issuer is off; set SHIZI_DEV_ISSUER=1 on a machine for development only.",
            "开发签发未开启；仅可在开发用的机器上设置 SHIZI_DEV_ISSUER=1。",
        )
    if not NODE_CODE.match(committee):
        raise LocalError(f"{committee!r} is not a node code of six digits.", f"{committee!r} 不是六位节点代码。")
    if unknown := sorted(set(role) - set(ROLES)):
        raise LocalError(
            f"Unknown role {unknown[0]!r}; there are {', '.join(ROLES)}.",
            f"没有角色 {unknown[0]!r}；有 {'、'.join(ROLES)}。",
        )
    _check_unit(role, unit)
    try:
        print(
            issue_token(settings.home, committee=committee, roles=role, subject=subject, lifetime_s=lifetime, unit=unit)
        )
    except KeyFileError as problem:
        raise LocalError(f"{problem}; make up creates it.", f"{problem}；make up 会生成它。") from problem


def _check_unit(roles: list[str], unit: str | None) -> None:
    """The role unit and a unit's code go together, and with no other role."""
    if ("unit" in roles) != (unit is not None) or ("unit" in roles and len(set(roles)) > 1):
        raise LocalError(
            "Role unit goes with --unit CODE and with no other role.",
            "角色 unit 须同时给出 --unit 代码，且不兼其他角色。",
        )
    if unit is not None and not is_credit_code(unit):
        raise LocalError(
            f"{unit!r} is not a unified social credit code (GB 32100-2015).",
            f"{unit!r} 不是有效的统一社会信用代码（GB 32100-2015）。",
        )


def _runs_with_issuer(settings: LocalSettings) -> bool:
    """Whether the installation in this home was started with the development issuer on, as `make up` does."""
    try:
        return bool(ask(settings, {"command": "status"})["devIssuer"])
    except SupervisorError:
        return False
