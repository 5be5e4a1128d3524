"""A local Slack for tests: Web API, Socket Mode, response_url and files on one loopback port.

The real Bolt `App`, `SocketModeHandler` and `WebClient` speak to it; only the base address differs.

    def test_a_mention(rig: Rig) -> None:
        rig.connect()
        sent = rig.peer.send(events.mention("Qui est le secrétaire général ?"))
        sent.acked()
        answer = rig.peer.wait(lambda: rig.peer.messages("C1"))[-1]
"""

from tests.slack_peer.faults import Canned, Dropped
from tests.slack_peer.peer import Call, SlackPeer
from tests.slack_peer.rig import Rig, running_rig, started_peer
from tests.slack_peer.signing import signed_headers
from tests.slack_peer.socket_mode import Delivery
from tests.slack_peer.world import Channel, Message, Person, SharedFile, Team, World

__all__ = [
    "Call",
    "Canned",
    "Channel",
    "Delivery",
    "Dropped",
    "Message",
    "Person",
    "Rig",
    "SharedFile",
    "SlackPeer",
    "Team",
    "World",
    "running_rig",
    "signed_headers",
    "started_peer",
]
