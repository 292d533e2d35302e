"""Make the virtual environment, also where Debian's Python comes without ensurepip."""

import json
import subprocess
import sys
import tempfile
import urllib.request
import venv
from pathlib import Path

INDEX = "https://pypi.org/simple/pip/"


def main(folder: Path) -> None:
    """Make the environment in `folder`, with pip."""
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if python.exists() and subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0:
        return
    try:
        import ensurepip
    except ImportError:
        venv.create(folder, with_pip=False, clear=True)
        install_pip(python)
    else:
        print(f"making {folder} (pip {ensurepip.version()})", flush=True)
        venv.create(folder, with_pip=True, clear=True)


def install_pip(python: Path) -> None:
    """Fetch pip's wheel from the package index; a wheel can install itself."""
    request = urllib.request.Request(INDEX, headers={"Accept": "application/vnd.pypi.simple.v1+json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        files = json.load(answer)["files"]
    wheels = [one for one in files if one["filename"].endswith("-none-any.whl") and not one.get("yanked")]
    newest = max(
        wheels, key=lambda one: [int(part) for part in one["filename"].split("-")[1].split(".") if part.isdigit()]
    )
    with tempfile.TemporaryDirectory() as room:
        wheel = Path(room) / newest["filename"]
        with urllib.request.urlopen(newest["url"], timeout=60) as answer:
            wheel.write_bytes(answer.read())
        subprocess.run([python, f"{wheel}/pip", "install", "--quiet", wheel], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
