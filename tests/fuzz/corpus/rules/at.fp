platform p { fingerprint f { positive a = payload.client at 4 == x"21 31 ?? 0?" or mqtt.client_id at 0 == "ab" or payload.server at 65535 == "z"; } }
