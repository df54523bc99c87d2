// line
/* block */ platform /* between */ p { // end
/** doc
 * of a */
fingerprint f { // one
// two
positive a = server.port == 1; /**/ } }//