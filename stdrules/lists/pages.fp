// Names that companies give to their pages for people, also below the domain of
// a cloud: the shop, the help, the documents, and to their mail. They are nobody's IoT.
module lists.pages;

predicate is_page() =
    server.name
        matches /^(www|shop|store|support|help|forums?|community|blog|docs|developers?|partners|status|careers|jobs|investors?|news|press|faq|kb|wiki|legal|privacy|e?mail|smtp|imap|mx[0-9]*|autodiscover)\./
    or dns.qname
        matches /^(www|shop|store|support|help|forums?|community|blog|docs|developers?|partners|status|careers|jobs|investors?|news|press|faq|kb|wiki|legal|privacy|e?mail|smtp|imap|mx[0-9]*|autodiscover)\./;

predicate is_page_of_certificate() =
    tls.cert.san
        matches /^(www|shop|store|support|help|forums?|community|blog|docs|developers?|partners|status|careers|jobs|investors?|news|press|faq|kb|wiki|legal|privacy|e?mail|smtp|imap|mx[0-9]*|autodiscover)\./;
