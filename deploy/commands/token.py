"""`shizi token`."""

from typing import Annotated

import typer

from deploy.commands.options import Home
from deploy.local.control import ask
from deploy.local.errors import LocalError, SupervisorError
from deploy.local.settings import LocalSettings, from_environment
from gateway.identity.keys import KeyFileError
from gateway.identity.tokens import issue_token
from schema.ids import NODE_CODE

app = typer.Typer()
ROLES = ("staff", "member", "steward")


@app.command()
def token(
    committee: Annotated[str, typer.Option(help="委员会的节点代码 · the committee's node code")],
    subject: Annotated[str, typer.Option(help="持有人 · who holds it")],
    role: Annotated[
        list[str], typer.Option(help="staff、member 或 steward，可重复 · staff, member or steward; repeatable")
    ],
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
    try:
        print(issue_token(settings.home, committee=committee, roles=role, subject=subject, lifetime_s=lifetime))
    except KeyFileError as problem:
        raise LocalError(f"{problem}; make up creates it.", f"{problem}；make up 会生成它。") from problem


def _runs_with_issuer(settings: LocalSettings) -> bool:
    """Whether the installation in this home was started with the development issuer on, as `make up` does."""
    try:
        return bool(ask(settings, {"command": "status"})["devIssuer"])
    except SupervisorError:
        return False
