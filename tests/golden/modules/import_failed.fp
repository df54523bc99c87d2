// What is named is there and cannot be read: a folder in place of a file of
// rules, a list without its file.

module import_failed;
import acme.folder;
//     ^^^^^^^^^^^ error: modules/acme/folder.fp: is no regular file [import-failed]

list lamps : host = file "acme/no_such_file.txt";
//                       ^^^^^^^^^^^^^^^^^^^^^^^ error: there is no file modules/acme/no_such_file.txt [import-failed]
