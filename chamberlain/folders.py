"""Where things lie: the person's own folders, and the policy files that come with the program."""

from pathlib import Path

from platformdirs import PlatformDirs

from chamberlain.stop import Stop

_DIRS = PlatformDirs("chamberlain", appauthor=False)
_BESIDE_THE_PACKAGE = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """Return the folder of the person's books; it may not exist yet."""
    return _DIRS.user_data_path


def state_folder() -> Path:
    """Return the folder of logs and crash notes; it may not exist yet."""
    return _DIRS.user_state_path


def cache_folder() -> Path:
    """Return the folder of what can be made again; it may not exist yet."""
    return _DIRS.user_cache_path


def settings_file() -> Path:
    """Return the path of the person's settings file; it may not exist."""
    return _DIRS.user_config_path / "settings.toml"


def own_folder(folder: Path) -> Path:
    """Make ``folder`` for its owner alone (0700) where it is missing, and return it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(
            f"The folder {folder} cannot be made ({reason(error)}): make it, or name another."
        ) from error
    return folder


def shipped_office(name: str) -> Path:
    """Return the folder of an office that comes with the program, by its name."""
    return _BESIDE_THE_PACKAGE / "offices" / name


def checkout() -> Path | None:
    """Return the folder of the source checkout that the program runs from, or ``None`` when it was installed."""
    return _BESIDE_THE_PACKAGE if (_BESIDE_THE_PACKAGE / "pyproject.toml").is_file() else None


def office_folder(given: str) -> Path:
    """Return the folder meant by an office's path or, when there is no such path, by a shipped office's name."""
    path = Path(given).expanduser()
    if path.is_dir():
        return path
    shipped = shipped_office(path.name)
    if shipped.is_dir() and given in (path.name, f"offices/{path.name}"):
        return shipped
    raise Stop(
        f"There is no folder of policy files at {given}: name the folder that holds office.toml."
    )


def reason(error: OSError) -> str:
    """Return why the operating system refused, in its own few words."""
    return (error.strerror or type(error).__name__).lower()
