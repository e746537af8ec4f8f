# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How somebody of a case, or of an organisation's action, is reached: his link, his address, what was mailed, his calendar."""

from msgspec import Struct

from organisation.dossier.contacts import Contact, Mail
from organisation.dossier.due_mails import HasHolders, reached
from organisation.dossier.seen import Days, HeldAction
from organisation.dossier.state import LivingAction


def held_path(held: HeldAction | Days, action_id: str) -> str:
    """Where whoever holds an action finds it."""
    return f"/{'actie' if held.home == 'case' else 'organisatieactie'}/{held.case_id}/{action_id}"


class Calendar(Struct, frozen=True):
    """The calendar that comes with a link: its address, empty where it is not known."""

    feed_url: str = ""

    @property
    def webcal(self) -> str:
        """The same calendar, as programs are told to subscribe."""
        return f"webcal://{self.feed_url.partition('://')[2]}" if self.feed_url else ""


class Reach(Struct, frozen=True):
    """Of whom it is: the holder of an action, or the regievoerder (`whom` is empty). `address` is where mail goes now; `mail` is
    the last one. `sends` says that this server sends mail.
    """

    whom: str
    contact: Contact
    address: str
    mail: Mail | None
    sends: bool
    calendar: Calendar = Calendar()


def reach_of(home: HasHolders, whom: str, *, sends: bool, feed_url: str = "") -> Reach:
    """How the holder of an action is reached, or the regievoerder of a case."""
    mails = [mail for mail in home.mails.values() if mail.whom == whom]
    return Reach(
        whom=whom,
        contact=home.contacts.get(whom, Contact()),
        address=reached(home, whom),
        mail=max(mails, key=lambda mail: mail.at_ms, default=None),
        sends=sends,
        calendar=Calendar(feed_url),
    )


def made_for_another(action: LivingAction) -> str:
    """For whom the link of an action was made, when somebody else holds it now."""
    link = action.link
    return link.holder if link is not None and link.holder != action.plan.holder else ""
