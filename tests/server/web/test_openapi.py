# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What programs read of us: descriptions that their own validators take, and problems in place of pages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import httpx
import pytest
from jsonschema.validators import validator_for
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.routing import Route

from server.access import Kept, cookie_name
from server.web.interfaces import API_VERSION, INTERFACES, PROBLEM, tells_problems
from sessions.model.viewer import HELD_ROLES
from sessions.wire.commands import Command
from sessions.wire.frames import ClientFrame, ServerFrame
from tests.running import NO_TLS
from tests.server.house import House
from tests.server.web.test_bodies import application

pytestmark = pytest.mark.asyncio(loop_scope="module")

PROJECT = Path(__file__).resolve().parents[3]
A_BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


async def described(house: House, path: str) -> dict[str, Any]:
    """A description, as a page of another host may read it without a cookie."""
    async with httpx.AsyncClient(base_url=house.base_url, verify=NO_TLS) as client:
        answer = await client.get(path, headers={"origin": "https://developer.example"})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, "*")
    assert answer.headers["api-version"] == API_VERSION
    told: dict[str, Any] = answer.json()
    return told


async def test_the_description_of_what_programs_read_is_valid_and_is_that_of_the_routes(house: House) -> None:
    """[STD-02] A route with a file's name in its path that the list leaves out fails here; a page that answers something else
    than a page fails in the walk over every route.
    """
    told = await described(house, "/openapi.json")
    assert [str(error) for error in OpenAPIV31SpecValidator(told).iter_errors()] == []
    assert {"name"} <= told["info"]["contact"].keys()
    listed = {(path, method) for path, methods in told["paths"].items() for method in methods}
    assert listed == {(each.path, each.method) for each in INTERFACES}
    assert len(listed) == len(INTERFACES)
    routes = [route for route in application(house).routes if isinstance(route, Route)]
    there = {(route.path, method.lower()) for route in routes for method in route.methods or ()}
    assert listed - there == set()
    named = {(path, method) for path, method in there if "." in path.rpartition("/")[2] and method == "get"}
    assert named - listed == set()
    # Whom it answers stands there by the cookies that are really read.
    schemes = told["components"]["securitySchemes"]
    assert schemes["case"]["name"] == cookie_name("case", "{case}", https=True)
    assert [kept for kept in schemes if kept not in get_args(Kept)] == []
    for path, kept in (
        ("/actie/{case}/{action}/agenda.ics", ["action"]),
        ("/organisatieactie/{organisation}/{action}/agenda.ics", ["task"]),
        ("/lezen/{case}/verslag.pdf", ["reader", "member", "account"]),
        ("/uitkomst/{session}.json", list(HELD_ROLES)),
    ):
        assert [name for each in told["paths"][path]["get"]["security"] for name in each] == kept, path
    assert [path for path, _ in listed if path.endswith("/") or re.search("[A-Z]", path)] == []


async def test_the_description_of_the_wire_is_valid_and_names_every_frame_and_command(house: House) -> None:
    """[STD-04]"""
    told = await described(house, "/asyncapi.json")
    schema = json.loads((PROJECT / "node_modules/@asyncapi/specs/schemas/3.0.0.json").read_bytes())
    assert [error.message for error in validator_for(schema)(schema).iter_errors(told)] == []
    messages = {told["components"]["messages"][name]["name"] for name in told["channels"]["board"]["messages"]}
    assert messages == {each.__struct_config__.tag for each in (*get_args(ClientFrame), *get_args(ServerFrame))}
    commands = told["components"]["schemas"]["Do"]["properties"]["command"]["anyOf"]
    assert [each["$ref"].rpartition("/")[2] for each in commands] == [each.__name__ for each in get_args(Command)]
    assert told["channels"]["board"]["parameters"]["role"]["enum"] == list(HELD_ROLES)


async def test_what_goes_wrong_at_an_address_of_json_is_a_problem_and_a_page_for_a_browser(house: House) -> None:
    """[STD-03]"""
    assert [each.path for each in INTERFACES if each.is_json != tells_problems(each.path)] == []
    problems = 0
    async with httpx.AsyncClient(base_url=house.base_url, verify=NO_TLS) as client:
        for each in (each for each in INTERFACES if tells_problems(each.path)):
            path = re.sub(r"\{\w+\}", "x", each.path)
            answer = await client.get(path)
            if answer.status_code < 400:
                continue
            problems += 1
            assert answer.headers["content-type"] == PROBLEM, path
            problem = answer.json()
            assert (problem["status"], problem["type"]) == (answer.status_code, "about:blank"), path
            assert problem.keys() == {"type", "title", "status", "code"}
            assert re.fullmatch("[a-z_]+", problem["code"]), problem
            page = await client.get(path, headers=A_BROWSER)
            assert (page.status_code, page.headers["content-type"]) == (answer.status_code, "text/html; charset=utf-8"), path
        unknown = await client.get("/nergens.json")
        assert (unknown.status_code, unknown.json()["code"]) == (404, "not_found")
    assert problems >= 12
