# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a file of logs cannot be used."""


class BackupError(Exception):
    """One English sentence for the operator, with a code for programs.

    Codes: foreign (another kind of file), damaged, newer (of a later version of the format or of the events), file (cannot be
    read or written), too_large, missing (what is asked for is not in the store).
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
