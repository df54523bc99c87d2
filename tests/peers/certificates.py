"""What a certificate says, by openssl: tshark shows its bytes as they are."""

import hashlib
import json
import re
import subprocess


def ask(certificate):
    """By field; empty where openssl finds no certificate in the hex digits."""
    try:
        der = bytes.fromhex(certificate.replace(":", ""))
    except ValueError:
        return {}
    result = subprocess.run(
        ["openssl", "x509", "-inform", "DER", "-noout", "-subject", "-issuer",
         "-nameopt", "RFC2253", "-ext", "subjectAltName"],
        input=der, capture_output=True, check=False)
    text = result.stdout.decode("utf-8", "replace")
    found = {}
    for line in text.splitlines():
        name, _, value = line.partition("=")
        if name in ("subject", "issuer"):
            found[name] = value.strip()
    hosts = re.findall(r"DNS:([^,\s]+)", text)
    if hosts:
        found["san"] = hosts
    return found


class Certificates:
    """Answers, kept in a folder: captures share certificates."""

    def __init__(self, cache):
        self.path = cache / "certificates.json"
        self.known = (json.loads(self.path.read_text())
                      if self.path.exists() else {})

    def names(self, certificate):
        name = hashlib.sha256(certificate.encode()).hexdigest()
        if name not in self.known:
            self.known[name] = ask(certificate)
        return dict(self.known[name])

    def keep(self):
        made = self.path.with_suffix(".part")
        made.write_text(json.dumps(self.known))
        made.rename(self.path)
