// Names that companies give to their pages for people, also below the domain of
// a cloud: the shop, the help, the documents. They are nobody's IoT.
module lists.pages;

predicate is_page() =
    server.name
        matches /^(www|shop|store|support|help|forums?|community|blog|docs|developers?|partners|status|careers|news|press)\./
    or dns.qname
        matches /^(www|shop|store|support|help|forums?|community|blog|docs|developers?|partners|status|careers|news|press)\./;
