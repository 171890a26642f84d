"""Signatures on heads, made and checked by `ssh-keygen`, which also checks them without this program."""

import base64
import binascii
import re
import shutil
import struct
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rectify.cli.session import Session
from rectify.documents.reading.guard import content_of
from rectify.errors import NotFound, Refused

if TYPE_CHECKING:
    from rectify.sealing.checking import Signed

NAMESPACE = "rectify-head"
"""What a signature is for; one that was made for anything else is refused."""
PROGRAM = "ssh-keygen"
_LONGEST = 60.0
"""Seconds; a key in hardware waits for a touch."""
_ARMOUR = re.compile(rb"-----BEGIN SSH SIGNATURE-----\s+([A-Za-z0-9+/=\s]+?)-----END SSH SIGNATURE-----")
_MAGIC = b"SSHSIG"


class Signers(NamedTuple):
    """Whose signature is wanted: the file of allowed signers, one name of it (or any), and keys that were revoked."""

    allowed: Path
    name: str | None = None
    revoked: Path | None = None


class Checked(NamedTuple):
    """What came of a check: `code` is empty where the signature is good, else the code of the finding."""

    code: str
    signer: str = ""
    about: str = ""


def sign(session: Session, content: bytes, key: Path) -> bytes:
    """The signature of `content` with a private key, or with a public one whose private part the agent holds.

    `ssh-keygen` itself asks for a passphrase, at a terminal only. Raises NotFound without the key, Refused where it does not sign.
    """
    if not key.exists():
        raise NotFound("key-missing", path=key)
    done = _run(session, "-Y", "sign", "-n", NAMESPACE, "-f", str(key), content=content, asks=True)
    if done.returncode or not _ARMOUR.search(done.stdout):
        raise Refused("not-signed", path=key, reason=_last_line(done.stderr))
    return done.stdout


def signature_beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.sig")


def check(session: Session, path: Path, signers: Signers) -> Checked:
    """Whether the signature beside `path` is a good one, for a head, of one of `signers`; and what is wrong with it."""
    beside = signature_beside(path)
    if not beside.exists():
        return Checked("sig-missing", about=beside.name)
    content = content_of(path)
    parts = _parts(content_of(beside))
    if parts is None:
        return Checked("sig-unreadable")
    key, namespace = parts
    if namespace != NAMESPACE:
        return Checked("sig-namespace", about=namespace)
    words = ("-n", NAMESPACE, "-s", str(beside))
    if _run(session, "-Y", "check-novalidate", *words, content=content).returncode:
        return Checked("sig-changed")
    lines = list(_lines_of(key, content_of(signers.allowed)))
    if not lines:
        return Checked("sig-unknown")
    name = signers.name or lines[0].names[0]
    allowed = ("-Y", "verify", "-f", str(signers.allowed), "-I", name, *words)
    done = _run(session, *allowed, content=content)
    if signers.revoked and not done.returncode:
        done = _run(session, *allowed, "-r", str(signers.revoked), content=content)
        if done.returncode:
            return Checked("sig-revoked", name)
    return _why(lines, name, _last_line(done.stderr or done.stdout)) if done.returncode else Checked("", name)


def check_all(
    session: Session, signed: "Iterable[Signed]", folder: Path, signers: Signers
) -> Iterator[tuple["Signed", Path, Checked]]:
    """Each signed head of a seal, where in `folder` it lies with its signature beside it, and what came of the check."""
    for each in signed:
        if each.signature:
            place = folder / f"{each.number}.txt"
            place.write_bytes(each.text)
            signature_beside(place).write_bytes(each.signature)
            yield each, place, check(session, place, signers)


class _Allowed(NamedTuple):
    names: tuple[str, ...]
    options: str


def _why(lines: list[_Allowed], name: str, reason: str) -> Checked:
    """Why a signature that is right was refused: another name, or a key outside its validity, or what was said."""
    own = [each for each in lines if name in each.names]
    if not own and not any("*" in pattern or "?" in pattern for each in lines for pattern in each.names):
        return Checked("sig-other", name, ", ".join(lines[0].names))
    validity = re.findall(r'valid-(?:after|before)="?[0-9]+Z?"?', " ".join(each.options for each in own or lines))
    return Checked("sig-expired", name, ", ".join(validity)) if validity else Checked("sig-bad", name, reason)


def _lines_of(key: bytes, allowed: bytes) -> Iterator[_Allowed]:
    """The lines of a file of allowed signers that hold this key."""
    encoded = base64.b64encode(key).decode()
    for line in allowed.decode(errors="replace").splitlines():
        if encoded in line.split() and not line.lstrip().startswith("#"):
            names, _, rest = line.strip().partition(" ")
            yield _Allowed(tuple(names.strip('"').split(",")), rest.partition(encoded)[0])


def _parts(signature: bytes) -> tuple[bytes, str] | None:
    """The public key and the namespace of an SSH signature (PROTOCOL.sshsig of OpenSSH); None for anything else."""
    armour = _ARMOUR.search(signature)
    try:
        blob = base64.b64decode(armour[1], validate=False) if armour else b""
        magic, at = blob[: len(_MAGIC)], len(_MAGIC) + 4
        key, at = _string(blob, at)
        namespace, at = _string(blob, at)
        return (key, namespace.decode()) if magic == _MAGIC else None
    except (binascii.Error, struct.error, UnicodeDecodeError, ValueError):
        return None


def _string(blob: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">I", blob, at)
    if at + 4 + length > len(blob):
        raise ValueError("cut short")
    return blob[at + 4 : at + 4 + length], at + 4 + length


def _run(session: Session, *words: str, content: bytes, asks: bool = False) -> "subprocess.CompletedProcess[bytes]":
    """`ssh-keygen`, which may ask only where somebody sits at a terminal. Raises Refused where there is none."""
    environ = {**session.world.environ}
    program = shutil.which(PROGRAM, path=environ.get("PATH"))
    if program is None:
        raise Refused("ssh-keygen-absent")
    silent = not (asks and session.world.stdin.isatty())
    if silent:
        environ["SSH_ASKPASS_REQUIRE"] = "never"
    try:
        return subprocess.run(
            [program, *words],
            input=content,
            env=environ,
            capture_output=True,
            timeout=_LONGEST,
            check=False,
            start_new_session=silent,
        )
    except subprocess.TimeoutExpired:
        raise Refused("ssh-keygen-slow", seconds=round(_LONGEST)) from None


def _last_line(said: bytes) -> str:
    return next(iter(said.decode(errors="replace").strip().splitlines()[-1:]), "?")
