platform p { fingerprint f { positive a = server.ip in 10.0.0.0/8 or client.ip == ::1 or client.mac in a4:cf:12:00:00:00/24 or dns.answer in [1.2.3.0/24, fe80::/10]; } }
