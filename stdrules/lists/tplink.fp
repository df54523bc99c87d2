// TP-Link: what its routers ask for.
module lists.tplink;

// What a router's own configuration names, and where all devices find firmware.
list router_hosts : host = [
    "n-devs-gw.tplinkcloud.com",
    "n-deventry-gw.tplinkcloud.com",
    "download.tplinkcloud.com",
];

predicate is_router() =
    server.name in router_hosts
    or dns.qname in router_hosts
    or server.name matches /(^|[.-])(omada|vigi)[a-z-]*\.tplinkcloud\.com$/
    or dns.qname matches /(^|[.-])(omada|vigi)[a-z-]*\.tplinkcloud\.com$/
    or server.name matches /^n-[a-z0-9]+-(devs|deventry)-gw\.tplinkcloud\.com$/
    or server.name matches /^[a-z0-9]+-homecare-cloud\.i\.tplinknbu\.com$/
    or dns.qname matches /^[a-z0-9]+-homecare-cloud\.i\.tplinknbu\.com$/
    or dns.qname matches /^n-[a-z0-9]+-(devs|deventry)-gw\.tplinkcloud\.com$/;

// The apps of the routers, and of cameras for businesses, log in where Kasa and Tapo do.
list router_apps : text = [nocase "tether", nocase "deco", nocase "omada", nocase "vigi"];

predicate is_router_app() = http.request.json["/params/appType"] contains router_apps;
