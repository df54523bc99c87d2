platform p { fingerprint f { positive a = payload.client == x"" or payload.client == x"1" or payload.client == x"0g" or payload.client == x"?é"; } }
