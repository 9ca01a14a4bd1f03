"""A rota stays on this machine's own disk: shares and cloud folders are refused."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from models.database import open_database, restore_database
from models.folder import cloud_folder, linux_mounts, mac_mounts, mounted_folder, windows_drive
from models.refusal import CannotOpen

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
//ward-server/rota /mnt/ward\\040share cifs rw 0 0
ward:/home /home/net nfs4 rw 0 0
/dev/sdb1 /home/net/local ext4 rw 0 0
klowe@host: /mnt/ssh fuse.sshfs rw 0 0
/dev/sdc1 /mnt/stick fuseblk rw 0 0
//old/share /mnt/twice cifs rw 0 0
/dev/sdd1 /mnt/twice ext4 rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/home/klowe/rota.sqlite", ""),
        ("/mnt/ward share/rota.sqlite", "on a network drive (cifs)"),
        ("/mnt/ward share/a/b/rota.sqlite", "on a network drive (cifs)"),
        ("/mnt/ward shared/rota.sqlite", ""),
        ("/home/net/rota.sqlite", "on a network drive (nfs4)"),
        ("/home/net/local/rota.sqlite", ""),
        ("/mnt/ssh/rota.sqlite", "on a network drive (fuse.sshfs)"),
        ("/mnt/stick/rota.sqlite", ""),
        ("/mnt/twice/rota.sqlite", ""),
    ],
)
def test_linux_tells_a_share_by_its_file_system(path: str, said: str) -> None:
    assert mounted_folder(PurePosixPath(path), linux_mounts(MOUNTS)) == said


def test_a_mac_tells_a_share_by_its_file_system() -> None:
    table = (
        "/dev/disk3s1 on / (apfs, sealed, local)\n"
        "//klowe@ward/rota on /Volumes/Ward (old) (smbfs, nodev, nosuid)\n"
    )
    mounts = list(mac_mounts(table))
    here, there = PurePosixPath("/Users/k/r"), PurePosixPath("/Volumes/Ward (old)/r")
    assert mounted_folder(here, mounts) == ""
    assert mounted_folder(there, mounts) == "on a network drive (smbfs)"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("C:\\Users\\klowe\\rota.sqlite", ""),
        ("\\\\ward-server\\rota\\rota.sqlite", "on a network share"),
        ("H:\\rota.sqlite", "on a network drive"),
    ],
)
def test_windows_tells_a_share_by_its_path_or_its_drive(path: str, said: str) -> None:
    remote = 4
    kinds = {"C:\\": 3, "H:\\": remote}
    assert windows_drive(PureWindowsPath(path), lambda root: kinds[root]) == said


@pytest.mark.parametrize(
    ("path", "cloud"),
    [
        ("C:\\Users\\k\\OneDrive - Ward Trust\\rota.sqlite", True),
        ("C:\\Users\\k\\OneDrive\\Documents\\rota.sqlite", True),
        ("D:\\Cloud\\rota.sqlite", True),
        ("C:\\Users\\k\\Documents\\OneDrive.sqlite", False),
        ("C:\\Users\\k\\Documents\\rota.sqlite", False),
    ],
)
def test_a_onedrive_folder_is_known_by_its_name_or_by_the_environment(
    path: str, *, cloud: bool
) -> None:
    environment = {"OneDriveCommercial": "D:\\Cloud", "OneDrive": ""}
    said = cloud_folder(PureWindowsPath(path), environment)
    assert said == ("in a folder that OneDrive copies to the cloud" if cloud else "")


def test_a_rota_on_a_share_is_refused_with_the_reason_and_what_to_do(rota_file: Path) -> None:
    said = []
    for create in (False, True):
        with pytest.raises(CannotOpen) as caught:
            open_database(rota_file, create=create, probe=lambda _: "on a network drive (cifs)")
        said.append(str(caught.value))
    with pytest.raises(CannotOpen) as caught:
        restore_database(rota_file, rota_file, probe=lambda _: "on a network drive (cifs)")
    reason = (
        "rota.sqlite lies on a network drive (cifs), where two machines could spoil it; "
        "use PostgreSQL, or keep the rota on this machine and its backups on the share."
    )
    assert [*said, str(caught.value)] == [reason] * 3
