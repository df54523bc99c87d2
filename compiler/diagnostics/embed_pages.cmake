# Writes the pages as rows of a table that C++ includes:
#
#   cmake -DPAGES=FILE;... -DOUTPUT=FILE -P embed_pages.cmake
#
#   IOTPF_PAGE("empty-list", "\x23\x20...")
#
# A page is read as hexadecimal digits and written as escapes, since CMake gives
# `;`, `[` and backslashes of a text a meaning of its own.

set(slugs)
foreach(page IN LISTS PAGES)
  get_filename_component(slug ${page} NAME_WE)
  get_filename_component(folder ${page} DIRECTORY)
  list(APPEND slugs ${slug})
endforeach()
list(SORT slugs)

set(rows "// Generated from the pages; see embed_pages.cmake.\n")
foreach(slug IN LISTS slugs)
  file(READ ${folder}/${slug}.md text HEX)
  string(REGEX REPLACE "(..)" "\\\\x\\1" text "${text}")
  string(APPEND rows "IOTPF_PAGE(\"${slug}\", \"${text}\")\n")
endforeach()
file(WRITE ${OUTPUT} "${rows}")
