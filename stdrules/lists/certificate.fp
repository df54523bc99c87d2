// Certificates of servers. A device that greets without a name, and whose question for
// the address came before the capture, is known by the name that the server proves.
module lists.certificate;

import lists.pages;

// Networks that deliver for many and hosts of sites, whose certificates bear several
// customers.
list networks : host = [
    "akamai.net",
    "akamaihd.net",
    "akamaized.net",
    "azureedge.net",
    "azurefd.net",
    "azurewebsites.net",
    "cdn77.org",
    "cloudflare.com",
    "cloudflaressl.com",
    "cloudfront.net",
    "edgecastcdn.net",
    "edgekey.net",
    "edgesuite.net",
    "fastly.com",
    "fastly.net",
    "hwcdn.net",
    "imperva.com",
    "incapsula.com",
    "myshopify.com",
    "squarespace.com",
    "stackpathcdn.com",
    "sucuri.net",
    "wpengine.com",
    "zendesk.com",
];

// A site's certificate has the name of a page or of a country's shop.
predicate is_for_page() =
    pages.is_page_of_certificate()
    or tls.cert.san matches /^(us|uk|ca|au|eu|de|fr|es|it|nl|jp|kr|cn|in)\.[^.]+\.[^.]+$/;

// A certificate that many share is long, or has its network's name in it: neither counts,
// nor does one for the bare name of a company alone, which is its site. Where a name was
// asked for, that name counts.
predicate is_for(hosts: list<host>) =
    tls.sni is absent
    and tls.cert.san under hosts
    and tls.cert.san matches /\..+\./
    and not tls.cert.san under networks
    and not is_for_page()
    and count(tls.cert.san) <= 4;
