# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an operator does about organisations: open one, make a manager's link when all were lost, list, and destroy. Never what is
in them, but names: whoever runs a board has to know for whom.

The store is that of the settings, whether or not a server runs on it.
"""

import argparse
import secrets

from organisation.members import commands as c
from organisation.members.state import Organisation
from organisation.members.viewer import Viewer
from server import access
from server.keeping.case_commands import Say, complain, say
from server.keeping.commands import ask_first, moment
from server.keeping.organisations import destroy_lone_strategies
from server.organisations.organisations import Organisations
from server.settings import Settings
from server.store import NAMES, ORGANISATION, STRATEGY, Store, StoreError, open_store


async def organisations_command(settings: Settings, options: argparse.Namespace) -> int:
    """`waardenbord organisations open|link|list|delete`: the exit status. What is wrong is one sentence on standard error."""
    if settings.redis_url is None and not settings.data_dir.is_dir():
        complain(f"There is no data directory {settings.data_dir}: set WAARDENBORD_DATA_DIR, or REDIS_URL, as for `serve`.")
        return 1
    try:
        async with open_store(settings, join_running=True) as store:
            match options.organisations:
                case "open":
                    return 0 if await open_organisation(store, settings, options.name, options.label, say, complain) else 1
                case "link":
                    return 0 if await make_link(store, settings, options.organisation, say, complain) else 1
                case "delete":
                    return 0 if await delete(store, options.organisation, say, complain, sure=options.yes) else 1
                case _:
                    await list_all(store, say)
                    return 0
    except StoreError as error:
        complain(str(error))
        return 1


async def open_organisation(store: Store, settings: Settings, name: str, label: str, tell: Say, wrong: Say) -> bool:
    """Open one and tell the link of its first manager; False when the name or label cannot be."""
    organisation_id, key = f"o-{secrets.token_hex(6)}", access.new_secret()
    command = c.OpenOrganisation(organisation_id, name, f"m-{secrets.token_hex(6)}", label, access.hash_secret(key))
    refusal = await Organisations(store).open(command)
    if refusal is not None:
        wrong(f"This cannot be: the {refusal.field or 'name'} is {'empty' if refusal.code == 'empty' else 'too long'}.")
        return False
    _tell_link(settings, organisation_id, key, tell)
    return True


async def make_link(store: Store, settings: Settings, organisation_id: str, tell: Say, wrong: Say) -> bool:
    """A new link for the manager who has been there longest; the old one stops. False when there is no such organisation."""
    organisations = Organisations(store)
    found = await organisations.get(organisation_id)
    if found is None:
        wrong(f"There is no organisation with the id {organisation_id}.")
        return False
    key = access.new_secret()
    if not found.managers:
        # Its members signed in with accounts. For when they cannot any more.
        member = c.AddMember(f"m-{secrets.token_hex(6)}", "Beheerder", "manager", access.hash_secret(key))
        if refusal := await organisations.ask(organisation_id, member, Viewer("manager")):
            wrong(f"A first link could not be made: {refusal.code}.")
            return False
        _tell_link(settings, organisation_id, key, tell)
        return True
    manager = found.managers[0]
    as_manager = Viewer("manager", manager.id)
    if refusal := await organisations.ask(organisation_id, c.RenewLink(manager.id, access.hash_secret(key)), as_manager):
        wrong(f"The link of {manager.label} could not be made anew: {refusal.code}.")
        return False
    tell(f"The old link of {manager.label} stopped.")
    _tell_link(settings, organisation_id, key, tell)
    return True


async def list_all(store: Store, tell: Say) -> None:
    """Every organisation: its id, when something last happened in it, how many members it has, and its name."""
    organisations, copies = Organisations(store), store.of(ORGANISATION).copies
    ids = await copies.ids()
    for organisation_id, (_, last_ms) in zip(ids, await copies.last_ms(ids), strict=True):
        found = await organisations.get(organisation_id)
        if found is not None:
            tell(f"{organisation_id}  {moment(last_ms)}  {len(found.members):>4} members  {found.name}")
    tell(f"{len(ids)} organisations.")


async def delete(store: Store, organisation_id: str, tell: Say, wrong: Say, *, sure: bool) -> bool:
    """Destroy one, with its strategy; its cases stay, and stand alone. False when there is none, or somebody thought better."""
    organisations = Organisations(store)
    found: Organisation | None = await organisations.get(organisation_id)
    if found is None:
        if await organisations.is_destroyed(organisation_id) and organisation_id in await destroy_lone_strategies(store):
            tell(f"Organisation {organisation_id} was destroyed before; now its strategy is too. Delete backups yourself.")
            return True
        wrong(f"There is no organisation with the id {organisation_id}.")
        return False
    what = f"{found.name}, {len(found.members)} members. It will be gone for good, with all links and its strategy; cases stay."
    if not sure and not ask_first(what, tell, wrong):
        return False
    for kind in (STRATEGY, ORGANISATION):
        if await store.of(kind).holds.of(organisation_id) is not None:
            wrong(f"The {NAMES[kind]} {organisation_id} is held. Look with `waardenbord holds`, and release it first.")
            return False
    # The strategy first: whoever is stopped in between finds the organisation, and does it once more.
    for kind in (STRATEGY, ORGANISATION):
        destruction = store.of(kind).destruction
        await destruction.destroy(organisation_id, "operator")
        await destruction.clean_up()
    tell(f"Organisation {organisation_id} is destroyed. Delete backups yourself.")
    return True


def _tell_link(settings: Settings, organisation_id: str, key: str, tell: Say) -> None:
    base = settings.public_url or f"http://localhost:{settings.port}"
    tell(f"{base}/organisatie/{organisation_id}#{key}")
    tell("Whoever has this link manages the organisation. It is shown this once.")
    if settings.sign_in is not None and settings.sign_in.only:
        tell("It opens nothing while WAARDENBORD_OIDC_ONLY is yes: members sign in with the account of their organisation.")
