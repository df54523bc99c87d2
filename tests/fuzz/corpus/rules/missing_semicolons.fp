module a
list l : host = ["x"]
platform p {
 category = hub
 fingerprint f {
  positive a = server.port == 1
  positive b = server.port == 2
  sufficient positive : a
 }
}
prefer p over q
