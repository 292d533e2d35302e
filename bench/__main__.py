"""Run all benchmarks: `make bench`, or `python -m bench quality truth speed server hooks`."""

import subprocess
import sys

PARTS = {
    "quality": (["bench.quality"], ["bench.quality", "--embedder", "none"]),
    "truth": (["bench.truth"],),
    "speed": (["bench.speed"],),
    "graph": (["bench.graph"],),
    "server": (["bench.server"],),
    "hooks": (["bench.hooks"],),
}


def main() -> int:
    """Run the parts that were named, or all; every part in a process of its own."""
    failed = 0
    for part in sys.argv[1:] or list(PARTS):
        for arguments in PARTS[part]:
            print(f"\n== {' '.join(arguments)}", flush=True)
            failed |= subprocess.run([sys.executable, "-m", *arguments], check=False).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
