"""Schemathesis hooks: sign requests in, put existing resources into paths, and protect the caller's account.

Each run has one caller. Requests that end an account or a session, or change a role, go to a
disposable account instead. Every choice depends on the generated request alone, so that a seed
gives the same requests again.
"""

import datetime
import os
import re
import zlib

import requests
import schemathesis

BASE = os.environ["CONTRACT_BASE"]
TOKEN = os.environ.get("CONTRACT_TOKEN", "")
PASSWORD = "a good long one"
DEADLINE_SECONDS = 30

UUID = re.compile(r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")
DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
DAYS_BACK = 30

# Requests that would end the caller's own account, session or password.
DISPOSABLE = re.compile(r"^/v1/(me|me/password|sessions/.*)/?$")


def send(method, path, token="", **arguments):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return requests.request(method, BASE + path, headers=headers, timeout=DEADLINE_SECONDS, **arguments)


def created(response):
    response.raise_for_status()
    return response.json()


class Account:
    """A member that may be deleted at any time; a new one takes its place."""

    made = 0

    def __init__(self):
        self.token = ""
        self.id = ""

    def signed_in(self):
        if not self.token or send("GET", "/v1/me", self.token).status_code != 200:
            Account.made += 1
            email = f"disposable-{os.getpid()}-{Account.made}@example.org"
            draft = {"email": email, "password": PASSWORD, "name": "Disposable"}
            send("POST", "/v1/members", json=draft).raise_for_status()
            self.token = created(send("POST", "/v1/sessions", json={"email": email, "password": PASSWORD}))["token"]
            self.id = send("GET", "/v1/me", self.token).json()["id"]
        return self


class Resources:
    """One existing resource of each kind that a path may name, made again after it was deleted."""

    def __init__(self, token):
        self.token = token
        self.ids = {}

    def id_of(self, kind):
        if kind not in self.ids or send("GET", self.place(kind), self.token).status_code == 404:
            self.ids[kind] = self.make(kind)
        return self.ids[kind]

    def place(self, kind):
        return "/v1/pauses" if kind == "pauses" else f"/v1/{kind}/{self.ids[kind]}"

    def make(self, kind):
        if kind == "imports":
            history = (
                "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n"
                "Breathe,,Health,2016-03-15,1,\n"
            )
            return created(send("POST", "/v1/imports", self.token, files={"file": ("history.csv", history)}))["id"]
        drafts = {
            "habits": {"title": "Read", "start": str(datetime.date.today() - datetime.timedelta(days=DAYS_BACK))},
            "pauses": {"from": "2020-01-01", "to": "2020-01-02"},
            "groups": {"name": "Readers"},
        }
        return created(send("POST", f"/v1/{kind}", self.token, json=drafts[kind]))["id"]


account = Account()
resources = Resources(TOKEN)


def number(value):
    return zlib.crc32(str(value).encode("utf-8", "surrogatepass"))


def existing(kind, generated):
    """Two of three well-formed ids become that of an existing resource."""
    if not TOKEN or not UUID.match(str(generated)) or number(generated) % 3 == 0:
        return generated
    if kind == "admin":
        return account.signed_in().id
    if kind == "leaderboards":
        return resources.id_of("groups")
    if kind in ("habits", "pauses", "groups", "imports"):
        return resources.id_of(kind)
    return generated


def recent(generated):
    if not DAY.match(str(generated)) or number(generated) % 3 == 0:
        return generated
    return str(datetime.date.today() - datetime.timedelta(days=number(generated) % DAYS_BACK))


def token_for(case, path):
    ends_something = case.method.upper() in ("DELETE", "PUT") and DISPOSABLE.match(path)
    return account.signed_in().token if ends_something else TOKEN


@schemathesis.hook
def before_call(context, case, kwargs):
    parameters = case.path_parameters
    if "id" in parameters:
        parameters["id"] = existing(case.path.split("/")[2], parameters["id"])
    if "day" in parameters:
        parameters["day"] = recent(parameters["day"])
    if "If-Match" in case.headers and number(case.headers["If-Match"]) % 2:
        case.headers["If-Match"] = "*"
    if TOKEN:
        case.headers["Authorization"] = f"Bearer {token_for(case, case.formatted_path)}"
