// Modules import each other in a circle, so that neither could be read alone.

module import_cycle;
import circle.a;
