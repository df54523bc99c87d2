// The same, in another order.

platform order {
    fingerprint mobile {
        sufficient positive priority 150 : first and second;
        sufficient positive : second;
        sufficient positive : first;
        positive second = client.port == 2;
        positive first = server.port == 1;
    }
}
