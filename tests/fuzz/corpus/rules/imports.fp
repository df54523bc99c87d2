module a.b;
import lists.adverts;
import a.b;
import x;
list l : host = file "l.txt";
list m : int = file "../m.txt";
platform p { fingerprint f { positive a = tls.sni in adverts.all or tls.sni in lists.adverts.more; } }
