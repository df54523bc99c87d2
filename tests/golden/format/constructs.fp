// Each construct of the grammar, written as tightly or as loosely as it may be.
module constructs.every;
import lists.adverts;import lists . cdn;
list a:host=["a.example",".b.example",];
list b:host=file"b.txt";
list c:int=[];
list d:int=[1,2];



list ranges:ip=[10.0.0.0/8,2001:db8::/32];
predicate  one( ) = tls.sni=="a" ;
predicate asks_for(hosts:list < host >,agent :text)=http.request.host in hosts or http.request.header [ "User-Agent" ]==agent;
provider p"P"{scope=server.name under"p.example";reference="r";
platform q{category=hub;reference="https://example.org/";}platform r "R" { positive a:easy=server.port==1;
negative b = not(server.port<5 and server.port>=3)or not not server.port!=4;
necessary positive:a;sufficient negative priority 250:b or any of(a,b,)or 2 of(a,b,a);
fingerprint mobile{positive c=server.port in 1 .. 5 and server.ip in 2001:db8::1 .. 2001:db8::5;
positive d=count(http.request.cookie["sid"])>=2 and asks_for(a,"x",) and one();
positive e=payload.client at 4==x"55 ?? 0?"or tls.sni matches/^a\/b$/i;
positive f=http.response.json["/a"]==true or http.response.json [r"/b"] in [null,false,nocase"x"];
positive g=tls.alpn is absent and tls.alpn is present;
sufficient positive:any positive;sufficient negative:all negative;}
fingerprint empty{}
fingerprint nothing {

}
test"t"{tls.sni="a.example";tls.alpn=["h2","http/1.1"];mqtt.topic is absent;
server.port=0x7d2;
expect r.mobile by c,d behind q , p;expect other;expect provider p,q;expect ambiguous q,r;}}}
prefer q over r;prefer r over q;
