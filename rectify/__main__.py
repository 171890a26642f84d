"""Where the program starts: `rectify`, also `python -m rectify`."""

import gc
import sys

INTERRUPTED = 130
PIPE_CLOSED = 141
DISK_FAILED = 74
BUG = 70


def main() -> int:
    """Run the command line of this process and return its exit code.

    What the user can cause is told by `run`; here end the two ways of being cut short, and bugs.
    """
    gc.set_threshold(50_000)  # importing makes many objects and no garbage: looking for it costs a twentieth of a start
    try:
        from rectify.cli.app import run
        from rectify.cli.world import World

        code = run(sys.argv[1:], World())
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return PIPE_CLOSED
    except Exception as error:  # noqa: BLE001  # the last boundary: whatever is left is a bug
        return _tell_bug(error)
    finally:
        gc.freeze()  # all that is left goes with the process: looking through it for garbage costs an eighth of a start
    if code == DISK_FAILED:
        _drop_output()
    return code


def _drop_output() -> None:
    """Let what could not be written go, so that the interpreter does not stumble over it once more as it ends."""
    import os

    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            os.dup2(nowhere, stream.fileno())


def _tell_bug(error: Exception) -> int:
    import os

    from rectify.cli.world import language_or_locale
    from rectify.language import say

    if os.environ.get("RECTIFY_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
    language = language_or_locale(sys.argv[1:], os.environ)
    if sys.stderr is not None:
        sys.stderr.write(f"rectify: {say(language, 'errors.bug', type=type(error).__name__)}\n")
    return BUG


if __name__ == "__main__":
    sys.exit(main())
