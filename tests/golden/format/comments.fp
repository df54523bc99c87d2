/* Comments keep their places: a block before anything, */ // and a line behind it


// A header of the file.

module comments; // behind a statement
// above a statement
list a : host = [ // behind a bracket
    "a.example", // behind an element
    // above an element
    "b.example" // behind the last element
    // above the bracket
]; // behind the list
list b : host = ["a.example", /* within a line */ "b.example" /* before a comma */, "c.example" /* before a bracket */];
list c : host = [
    "a.example"
    // before a comma on a line of its own
    , "b.example"
];
list d : host = [ // nothing in it
];
/* a block
     of two lines */
list e : int = [/* one */];
platform p { // behind a brace

    // The documentation of a feature,
    // on two lines.
    positive documented = server.port == 1;

    // Not its documentation.

    positive plain = server.port == 2; /* behind */ /* again */
    positive follows = server.port == 3; // nothing's documentation
    positive after = server.port == 4;
    /* documentation */
    positive block = server.port == 5; /* before the next */ positive beside = server.port == 6;
    positive // behind a word
    name // behind the name
    : // behind a colon
    easy
    // above a sign
    = // behind the sign
    server // behind a part of a name
    .port == // behind an operator
    7 // behind a value
    ;
    positive chain = server.port == 8 // the first
        or server.port == 9 // the second
        // above the third
        or server.port == 10; // the third
    positive deep = server.port == 8 and (server.port == 9 // inside
        or server.port == 10) and server.port in [1, // one
        2];
    positive inline = /* a */ server.port /* b */ == /* c */ 9 /* d */ or /* e */ server.port == /* f
    g */ 10;
    positive any_of = any of ( // behind a parenthesis
        server.port == 8, // the first
        server.port == 9);
    // above a fingerprint
    fingerprint /* inside a head */ mobile // behind a head
    { // behind its brace
        // alone in a block
    } // behind a block
    fingerprint device { /* alone on its line */ }
    // above a closing brace
}
// at the end

// of the file
