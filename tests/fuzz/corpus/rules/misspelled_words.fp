platfrom p { } platform q { fingreprint f { postive a = tls.sni == "x"; } categroy = x; }
providr a { }
perfer a over b;