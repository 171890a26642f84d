"""On what kind of file system a file lies: locks that do nothing on a network share let two writers break a ledger."""

import os
import sys
from pathlib import Path

TABLE = Path("/proc/self/mountinfo")
"""The mounts of this process, one on a line; its form is in proc(5)."""

_NETWORK = frozenset(
    [
        "9p",
        "afp",
        "afpfs",
        "afs",
        "auristorfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "ftpfs",
        "lustre",
        "ncp",
        "ncpfs",
        "nfs",
        "nfs4",
        "prl_fs",
        "smb2",
        "smb3",
        "smbfs",
        "sshfs",
        "vboxsf",
        "fuse.ceph-fuse",
        "fuse.curlftpfs",
        "fuse.davfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.goofys",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.smbnetfs",
        "fuse.sshfs",
        "fuse.vmhgfs-fuse",
        "glusterfs",
        "vmhgfs",
    ]
)
"""Kinds that other machines write to as well; shared folders of a virtual machine are among them."""
_REMOTE_DRIVE = 4
_ESCAPES = {r"\040": " ", r"\011": "\t", r"\012": "\n", r"\134": "\\"}


def network_kind(path: Path) -> str:
    """The kind of network file system that a file or folder that exists lies on; empty where it lies on none.

    Where the system does not say it cheaply (macOS), it is taken for none.
    """
    if sys.platform == "win32":
        import ctypes

        root = path.resolve().anchor
        remote = root.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(root) == _REMOTE_DRIVE
        return "smb" if remote else ""
    try:
        table = TABLE.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""
    kind = kind_in(table, os.path.realpath(path))
    return kind if kind in _NETWORK else ""


def kind_in(table: str, path: str) -> str:
    """The kind of file system that an absolute path lies on, by a table of mounts; empty where no mount holds it.

    The longest mount point that holds it counts, and of several mounts on one point the last.
    """
    longest, kind = -1, ""
    for line in table.splitlines():
        of, _, rest = line.partition(" - ")
        words, kinds = of.split(), rest.split()
        if len(words) > 4 and kinds:  # noqa: PLR2004 - the fifth is the mount point
            point = _plain(words[4])
            inside = path == point or path.startswith(point.rstrip("/") + "/")
            if inside and len(point) >= longest:
                longest, kind = len(point), kinds[0]
    return kind


def _plain(point: str) -> str:
    for escape, sign in _ESCAPES.items():
        point = point.replace(escape, sign)
    return point
