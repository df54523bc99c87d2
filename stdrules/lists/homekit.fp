// HomeKit accessories of every brand announce themselves by one name in multicast
// DNS. What tells them apart is the model, which the announcement carries as `md=`;
// the maker chooses it, not the user.
module lists.homekit;

// Source: HomeKit Accessory Protocol specification, table 6-7; home-assistant/core,
// generated/zeroconf.py, the models of brands.
predicate is_model(models: list<text>) =
    flow.transport == "udp"
    and server.port == 5353
    and payload.client at 2 == x"84"
    and payload.client contains "\x04_hap"
    and payload.client contains models;
