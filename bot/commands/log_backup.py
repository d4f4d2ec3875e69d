"""`hepascreen log backup` and `restore`: the whole log in one file, from either database and into either."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from actions.log.backup import back_up
from actions.log.restore import BackupError, check_backup, restore
from actions.log.schema import SchemaError
from actions.log.verify import Audit
from bot.commands.log_check import FOUND
from bot.commands.log_open import LogError, counted, require_file, unusable
from bot.settings import Settings

OLD = "of an earlier version, which a restore upgrades and verifies"


def back_up_log(settings: Settings, path: Path) -> int:
    """Write a backup; return 1 where the log, and so its copy, is not sound."""
    require_file(settings.log_url)
    with _said_in_words(path):
        audit = back_up(settings.log_url, path)
    flaws = audit.flaws if audit else []
    for flaw in flaws:
        sys.stdout.write(f"{flaw}\n")
    if flaws:
        found = f"NOT SOUND: {counted(len(flaws), 'flaw')}. {path} is a copy of the log as it is"
        sys.stdout.write(f"{found}, to be looked at; it cannot be restored.\n")
        return FOUND
    sys.stdout.write(f"Backed up to {path}: {_whole(audit) if audit else OLD}. Keep it as safe as the log itself.\n")
    return 0


def restore_log(settings: Settings, path: Path, check: bool) -> int:
    """Restore a backup, or see whether it could be restored; return the exit status."""
    with _said_in_words(path):
        audit = check_backup(path) if check else restore(path, settings.log_url)
    sys.stdout.write(f"{'Can be restored' if check else 'Restored'} from {path}: {_whole(audit)}.\n")
    return 0


def _whole(audit: Audit) -> str:
    parts = (len(audit.heads), "screening"), (audit.links, "row"), (audit.purged, "tombstone")
    return f"sound, {', '.join(counted(number, noun) for number, noun in parts)}"


@contextmanager
def _said_in_words(path: Path) -> Iterator[None]:
    """Raise LogError, one line, for whatever keeps a backup from being written or restored."""
    try:
        yield
    except FileExistsError:
        raise LogError(f"{path} is there already and is not overwritten; name another file") from None
    except (BackupError, SchemaError) as error:
        raise LogError(str(error)) from None
    except OSError as error:
        raise LogError(f"{path} cannot be written: {error.strerror}; name another file") from None
    except SQLAlchemyError as error:
        raise unusable(error) from None
