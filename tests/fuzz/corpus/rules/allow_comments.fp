// iotpf: allow(unused-list)
list l : host = [ // iotpf: allow(unused-list, missing-reference)
  // iotpf: allow(missing-reference)
  "a.example", // iotpf: allow(x)
  "b.example" ]; // iotpf: allow(unused-feature
platform p { // iotpf: allow()
  // iotpf: allow(never-tested,)
  // iotpf: deny(x)
  fingerprint f { positive a = server.port == 1; // iotpf:allow(unused-feature) because
    // iotpf: allow(unused-feature)
  }
  // iotpf: allow(unused-feature)
}
// iotpf: allow(unused-list)