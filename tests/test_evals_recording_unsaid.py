import pytest

from evals.recording import CASSETTES
from evals.recording.unsaid import secrets_in

SECRETS = [
    ("key: sk-proj-abcdefghij0123456789", "an API key"),
    ("sent Bearer abcdef0123456789", "a bearer token"),
    ("xoxb-123456789012-abc", "a token of Slack"),
    ("ghp_0123456789abcdefghijABCDEFGHIJ", "a token of GitHub"),
    ("AIza0123456789abcdefghijABCDEFGHIJklmno", "a key of Google"),
    ("AKIAABCDEFGHIJKLMNOP", "a key of AWS"),
    ("eyJhbGciOiJI0.eyJzdWIiOiIx.abc", "a signed token"),
    ("-----BEGIN RSA PRIVATE KEY-----", "a private key"),
    ("  Set-Cookie: a=b", "a header that names an account"),
    ("x\nopenai-organization: acme", "a header that names an account"),
]


@pytest.mark.parametrize(("text", "what"), SECRETS)
def test_what_looks_like_a_secret_is_named_and_not_repeated(text: str, what: str) -> None:
    assert secrets_in(text) == (what,)


def test_a_known_key_is_found_wherever_it_stands() -> None:
    assert secrets_in("la clé: correcthorsebattery.", "correcthorsebattery") == ("the key itself",)
    assert secrets_in("none of it", "none") == ()  # a key so short is a word


@pytest.mark.parametrize(
    "text",
    [
        "a request for keys, a link to open",
        "Le risk-management des sociétés",
        "ask-a-librarian-service-of-the-town",
        "sk-short",
        "la cookie-policy : rien",
    ],
)
def test_words_are_no_secrets(text: str) -> None:
    assert secrets_in(text) == ()


def test_no_recording_that_is_shipped_holds_a_secret_or_a_header_beyond_the_two() -> None:
    files = sorted(CASSETTES.rglob("*"))
    assert any(one.suffix == ".yaml" for one in files)
    for one in files:
        if one.is_file():
            text = one.read_text(encoding="utf-8")
            assert secrets_in(text) == (), one.name
            assert "127.0.0.1" not in text, one.name
            assert "user-agent" not in text.lower(), one.name
            assert "x-stainless" not in text.lower(), one.name
