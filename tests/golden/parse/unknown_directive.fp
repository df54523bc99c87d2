// A comment that begins as one for the compiler and says nothing it knows would
// be lost silently.

// iotpf: alow(unused-list)
//<27 error: this comment begins as one for the compiler and is none; write `// iotpf: allow(SLUG)` or `// iotpf: allow(SLUG, SLUG)` [unknown-directive]
list a : int = [1];
list b : int = [2];  // iotpf: allow()
//                   ^^^^^^^^^^^^^^^^^ error: this comment begins as one for the compiler and is none; write `// iotpf: allow(SLUG)` or `// iotpf: allow(SLUG, SLUG)` [unknown-directive]
list c : int = [3];  // iotpf: allow(unused-list, stale-allow): used elsewhere
// iotpf is only a name here
list d : int = [4];  // iotpf: allow(Unused)
//                   ^^^^^^^^^^^^^^^^^^^^^^^ error: this comment begins as one for the compiler and is none; write `// iotpf: allow(SLUG)` or `// iotpf: allow(SLUG, SLUG)` [unknown-directive]
