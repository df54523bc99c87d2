// Conditions of one kind and one priority: neither their order nor that of the
// features changes an id, so a verdict names the same condition.

platform order {
    fingerprint mobile {
        positive first = server.port == 1;
        positive second = client.port == 2;
        sufficient positive : first;
        sufficient positive : second;
        sufficient positive priority 150 : first and second;
    }
}
