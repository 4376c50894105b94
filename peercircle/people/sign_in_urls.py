"""The doors of allauth that we use, one by one, under the names it knows them by."""

from allauth.account import views as account
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from peercircle.people import views
from peercircle.people.sign_in import freshly

urlpatterns = [
    # allauth asks for an address here and for a code there; for us that is one door with two names.
    path("sign-in/", account.request_login_code, name="account_login"),
    path("sign-in/", account.request_login_code, name="account_request_login_code"),
    path("sign-in/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("sign-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/once-more/", views.once_more, name="account_reauthenticate"),
    path("sign-out/", account.logout, name="account_logout"),
    path("profile/email/", freshly(account.email), name="account_email"),
    path("profile/email/code/", account.email_verification_sent, name="account_email_verification_sent"),
    path("profile/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("profile/passkeys/", passkeys.list_webauthn, name="mfa_index"),
    path("profile/passkeys/add/", freshly(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("profile/passkeys/<int:pk>/remove/", freshly(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
]
