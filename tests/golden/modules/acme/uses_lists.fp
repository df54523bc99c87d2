module acme.uses_lists;
import acme.lists;

predicate is_lamp() = tls.sni in lists.lamps;
