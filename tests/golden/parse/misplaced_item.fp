// An item that stands in the wrong block is one mistake; the block goes on after
// it.

platform lamp {
    scope = server.name under "lamp.example";
//  ^^^^^ error: found `scope`; expected a feature, a condition or `}` [unexpected-token]
    list ports : int = [443];
//  ^^^^ error: found `list`; expected a feature, a condition or `}` [unexpected-token]

    fingerprint device {
        positive a = server.port == 1;
        category = lighting;
//      ^^^^^^^^ error: found `category`; expected a feature, a condition or `}` [unexpected-token]
        test "inside of a fingerprint" {
//      ^^^^ error: found `test`; expected a feature, a condition or `}` [unexpected-token]
            server.port = 1;
            expect lamp;
        }
        positive b server.port == 2;
        //         ^^^^^^ error: found `server`; expected `:` or `=` [unexpected-token]
    }
    expect other;
//  ^^^^^^ error: found `expect`; expected a feature, a condition or `}` [unexpected-token]
}
provider acme {
    positive c = server.port == 3;
//  ^^^^^^^^ error: found `positive`; expected `platform`, `scope`, `}` or a name [unexpected-token]
}
