platform p { fingerprint f { positive a = tls.sni matches /((a{10}){10}){10}/ or tls.sni matches /(a{100}){100}/ or tls.sni matches /(?:.{500}){2}x{1001}/; } }
