// Nothing but comments.


/* and another */   