"""A mosquitto on this machine's loopback: the only thing to which the guest's network leads."""

import re
import socket
import subprocess

TOPIC = "wallboard/1/osaka/"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Broker:
    def __init__(self, work):
        self.port = free_port()
        self.log = work / "mosquitto.log"
        self.config = work / "mosquitto.conf"
        self.config.write_text(f"listener {self.port} 127.0.0.1\nallow_anonymous true\nlog_dest stderr\nlog_type all\n")
        self.process = None

    def start(self):
        self.end()
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(["mosquitto", "-c", self.config], stdout=log, stderr=log)

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def publish(self, topic, payload, wait_s=30):
        """Retained; the broker may be just about to start."""
        command = ["mosquitto_pub", "-p", str(self.port), "-q", "1", "-r", "-t", TOPIC + topic, "-m", payload]
        subprocess.run(command, check=True, timeout=wait_s)

    def ask(self, topic, payload):
        """A request: never retained."""
        subprocess.run(["mosquitto_pub", "-p", str(self.port), "-q", "1", "-t", TOPIC + topic, "-m", payload], check=True, timeout=30)

    def read(self, topic, seconds):
        """The next message of a topic, retained or not; None when there is none in that time."""
        said = subprocess.run(["mosquitto_sub", "-p", str(self.port), "-W", str(int(seconds)), "-C", "1", "-t", TOPIC + topic],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        return said.stdout.strip() or None

    def clients(self):
        """The ids under which walls came since the broker was started, each once."""
        return sorted(set(re.findall(r"New client connected .* as (wallboard-\S+)", self.log.read_text(errors="replace"))))
