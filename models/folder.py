"""Where a rota file may lie: on this machine's own disk, and not in a shared or copied folder."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePath

from models.refusal import CannotOpen

Probe = Callable[[Path], str]
"""Answers what is wrong with a folder in a few words, or nothing when it is a local one."""

NETWORK_FILE_SYSTEMS = frozenset(
    (  # noqa: SIM905 - a list of words reads as words
        "cifs smb2 smb3 smbfs nfs nfs4 ncpfs ncp afs afpfs webdav davfs glusterfs ceph lustre 9p "
        "vboxsf vmhgfs prl_fs drvfs fuse.sshfs fuse.rclone fuse.davfs2 fuse.glusterfs "
        "fuse.gvfsd-fuse fuse.smbnetfs fuse.vmhgfs-fuse fuse.onedriver fuse.s3fs"
    ).split()
)
CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
DRIVE_REMOTE = 4


def refuse_shared_folder(path: Path, probe: Probe) -> None:
    """Refuse a file on a network drive or in a cloud folder, where SQLite's locks do not hold."""
    trouble = probe(path)
    if trouble:
        raise CannotOpen(
            f"{path.name} lies {trouble}, where two machines could spoil it; "
            "use PostgreSQL, or keep the rota on this machine and its backups on the share."
        )


def machine_probe(path: Path) -> str:
    """Ask this machine what the folder of a file is."""
    cloud = cloud_folder(path, os.environ)
    return cloud or _network_folder(path)


def cloud_folder(path: PurePath, environment: Mapping[str, str]) -> str:
    """Tell whether OneDrive copies this folder to the cloud behind the desk's back."""
    roots = [PurePath(environment[name]) for name in CLOUD_VARIABLES if environment.get(name)]
    inside = any(path.is_relative_to(root) for root in roots)
    named = any(part == "OneDrive" or part.startswith("OneDrive - ") for part in path.parts[:-1])
    return "in a folder that OneDrive copies to the cloud" if inside or named else ""


def mounted_folder(path: PurePath, mounts: Iterable[tuple[str, str]]) -> str:
    """Tell whether the deepest of (mount point, file system) over a path is a network one."""
    over = [(point, kind) for point, kind in mounts if path.is_relative_to(point)]
    kind = max(over, key=lambda mount: len(mount[0]), default=("", ""))[1]
    return f"on a network drive ({kind})" if kind in NETWORK_FILE_SYSTEMS else ""


def linux_mounts(table: str) -> Iterable[tuple[str, str]]:
    """Read the lines of /proc/mounts as (mount point, file system); later ones hide earlier."""
    mounts: dict[str, str] = {}
    for line in table.splitlines():
        words = line.split(" ")
        if len(words) > 2:  # noqa: PLR2004 - device, mount point, file system
            mounts[_without_escapes(words[1])] = words[2]
    return mounts.items()


def mac_mounts(table: str) -> Iterable[tuple[str, str]]:
    """Read the lines of macOS's `mount` ("//x on /Volumes/y (smbfs, nodev)")."""
    for line in table.splitlines():
        _, _, rest = line.partition(" on ")
        point, _, kinds = rest.rpartition(" (")
        yield point, kinds.rstrip(")").split(",")[0]


def windows_drive(path: PurePath, drive_kind: Callable[[str], int]) -> str:
    """Tell whether a Windows path is a share (two backslashes) or a mapped drive letter."""
    if path.drive.startswith("\\\\"):
        return "on a network share"
    return "on a network drive" if drive_kind(path.anchor) == DRIVE_REMOTE else ""


def _without_escapes(point: str) -> str:
    """Give back the spaces and tabs that /proc/mounts writes in octal."""
    for octal, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(octal, character)
    return point


def _network_folder(path: Path) -> str:
    """Ask the system this machine runs."""
    if sys.platform == "win32":
        import ctypes

        return windows_drive(path, ctypes.windll.kernel32.GetDriveTypeW)
    if sys.platform == "darwin":
        table = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False)
        return mounted_folder(path, mac_mounts(table.stdout))
    mounts = Path("/proc/mounts")
    table = mounts.read_text(encoding="utf-8") if mounts.exists() else ""
    return mounted_folder(path, linux_mounts(table))
