// The file of a list stands beside the rules or below: no absolute path, and no
// way out.

list passwords : text = file "/etc/passwd";
//                           ^^^^^^^^^^^^^ error: `/etc/passwd` is no path beside this file; write a relative path without `..`, such as "hosts.txt" [bad-path]
list outside : text = file "../list.txt";
//                         ^^^^^^^^^^^^^ error: `../list.txt` is no path beside this file; write a relative path without `..`, such as "hosts.txt" [bad-path]
list nothing : text = file "";
//                         ^^ error: `` is no path beside this file; write a relative path without `..`, such as "hosts.txt" [bad-path]
