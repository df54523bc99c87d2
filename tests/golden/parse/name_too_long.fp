// Names go into the ids of what they hold, so they stay short. A dotted name
// counts as a whole. The first feature has the longest name that is allowed.

platform lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp {
//       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: the name has 129 bytes; at most 128 are allowed [name-too-long]
    fingerprint device {
        positive lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lamp_lam = tls.sni is present;
        positive b = server.name in lamps.lamps.lamps.lamps.lamps.lamps.lamps.lamps.lamps.lamps.lamps.lamps.lamps.lamps.lamps.lamps.lamps.lamps.lamps.lamps.lamps.lamps;
        //                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: the name has 131 bytes; at most 128 are allowed [name-too-long]
    }
}
