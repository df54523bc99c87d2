platform p0 { fingerprint f { positive a = payload.client matches /(/; } }

platform p1 { fingerprint f { positive a = payload.client matches /)/; } }

platform p2 { fingerprint f { positive a = payload.client matches /[/; } }

platform p3 { fingerprint f { positive a = payload.client matches /*/; } }

platform p4 { fingerprint f { positive a = payload.client matches /a**/; } }

platform p5 { fingerprint f { positive a = payload.client matches /a{2,1}/; } }

platform p6 { fingerprint f { positive a = payload.client matches /(?<=a)b/; } }

platform p7 { fingerprint f { positive a = payload.client matches /\1/; } }

platform p8 { fingerprint f { positive a = payload.client matches /\pL/; } }

platform p9 { fingerprint f { positive a = payload.client matches /\Qa\E/; } }

platform p10 { fingerprint f { positive a = payload.client matches /\C/; } }

platform p11 { fingerprint f { positive a = payload.client matches /é+/; } }

platform p12 { fingerprint f { positive a = payload.client matches /[é]/; } }

platform p13 { fingerprint f { positive a = payload.client matches /(?i)é/; } }

platform p14 { fingerprint f { positive a = payload.client matches /a/ix; } }

platform p15 { fingerprint f { positive a = payload.client matches /\x{110000}/; } }

platform p16 { fingerprint f { positive a = payload.client matches /(?P<n/; } }

platform p17 { fingerprint f { positive a = payload.client matches /(?/; } }

platform p18 { fingerprint f { positive a = payload.client matches /a|/i; } }

platform p19 { fingerprint f { positive a = payload.client matches /()/; } }

platform p20 { fingerprint f { positive a = payload.client matches /\\/; } }
