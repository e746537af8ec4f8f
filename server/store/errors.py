# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can go wrong with the store.

* StoreError: one clear sentence for an operator, with a code for programs
    * StoreUnavailable: no usable answer now; whether the command took effect is unknown, calling again is safe
    * StoreDamaged: what is stored contradicts itself; calling again does not help
"""

from redis import exceptions as redis_errors

_SENTENCES = {
    "auth": "Redis refuses the user or password in REDIS_URL.",
    "busy": "Redis is busy with a long-running script.",
    "cluster": "Redis runs in cluster mode: begin REDIS_URL with redis+cluster://.",
    "down": "A part of the Redis cluster is down, or moving.",
    "loading": "Redis is still loading its data.",
    "lost": "The connection to Redis was lost.",
    "misconf": "Redis cannot write to its disk and refuses changes.",
    "noperm": "Redis does not permit this user a command that is needed.",
    "noreplicas": "Redis refuses changes because too few replicas follow it.",
    "oom": "Redis has reached its memory limit and refuses changes.",
    "readonly": "Redis is a read-only replica and refuses changes.",
    "timeout": "Redis did not answer in time.",
}

_CODE_OF_REPLY = {
    "BUSY": "busy",
    "CLUSTERDOWN": "down",
    "CROSSSLOT": "cluster",
    "LOADING": "loading",
    "MASTERDOWN": "lost",
    "MISCONF": "misconf",
    "MOVED": "cluster",
    "NOAUTH": "auth",
    "NOPERM": "noperm",
    "NOREPLICAS": "noreplicas",
    "OOM": "oom",
    "READONLY": "readonly",
    "WRONGPASS": "auth",
}


class StoreError(Exception):
    """The store cannot be used.

    `code` is stable and for programs; `message` is one English sentence that says what is wrong and what to do, without secrets.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class StoreUnavailable(StoreError):
    """No usable answer came from the store.

    A change that was asked for may or may not have taken effect. Calling again with the same arguments is safe: an append is
    settled by its counters or seen by its nonces.
    """


class StoreDamaged(StoreError):
    """Stored data contradict each other, for example a log with a hole. Retrying does not help; an operator must look."""


def translate(error: Exception) -> StoreError:
    """The StoreError that says what a redis-py or socket error means. Raise it `from` the error."""
    if isinstance(error, StoreError):
        return error
    text = str(error)
    # While connecting, redis-py hides the one as the cause of a plain ConnectionError.
    if isinstance(error, redis_errors.AuthenticationError) or isinstance(error.__cause__, redis_errors.AuthenticationError):
        code = "auth"
    elif isinstance(error, redis_errors.BusyLoadingError):
        code = "loading"
    elif isinstance(error, redis_errors.ReadOnlyError):
        code = "readonly"
    elif isinstance(error, redis_errors.OutOfMemoryError):
        code = "oom"
    elif isinstance(error, redis_errors.ClusterDownError | redis_errors.TryAgainError):
        code = "down"
    elif isinstance(error, redis_errors.AskError | redis_errors.ClusterCrossSlotError):
        code = "cluster"
    elif isinstance(error, redis_errors.NoPermissionError):
        code = "noperm"
    elif isinstance(error, redis_errors.TimeoutError | TimeoutError):
        code = "timeout"
    elif isinstance(error, redis_errors.ResponseError):
        # Both can only be the first write of a script, so nothing was written.
        if "WRONGTYPE" in text or "ID specified in XADD" in text:
            return StoreDamaged("damaged", f"A key of the store holds something unexpected: {text}")
        # Inside a script the error word stands first too, since Redis 7.
        known = _CODE_OF_REPLY.get(text.removeprefix("-").split(" ", 1)[0])
        if known is None:
            return StoreUnavailable("refused", f"Redis refused a command: {text}")
        code = known
    else:
        code = "lost"
    return StoreUnavailable(code, _SENTENCES[code])
