"""Adding a passkey on one's phone, and coming back with it: no letter, no code."""

from django.conf import settings as django_settings
from playwright.sync_api import expect

from tests.cast import client_of


def with_virtual_key(page):
    """A phone that can keep passkeys, and whose owner always agrees."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_lets_in_again(server, phone, member):
    # Passkeys belong to a name; an address of numbers has none.
    house = server.replace("127.0.0.1", "localhost")
    page = phone()
    with_virtual_key(page)
    cookie = client_of(member).cookies[django_settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": house}])

    page.goto(f"{house}/profile/passkeys/add/")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_text("My passkey 1")).to_be_visible()

    page.get_by_role("button", name="Sign out").first.click()
    page.goto(f"{house}/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Good day, Milica")).to_be_visible()

    page.goto(f"{house}/profile/passkeys/")
    page.get_by_role("link", name="Remove My passkey 1").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("My passkey 1")).to_have_count(0)
