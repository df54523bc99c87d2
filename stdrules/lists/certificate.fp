// Certificates of servers. A device that greets without a name, and whose question for
// the address came before the capture, is known by the name that the server proves.
module lists.certificate;

// A network that delivers for many has them all in one certificate, so only a short
// one counts; where a name was asked for, that name counts.
predicate is_for(hosts: list<host>) =
    tls.sni is absent and tls.cert.san under hosts and count(tls.cert.san) <= 12;
